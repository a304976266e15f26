import { describe, expect, test } from 'vitest';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { rankDorms, type Standing } from '#core/ranking/standings.ts';
import { meterWeek } from '#tests/core/ranking/dorms.ts';
import { type Campus, knownBefore, pastOf, weekOfCampus } from '#tests/core/ranking/played-campus.ts';

/** A year and four weeks: a season of four is judged with what was known at its start. */
const START = 52;
const CHEAT = 2;
const OF_PAST = ['saving', 'weather-adjusted', 'effort'] as const;

/** Eight dorms, each restless by about 4 % from week to week and 3 % from day to day. */
function usual(dorm: number, day: number): number {
  const noise = (at: number) => Math.sin(1e4 * Math.sin(12.9898 * at + 78.233 * (dorm + 1)));
  return 100 * (dorm + 1) * (1 + 0.04 * noise(Math.floor(day / 7)) + 0.03 * noise(day + 0.5));
}

const campusOf = (kwh: Campus['kwh'], said: Partial<Campus> = {}): Campus => ({ dorms: 8, weeks: START + 4, kwh, ...said });
const honest = campusOf(usual);
const byHonest = knownBefore(pastOf(honest, START), START);

function rowOf(standings: readonly Standing[]): Standing {
  const row = standings.find(({ slug }) => slug === `d${CHEAT}`);
  if (row === undefined) throw new Error('the dorm is not there');
  return row;
}

/** The dorm's season: its score over four weeks, added up. */
function season(campus: Campus, lens: Lens, known = knownBefore(pastOf(campus, START), START)): number {
  const weeks = [0, 1, 2, 3].map(
    (index) => rowOf(rankDorms(weekOfCampus(campus, START + index), lens, known)).score ?? Number.NaN,
  );
  return weeks.reduce((sum, score) => sum + score, 0);
}

const saving = (share: number) =>
  campusOf((dorm, day) => usual(dorm, day) * (dorm === CHEAT && day >= 7 * START ? 1 - share : 1));
const wasting = (weeks: number, share: number) =>
  campusOf((dorm, day) => usual(dorm, day) * (dorm === CHEAT && day >= 7 * (START - weeks) && day < 7 * START ? 1 + share : 1));

describe('wasting a fifth in the four weeks before a season', () => {
  test('lowers the bar by percent saving by all of it: the lens for baselines chosen by organisers says so', () => {
    // 1 − 1 / 1.2 in each of four weeks.
    expect(season(wasting(4, 0.2), 'saving') - season(honest, 'saving')).toBeCloseTo(4 * (1 - 1 / 1.2), 1);
  });

  test('is worth less than truly saving 2 % by the weather’s model, which is of a year', () => {
    expect(season(wasting(4, 0.2), 'weather-adjusted')).toBeLessThan(season(saving(0.02), 'weather-adjusted'));
  });

  test('is worth less by effort than truly saving half as much: it still pays, and the wasted weeks are there to see', () => {
    expect(season(wasting(4, 0.2), 'effort')).toBeLessThan(season(saving(0.1), 'effort'));
  });
});

describe('readings that do not come', () => {
  const silentAt = (days: readonly number[], seconds: number) => (dorm: DormWeek, at: { dorm: number; week: number }) =>
    at.dorm !== CHEAT || at.week < START ? dorm : without(dorm, days, seconds);

  test.each(['energy', ...OF_PAST] as const)('on a day of the week unrank the dorm by %s, whatever day it is', (lens) => {
    for (const day of [0, 1, 2, 3, 4, 5, 6]) {
      const campus = campusOf(usual, { change: silentAt([day], 86_400) });
      expect(rowOf(rankDorms(weekOfCampus(campus, START), lens, byHonest)).rank).toBeNull();
    }
  });

  test('in a third of every day unrank it too', () => {
    const campus = campusOf(usual, { change: silentAt([0, 1, 2, 3, 4, 5, 6], 28_800) });
    expect(rowOf(rankDorms(weekOfCampus(campus, START), 'effort', byHonest))).toMatchObject({
      rank: null,
      reason: 'coverage-low',
    });
  });
});

/** So much of these days' time and the energy in it was never read. */
function without(dorm: DormWeek, silent: readonly number[], seconds: number): DormWeek {
  const meters = dorm.meters.map((meter) => ({
    ...meter,
    days: meter.days.map((day, at) => {
      if (!silent.includes(at)) return day;
      const measuredSeconds = day.measuredSeconds - seconds;
      const energyMicroWh = (day.energyMicroWh * BigInt(measuredSeconds)) / BigInt(day.measuredSeconds);
      return { ...day, measuredSeconds, energyMicroWh };
    }),
  }));
  return { ...dorm, meters };
}

test('a meter swapped on any day, or the dorm’s energy split over two, changes no score', () => {
  const swapped = (day: number) => (dorm: DormWeek, at: { dorm: number; week: number }) => {
    const [meter] = dorm.meters;
    if (at.dorm !== CHEAT || at.week < START || meter === undefined) return dorm;
    const gone = { energyMicroWh: 0n, measuredSeconds: 0, activeSeconds: 0 };
    const before = meter.days.map((one, index) => (index < day ? one : { ...one, ...gone }));
    const after = meter.days.map((one, index) => (index < day ? { ...one, ...gone } : one));
    return { ...dorm, meters: [meterWeek(900, before), meterWeek(901, after)] };
  };
  const split = (dorm: DormWeek, at: { dorm: number; week: number }) => {
    const [meter] = dorm.meters;
    if (at.dorm !== CHEAT || at.week < START || meter === undefined) return dorm;
    const third = meter.days.map((day) => ({ ...day, energyMicroWh: day.energyMicroWh / 3n }));
    const rest = meter.days.map((day) => ({ ...day, energyMicroWh: day.energyMicroWh - day.energyMicroWh / 3n }));
    return { ...dorm, meters: [meterWeek(900, third), meterWeek(901, rest)] };
  };
  for (const change of [swapped(1), swapped(4), split]) {
    const campus = campusOf(usual, { change });
    for (const lens of ['energy', ...OF_PAST] as const) {
      const [was, is] = [honest, campus].map((one) => rowOf(rankDorms(weekOfCampus(one, START), lens, byHonest)));
      expect(is?.score).toBeCloseTo(was?.score ?? Number.NaN, 9);
    }
  }
});

test('residents told otherwise move no score but that per resident', () => {
  const crowded = campusOf(usual, { change: (dorm, { dorm: at }) => (at === CHEAT ? { ...dorm, residents: 400 } : dorm) });
  for (const lens of ['energy', 'per-area', ...OF_PAST] as const)
    expect(season(crowded, lens, byHonest)).toBe(season(honest, lens, byHonest));
  expect(season(crowded, 'per-resident', byHonest)).toBeCloseTo(season(honest, 'per-resident', byHonest) / 4, 9);
});
