import {
  type Blackout,
  type CampusPast,
  type DormModels,
  isOrdinary,
  knowledgeBefore,
  modelsBefore,
  type PastWeek,
  pastWeekOf,
} from '#core/ranking/campus-past.ts';
import { type Contest, type Fairness, fairnessOf, powerOf, type SavedPercent, type Saver } from '#core/ranking/fairness.ts';
import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import { observeWeek } from '#core/ranking/observed-week.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { judgeWeek, scoreOf, type Tally, type TotalledWeek } from '#core/ranking/score-week.ts';
import { orderedScore } from '#core/ranking/standings.ts';

/** Weeks of saving in the seasons by which a lens's power is told. */
const SEASON_WEEKS = 4;

/** A campus's week as it was, every dorm in it. */
export interface CampusWeek {
  readonly week: string;
  readonly dorms: readonly TotalledWeek[];
}

/** A judged week and what was known before it. */
interface JudgedWeek extends CampusWeek {
  readonly known: ReadonlyMap<number, DormKnowledge>;
}

export interface LensFairness extends Fairness {
  readonly lens: Lens;
  /** The same power for seasons of four judged weeks with saving in each. */
  readonly seasonPower4: Readonly<Record<SavedPercent, number | null>>;
}

/**
 * Replays a campus's weeks, in order of time, and tells of every lens how evenly it draws winners and how well it finds a
 * saver. Weeks of `judged` are contests; blackouts are neither judged nor learnt from. No week is judged with anything of
 * itself or later but its own weather; a season, with what was known at its start.
 */
export function replayFairness(request: {
  weeks: readonly CampusWeek[];
  judged: ReadonlySet<string>;
  celsius: ReadonlyMap<string, number>;
  blackouts: readonly Blackout[];
}): LensFairness[] {
  const { celsius } = request;
  const judged = replay(request);
  const seasons = judged.slice(SEASON_WEEKS - 1).map((_, index) => judged.slice(index, index + SEASON_WEEKS));
  return LENSES.map((lens) => ({
    lens,
    ...fairnessOf(judged.map((week) => contestOf({ name: week.week, weeks: [week], celsius, lens }))),
    seasonPower4: powerOf(seasons.map((weeks) => contestOf({ name: `${weeks[0]?.week} and after`, weeks, celsius, lens }))),
  }));
}

function replay(request: Parameters<typeof replayFairness>[0]): JudgedWeek[] {
  const { weeks, judged, celsius, blackouts } = request;
  const past: PastWeek[] = [];
  const found: JudgedWeek[] = [];
  for (const { week, dorms } of weeks) {
    const before: CampusPast = { weeks: past, celsius, blackouts };
    const models = isOrdinary(blackouts, week) ? modelsBefore(before, week) : new Map<number, DormModels>();
    if (judged.has(week) && models.size > 0) {
      found.push({ week, dorms, known: knowledgeBefore(before, { monday: week, models }) });
    }
    past.push(pastWeekOf({ week, observed: dorms.map(observeWeek), models, celsius }));
  }
  return found;
}

/** A week or season; its first week's knowledge judges all of it. Only dorms ranked in every week are compared. */
function contestOf(request: {
  name: string;
  weeks: readonly JudgedWeek[];
  celsius: ReadonlyMap<string, number>;
  lens: Lens;
}): Contest {
  const { name, weeks, celsius, lens } = request;
  const knowledge: WeekKnowledge = { dorms: weeks[0]?.known ?? new Map(), celsius };
  const ordinary = weeks.map(({ dorms }) => talliesOf(judgeWeek(dorms, lens, knowledge)));
  const scores = scoresOf(ordinary, lens);
  return {
    name,
    judge(saver) {
      if (saver === null) return scores;
      return scoresOf(
        weeks.map(({ dorms }) =>
          talliesOf(
            judgeWeek(
              dorms.map((dorm) => savingOf(dorm, saver)),
              lens,
              knowledge,
            ),
          ),
        ),
        lens,
      );
    },
  };
}

function savingOf(dorm: TotalledWeek, { dorm: who, share }: Saver): TotalledWeek {
  const { filledKwh } = dorm.totals;
  if (dorm.dormId !== who || filledKwh === null) return dorm;
  return { ...dorm, totals: { ...dorm.totals, filledKwh: filledKwh * (1 - share) } };
}

function talliesOf(judged: ReturnType<typeof judgeWeek>): Map<number, Tally> {
  return new Map([...judged].flatMap(([dorm, { tally, reason }]) => (tally === null || reason !== null ? [] : [[dorm, tally]])));
}

function scoresOf(weeks: readonly ReadonlyMap<number, Tally>[], lens: Lens): Map<number, number> {
  const scores = new Map<number, number>();
  for (const dorm of weeks[0]?.keys() ?? []) {
    const tallies = weeks.map((week) => week.get(dorm)).filter((tally) => tally !== undefined);
    const score = tallies.length < weeks.length ? null : scoreOf(lens, tallies);
    if (score !== null) scores.set(dorm, -orderedScore(score, lens));
  }
  return scores;
}
