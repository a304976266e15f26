import { type CampusPast, knowledgeBefore, modelsBefore, type PastWeek, pastWeekOf } from '#core/ranking/campus-past.ts';
import { type DormWeek, totalDormWeek } from '#core/ranking/dorm-week.ts';
import { mondaysBetween, type WeekKnowledge } from '#core/ranking/knowledge.ts';
import { observeWeek } from '#core/ranking/observed-week.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { judgeWeek, scoreOf, type TotalledWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { placeStandings, type Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { diceKey, roll } from '#db/demo/dice.ts';
import { hourlyWeek, hoursOfWeek, without } from '#tests/core/ranking/hourly-campus.ts';
import type { HourlyCampus } from '#tests/core/ranking/hourly-campuses.ts';

/** Which hours go missing: any, those before 6, those from 17 to 22, or some in a row. */
const KNOCKS = ['at random', 'at night', 'at the evening peak', 'in a row'] as const;
type Knock = (typeof KNOCKS)[number];

/** What knocking hours out of whole dorm weeks, one dorm at a time, did. */
export interface Harm {
  readonly knock: Knock;
  readonly dormWeeks: number;
  /** Filled over true energy, less 1: mean of its size, and mean. */
  readonly kwhError: number;
  readonly kwhBias: number;
  readonly effortWeeks: number;
  readonly effortError: number;
  readonly effortBias: number;
  /** Dorm weeks that came to stand better, and worse, than with all hours. */
  readonly gained: Readonly<Record<Lens, number>>;
  readonly lost: Readonly<Record<Lens, number>>;
}

interface Trial {
  readonly knock: Knock;
  readonly kwh: number;
  readonly effort: number | null;
  readonly moves: Readonly<Record<Lens, number>>;
}

/** Knocks up to 10 % of the hours out of every dorm's whole weeks in turn, and judges them with what was known before the week. */
export function knockOut(
  campus: HourlyCampus,
  request: { firstWeek: string; lastWeek: string; judgedFrom: string; isFilled: boolean },
): Harm[] {
  const { firstWeek, lastWeek, judgedFrom, isFilled } = request;
  const { timeZone, celsius } = campus;
  const past: PastWeek[] = [];
  const trials: Trial[] = [];
  for (const monday of mondaysBetween(firstWeek, lastWeek)) {
    const dorms = campus.dorms.map((dorm, id) => ({ ...dorm, id, measured: dorm.days }));
    const week = { monday, timeZone, isFilled };
    const whole = dorms.map((dorm) => hourlyWeek(dorm, week));
    const before: CampusPast = { weeks: past, celsius, blackouts: [] };
    const models = modelsBefore(before, monday);
    if (monday >= judgedFrom) {
      const known = knowledgeBefore(before, { monday, models });
      const knowledge = { dorms: known, celsius };
      const placed = placesOf(whole, knowledge);
      for (const dorm of dorms) {
        if (!isWhole(whole[dorm.id]) || !hasPast(whole[dorm.id], dorm.days)) continue;
        for (const knock of KNOCKS) {
          const knocked = new Set(hoursToKnock({ knock, monday, timeZone, name: dorm.slug }));
          const broken = hourlyWeek({ ...dorm, measured: without(dorm.days, knocked) }, week);
          trials.push({ knock, ...harmOf({ whole, before: placed, broken, knowledge }) });
        }
      }
    }
    past.push(pastWeekOf({ week: monday, observed: whole.map((dorm) => observeWeek(totalledWeek(dorm))), models, celsius }));
  }
  return KNOCKS.map((knock) =>
    summed(
      knock,
      trials.filter((trial) => trial.knock === knock),
    ),
  );
}

function isWhole(dorm: DormWeek | undefined): boolean {
  return dorm?.meters[0]?.days.every((day) => day.measuredSeconds === day.activeSeconds && day.deadSeconds === 0) === true;
}

function hasPast(dorm: DormWeek | undefined, days: ReadonlyMap<string, unknown>): boolean {
  return dorm?.meters[0]?.days.every(({ day }) => days.has(addDays(day, -21))) === true;
}

