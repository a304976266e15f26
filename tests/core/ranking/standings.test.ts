import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import { LENSES, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { DAY, dormWeek, meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';

function places(dorms: readonly DormWeek[], lens: Lens = 'energy'): [string, number | null, string | null][] {
  return rankDorms(dorms, lens).map(({ slug, rank, reason }) => [slug, rank, reason]);
}

test('the least energy comes first, and equal ones share the place: 1, 2, 2, 4', () => {
  const dorms = [dormWeek('d', 30), dormWeek('c', 20), dormWeek('b', 20), dormWeek('a', 10)];
  expect(places(dorms)).toEqual([
    ['a', 1, null],
    ['b', 2, null],
    ['c', 2, null],
    ['d', 4, null],
  ]);
});

test('scores are equal when they read the same at the precision shown', () => {
  const ranks = (kwh: readonly number[]) =>
    rankDorms(
      kwh.map((one, index) => dormWeek(`d${index}`, one)),
      'energy',
    ).map(({ rank }) => rank);
  expect(ranks([12.31, 12.34])).toEqual([1, 1]);
  expect(ranks([12.34, 12.36])).toEqual([1, 2]);
  expect(ranks([12.25, 12.3])).toEqual([1, 1]);
  expect(ranks([0.35, 0.4])).toEqual([1, 1]);
});

test('per resident and per area divide the sum once', () => {
  const halves = dormWeek('a', 0, {
    residents: 40,
    floorAreaM2: 500,
    meters: [meterWeek(1, [meterDay(10)]), meterWeek(2, [meterDay(20)])],
  });
  expect(rankDorms([halves], 'per-resident')[0]).toMatchObject({ score: 0.75, rank: 1 });
  expect(rankDorms([halves], 'per-area')[0]).toMatchObject({ score: 0.06, rank: 1 });
});

test('without residents or area there is no score, not 0', () => {
  const dorms = [
    dormWeek('empty', 5, { residents: 0 }),
    dormWeek('unknown', 5, { residents: null, floorAreaM2: null }),
    dormWeek('z', 50),
  ];
  expect(places(dorms, 'per-resident')).toEqual([
    ['z', 1, null],
    ['empty', null, 'no-residents'],
    ['unknown', null, 'no-residents'],
  ]);
  expect(places(dorms, 'per-area').at(-1)).toEqual(['unknown', null, 'no-area']);
  expect(rankDorms(dorms, 'per-resident').at(-1)?.score).toBeNull();
});

test('a dead meter never ranks first, though it is there all the time', () => {
  const dead = dormWeek('dead', 0, { meters: [meterWeek(1, [meterDay(0, { deadSeconds: DAY })])] });
  expect(places([dead, dormWeek('alive', 900)])).toEqual([
    ['alive', 1, null],
    ['dead', null, 'meter-dead'],
  ]);
  expect(rankDorms([dead], 'energy')[0]).toMatchObject({ energyMicroWh: 0n, score: null, coveredSeconds: 0 });
});

test('one silent meter unranks its dorm however many others there are, and coverage is the mean over them', () => {
  const meters = [1, 2, 3, 4].map((id) => meterWeek(id, [meterDay(10)]));
  const silent = meterWeek(5, [meterDay(0, { measuredSeconds: 0 })]);
  const [standing] = rankDorms([dormWeek('a', 0, { meters: [...meters, silent] })], 'energy');
  expect(standing).toMatchObject({
    rank: null,
    reason: 'coverage-low',
    energyMicroWh: 40_000_000_000n,
    leastCoverage: 0,
    score: null,
  });
  expect((standing?.coveredSeconds ?? 0) / (standing?.totalSeconds ?? 1)).toBe(0.8);
});

test('nine tenths of the time are enough and a second less is not', () => {
  const covered = (seconds: number) => dormWeek('a', 9, { meters: [meterWeek(1, [meterDay(9, { measuredSeconds: seconds })])] });
  expect(places([covered(77_760)])).toEqual([['a', 1, null]]);
  expect(places([covered(77_759)])).toEqual([['a', null, 'coverage-low']]);
});

test('time that is not covered counts for the score at the mean power of the time that is', () => {
  const [standing] = rankDorms(
    [dormWeek('a', 0, { meters: [meterWeek(1, [meterDay(9, { measuredSeconds: 77_760 })])] })],
    'energy',
  );
  expect(standing?.score).toBeCloseTo(10, 12);
  expect(standing?.energyMicroWh).toBe(9_000_000_000n);
});

test('a quarter of the time may be estimated and no more', () => {
  const estimated = (seconds: number) =>
    dormWeek('a', 0, { meters: [meterWeek(1, [meterDay(9, { measuredSeconds: DAY - seconds, estimatedSeconds: seconds })])] });
  expect(places([estimated(21_600)])).toEqual([['a', 1, null]]);
  expect(places([estimated(21_601)])).toEqual([['a', null, 'estimated-too-much']]);
});

test('each kind of nothing has its own reason', () => {
  const noReading = meterWeek(1, [meterDay(0, { measuredSeconds: 0 })]);
  expect(places([dormWeek('a', 0, { meters: [] })])).toEqual([['a', null, 'no-meters']]);
  expect(places([dormWeek('a', 0, { meters: [meterWeek(1, [])] })])).toEqual([['a', null, 'week-just-started']]);
  expect(places([dormWeek('a', 0, { meters: [noReading] })])).toEqual([['a', null, 'no-readings']]);
  expect(rankDorms([dormWeek('a', 0, { meters: [noReading] })], 'energy')[0]?.energyMicroWh).toBeNull();
});

test('measured zeros are zero kWh, and a dorm that never used energy ranks with them', () => {
  expect(rankDorms([dormWeek('a', 0)], 'energy')[0]).toMatchObject({ energyMicroWh: 0n, score: 0, rank: 1 });
});

test('a dorm without gaps scores exactly what its readings add up to', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 8 }), (wattHours) => {
      const meters = wattHours.map((one, id) => meterWeek(id, [meterDay(0, { energyMicroWh: BigInt(one) * 1_000_000n })]));
      const sum = wattHours.reduce((total, one) => total + one, 0);
      expect(rankDorms([dormWeek('a', 0, { meters })], 'energy')[0]?.score).toBe(sum / 1000);
    }),
  );
});

