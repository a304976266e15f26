import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contestOf, type JudgedWeek } from '#core/ranking/contest.ts';
import { fairnessOf, type Saver } from '#core/ranking/fairness.ts';
import type { DormKnowledge } from '#core/ranking/knowledge.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { judgeWeek, scoreOf, type TotalledWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { orderedScore } from '#core/ranking/standings.ts';
import { meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';
import { steadyPast, WEEK_DAYS } from '#tests/core/ranking/pasts.ts';

const celsius = new Map(WEEK_DAYS.map((day) => [day, 10] as const));

/** One dorm's week: kWh a day (null: silent), and what the past said of it. */
interface Played {
  readonly kwh: number | null;
  readonly usualKwh: number;
  readonly level: number;
  readonly spread: number;
}

function weekWith(dorms: readonly Played[], placed: ReadonlySet<number> | null = null): JudgedWeek {
  return {
    week: '2026-11-09',
    dorms: dorms.map(({ kwh }, at) =>
      totalledWeek({
        ...{ dormId: at, slug: `d${at}`, name: `D${at}`, residents: 40 + 7 * at, floorAreaM2: 900 },
        meters: [meterWeek(at, kwh === null ? [] : WEEK_DAYS.map((day) => meterDay(kwh, { day })))],
      }),
    ),
    known: new Map(dorms.map((dorm, at): [number, DormKnowledge] => [at, knownOf(dorm)])),
    celsius,
    placed,
  };
}

function knownOf({ usualKwh, level, spread }: Played): DormKnowledge {
  return steadyPast(usualKwh, { form: { level, spread, weeks: 20 } });
}

/** The plain way: every dorm is judged again with the saver's energy less. */
function isFirstJudgedAnew(weeks: readonly JudgedWeek[], lens: Lens, saver: Saver): boolean {
  const known = weeks[0]?.known ?? new Map();
  const tables = weeks.map((week) =>
    judgeWeek(
      week.dorms.map((dorm) => saving(dorm, saver)),
      lens,
      { dorms: known, celsius },
    ),
  );
  const scores = new Map<number, number>();
  for (const [dorm] of tables[0] ?? []) {
    const ranked = tables.map((table) => table.get(dorm)).filter((one) => one !== undefined && one.reason === null);
    const tallies = ranked.flatMap((one) => (one?.tally == null ? [] : [one.tally]));
    const isPlaced = weeks.every(({ placed }) => placed === null || placed.has(dorm));
    const score = tallies.length === weeks.length && isPlaced ? scoreOf(lens, tallies) : null;
    if (score !== null) scores.set(dorm, -orderedScore(score, lens));
  }
  const own = scores.get(saver.dorm) ?? Number.NEGATIVE_INFINITY;
  return [...scores].every(([dorm, score]) => dorm === saver.dorm || score < own);
}

function saving(week: TotalledWeek, { dorm, share }: Saver): TotalledWeek {
  const { filledKwh } = week.totals;
  if (week.dormId !== dorm || filledKwh === null) return week;
  return { ...week, totals: { ...week.totals, filledKwh: filledKwh * (1 - share) } };
}

const played = fc.record({
  kwh: fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: 60, max: 160, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  usualKwh: fc.double({ min: 80, max: 120, noNaN: true }),
  level: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
  spread: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
});

test('a saver comes first by the short reckoning exactly where it does when every dorm is judged anew', () => {
  const weeks = fc
    .integer({ min: 1, max: 9 })
    .chain((dorms) => fc.array(fc.array(played, { minLength: dorms, maxLength: dorms }), { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(weeks, fc.boolean(), (seasons, isLeague) => {
      const judged = seasons.map((dorms) => weekWith(dorms, isLeague ? new Set([0, 1, 2, 5]) : null));
      for (const lens of LENSES) {
        const contest = contestOf({ weeks: judged, lens });
        for (const dorm of contest.scores.keys())
          for (const share of [0.05, 0.1, 0.2])
            expect(contest.isFirstBySaving({ dorm, share })).toBe(isFirstJudgedAnew(judged, lens, { dorm, share }));
      }
    }),
    { numRuns: 150 },
  );
});

test('a league is placed by itself, and effort is still measured against everyone', () => {
  const steady = { usualKwh: 100, level: 0, spread: 0.05 };
  const kwh = [90, 95, 100, 100, 100, 100, 100];
  const dorms = kwh.map((one) => ({ ...steady, kwh: one }));
  const all = contestOf({ weeks: [weekWith(dorms)], lens: 'effort' });
  const league = contestOf({ weeks: [weekWith(dorms, new Set([1, 2]))], lens: 'effort' });
  expect([...league.scores.keys()]).toEqual([1, 2]);
  expect(league.scores.get(1)).toBe(all.scores.get(1));
  expect(fairnessOf([league])).toMatchObject({ dorms: 2, luck: 1 / 2, winners: [{ dorm: 1, weeks: 1 }] });
});

test('a saver that draws level is not first', () => {
  // 100 kWh less a fifth is 80, as dorm 0 used.
  const dorm = (kwh: number) => ({ kwh, usualKwh: 100, level: 0, spread: 0.05 });
  const { isFirstBySaving } = contestOf({ weeks: [weekWith([dorm(80), dorm(100)])], lens: 'energy' });
  expect(isFirstBySaving({ dorm: 1, share: 0.2 })).toBe(false);
  expect(isFirstBySaving({ dorm: 1, share: 0.201 })).toBe(true);
});