/** 1 to 16 of the week's hours. */
function hoursToKnock(request: { knock: Knock; monday: string; timeZone: string; name: string }): string[] {
  const { knock, monday, timeZone, name } = request;
  const key = diceKey(7, `${knock} ${name} ${monday}`);
  const hours = hoursOfWeek(monday, timeZone);
  const count = 1 + (roll(key, 0) % 16);
  if (knock === 'in a row') return hours.slice(roll(key, 1) % (hours.length - count)).slice(0, count);
  const within = hours.filter((one) => {
    const hour = Number(one.slice(11));
    return knock === 'at random' || (knock === 'at night' ? hour < 6 : hour >= 17 && hour < 22);
  });
  const drawn = within.map((hour, index) => ({ hour, draw: roll(key, index + 2) }));
  return drawn
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ hour }) => hour);
}

function harmOf(request: {
  whole: readonly DormWeek[];
  before: readonly Places[];
  broken: DormWeek;
  knowledge: WeekKnowledge;
}): Omit<Trial, 'knock'> {
  const { whole, before, broken, knowledge } = request;
  const after = placesOf(
    whole.map((dorm) => (dorm.dormId === broken.dormId ? broken : dorm)),
    knowledge,
  );
  const pairs = LENSES.map((lens, index) => ({
    lens,
    was: before[index]?.get(broken.dormId) ?? UNRANKED,
    is: after[index]?.get(broken.dormId) ?? UNRANKED,
  }));
  const energy = pairs.find(({ lens }) => lens === 'energy');
  const effort = pairs.find(({ lens }) => lens === 'effort');
  const hasEffort = effort !== undefined && effort.was.rank !== null && effort.is.rank !== null;
  return {
    kwh: (energy?.is.filledKwh ?? 0) / (energy?.was.filledKwh ?? 0) - 1,
    effort: hasEffort ? (effort.is.score ?? 0) - (effort.was.score ?? 0) : null,
    moves: byLens((lens) => {
      const pair = pairs.find((one) => one.lens === lens);
      return Math.sign((pair?.was.rank ?? 0) - (pair?.is.rank ?? 0));
    }),
  };
}

type Placed = Pick<Standing, 'rank' | 'score' | 'filledKwh'>;
type Places = ReadonlyMap<number, Placed>;

const UNRANKED: Placed = { rank: null, score: null, filledKwh: null };

/** By lens, then by dorm. As `rankDorms` places them, but adds up each dorm's week only once. */
function placesOf(dorms: readonly DormWeek[], knowledge: WeekKnowledge): Places[] {
  const weeks = dorms.map(totalledOnce);
  return LENSES.map((lens) => {
    const judged = judgeWeek(weeks, lens, knowledge);
    const standings = dorms.map((dorm, index): Standing => {
      const { tally, reason } = judged.get(dorm.dormId) ?? { tally: null, reason: 'not-reckoned' };
      const totals = weeks[index]?.totals ?? totalDormWeek(dorm);
      return { ...dorm, ...totals, lens, score: tally === null ? null : scoreOf(lens, [tally]), rank: null, reason };
    });
    return new Map(placeStandings(standings).map((standing) => [standing.dormId, standing]));
  });
}

const totalled = new WeakMap<DormWeek, TotalledWeek>();

function totalledOnce(dorm: DormWeek): TotalledWeek {
  const known = totalled.get(dorm) ?? totalledWeek(dorm);
  totalled.set(dorm, known);
  return known;
}

function byLens(count: (lens: Lens) => number): Record<Lens, number> {
  return Object.fromEntries(LENSES.map((lens) => [lens, count(lens)])) as Record<Lens, number>;
}

function summed(knock: Knock, trials: readonly Trial[]): Harm {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const kwh = trials.map((trial) => trial.kwh);
  const effort = trials.flatMap((trial) => (trial.effort === null ? [] : [trial.effort]));
  const moved = (way: number) => byLens((lens) => trials.filter(({ moves }) => moves[lens] === way).length);
  return {
    knock,
    dormWeeks: trials.length,
    kwhError: mean(kwh.map(Math.abs)),
    kwhBias: mean(kwh),
    effortWeeks: effort.length,
    effortError: mean(effort.map(Math.abs)),
    effortBias: mean(effort),
    gained: moved(1),
    lost: moved(-1),
  };
}