const anyDay = fc
  .record({
    wattHours: fc.nat(50_000),
    missing: fc.constantFrom(0, 0, 0, 3600, 30_000, DAY),
    dead: fc.constantFrom(0, 0, 0, 0, 40_000),
    estimated: fc.constantFrom(0, 0, 7200),
  })
  .map(({ wattHours, missing, dead, estimated }) => {
    const measuredSeconds = Math.max(0, DAY - missing - estimated);
    const estimatedSeconds = missing === DAY ? 0 : estimated;
    const energyMicroWh = missing === DAY ? 0n : BigInt(wattHours) * 1_000_000n;
    return meterDay(0, { energyMicroWh, measuredSeconds, estimatedSeconds, deadSeconds: Math.min(dead, measuredSeconds) });
  });
const anyDorms = fc
  .array(
    fc.record({
      residents: fc.option(fc.nat(300)),
      floorAreaM2: fc.option(fc.double({ min: 1, max: 9000, noNaN: true })),
      meters: fc.array(fc.array(anyDay, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
    }),
    { maxLength: 7 },
  )
  .map((dorms) =>
    dorms.map(({ meters, ...size }, id) => ({
      dormId: id,
      slug: `dorm-${id}`,
      name: `Dorm ${id}`,
      ...size,
      meters: meters.map((days, meter) => meterWeek(id * 10 + meter, days)),
    })),
  );
const anyLens = fc.constantFrom(...LENSES);

test('the order in which dorms are given changes nothing', () => {
  fc.assert(
    fc.property(anyDorms, anyLens, fc.integer(), (dorms, lens, seed) => {
      const shuffled = [...dorms].sort((a, b) => ((a.dormId * seed) % 7) - ((b.dormId * seed) % 7));
      expect(rankDorms(shuffled, lens)).toEqual(rankDorms(dorms, lens));
    }),
  );
});

test('ranks run from 1, follow the scores, and are missing exactly where there is a reason', () => {
  fc.assert(
    fc.property(anyDorms, anyLens, (dorms, lens) => {
      const standings = rankDorms(dorms, lens);
      expect(standings).toHaveLength(dorms.length);
      const shown = new Intl.NumberFormat('en', { maximumFractionDigits: lens === 'energy' ? 1 : 2, useGrouping: false });
      const scores = standings.map((standing) => Number(shown.format(standing.score ?? Number.NaN)));
      for (const [index, { rank, reason, score }] of standings.entries()) {
        expect(rank === null).toBe(reason !== null);
        if (rank === null) continue;
        expect(score).not.toBeNull();
        expect(rank).toBe(
          1 + standings.filter((other, position) => other.rank !== null && (scores[position] ?? 0) < (scores[index] ?? 0)).length,
        );
      }
      const ranked = standings.filter(({ rank }) => rank !== null).length;
      expect(standings.slice(0, ranked).every(({ rank }) => rank !== null)).toBe(true);
    }),
  );
});

test('more energy never improves a score or a place', () => {
  fc.assert(
    fc.property(anyDorms, anyLens, fc.nat(6), fc.integer({ min: 1, max: 10_000_000 }), (dorms, lens, which, more) => {
      const one = dorms[which];
      const [first, ...others] = one?.meters ?? [];
      const [day, ...days] = first?.days ?? [];
      if (one === undefined || first === undefined || day === undefined || day.measuredSeconds === 0) return;
      const wasteful = { ...first, days: [{ ...day, energyMicroWh: day.energyMicroWh + BigInt(more) * 1_000n }, ...days] };
      const after = dorms.map((dorm) => (dorm === one ? { ...one, meters: [wasteful, ...others] } : dorm));
      const find = (given: readonly DormWeek[]) => rankDorms(given, lens).find(({ dormId }) => dormId === one.dormId);
      const [before, now] = [find(dorms), find(after)];
      expect(now?.reason).toBe(before?.reason);
      if (before?.score !== null) expect(now?.score).toBeGreaterThanOrEqual(before?.score ?? 0);
      if (before?.rank !== null) expect(now?.rank).toBeGreaterThanOrEqual(before?.rank ?? 0);
    }),
  );
});

test('a dorm with a dead or silent meter over more than a tenth of the time never ranks', () => {
  fc.assert(
    fc.property(anyDorms, anyLens, fc.boolean(), (dorms, lens, isDead) => {
      const bad = meterDay(0, isDead ? { deadSeconds: DAY } : { measuredSeconds: 0 });
      const harmed = dorms.map((dorm) => ({ ...dorm, meters: [...dorm.meters, meterWeek(999, [bad])] }));
      for (const standing of rankDorms(harmed, lens)) expect(standing.rank).toBeNull();
    }),
  );
});

test('the tie precision of every lens is a power of ten, so that rounding means digits', () => {
  for (const lens of LENSES) expect(Math.log10(TIE_PRECISION[lens])).toBeCloseTo(Math.round(Math.log10(TIE_PRECISION[lens])), 12);
});
