import fc from 'fast-check';
import { expect, test } from 'vitest';
import { energyParts } from '#core/footprint/energy-parts.ts';
import { type EnergyPart, type FactorBook, type HourlyFactor, reckonFactor } from '#core/footprint/reckon-factor.ts';
import { addDays, localDay } from '#core/time/local-days.ts';

const HOUR = 3_600_000;
const NONE: FactorBook = { flat: [], hourly: [] };

function hourly(time: string, perKwh: number, hours = 1): HourlyFactor {
  const startsAt = Date.parse(time);
  return { startsAt, endsAt: startsAt + hours * HOUR, perKwh };
}

/** A local day with the same kWh in each of some hours. */
function dayOf(
  day: string,
  { hours, kwh, zone = 'Etc/UTC' }: { hours: readonly number[]; kwh: number; zone?: string },
): EnergyPart[] {
  const energyMicroWh = BigInt(Math.round(kwh * 1e9));
  return energyParts(localDay(day, zone), [
    { energyMicroWh: energyMicroWh * BigInt(hours.length), hours: hours.map((hour) => ({ hour, energyMicroWh })) },
  ]);
}

test('ten kilowatt-hours at 412 g are 4,120 g', () => {
  const parts = dayOf('2026-03-02', { hours: [8, 9], kwh: 5 });
  expect(reckonFactor(parts, { flat: [{ fromDay: '2026-01-01', perKwh: 412 }], hourly: [] })).toEqual({
    amount: 4120,
    coverage: 1,
    hourlyShare: 0,
  });
});

test('a factor that changes mid-week counts from its day on', () => {
  const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
  const parts = days.flatMap((day) => dayOf(day, { hours: [12], kwh: 10 }));
  // Monday to Wednesday 30 kWh × 400 g, Thursday to Sunday 40 kWh × 300 g.
  const flat = [
    { fromDay: '2026-01-01', perKwh: 400 },
    { fromDay: '2026-03-05', perKwh: 300 },
  ];
  expect(reckonFactor(parts, { flat, hourly: [] }).amount).toBe(24_000);
});

test('where no factor holds there is no amount, never 0', () => {
  const parts = dayOf('2026-03-02', { hours: [12], kwh: 10 });
  expect(reckonFactor(parts, NONE)).toEqual({ amount: null, coverage: 0, hourlyShare: 0 });
  expect(reckonFactor(parts, { flat: [{ fromDay: '2026-03-03', perKwh: 400 }], hourly: [] }).amount).toBeNull();
  expect(reckonFactor([], { flat: [{ fromDay: '2026-01-01', perKwh: 400 }], hourly: [] }).amount).toBeNull();
});

test('a week half of which has a factor says that half is covered', () => {
  const parts = [...dayOf('2026-03-02', { hours: [12], kwh: 10 }), ...dayOf('2026-03-03', { hours: [12], kwh: 30 })];
  const flat = [{ fromDay: '2026-03-03', perKwh: 2 }];
  expect(reckonFactor(parts, { flat, hourly: [] })).toEqual({ amount: 60, coverage: 0.75, hourlyShare: 0 });
});

test('a day that used nothing costs nothing, where a factor holds', () => {
  const parts = dayOf('2026-03-02', { hours: [12], kwh: 0 });
  expect(reckonFactor(parts, { flat: [{ fromDay: '2026-01-01', perKwh: 0.3 }], hourly: [] }).amount).toBe(0);
});

test('an hourly factor wins over a flat one in its hour alone', () => {
  const parts = dayOf('2026-03-02', { hours: [8, 9], kwh: 5 });
  // 5 kWh × 100 g at eight, 5 kWh × 400 g at nine.
  const book = { flat: [{ fromDay: '2026-01-01', perKwh: 400 }], hourly: [hourly('2026-03-02T08:00Z', 100)] };
  expect(reckonFactor(parts, book)).toEqual({ amount: 2500, coverage: 1, hourlyShare: 0.5 });
});

test('half-hourly factors share an hour out by time', () => {
  const parts = dayOf('2026-03-02', { hours: [8], kwh: 6 });
  // Half an hour at 100 g, a quarter at 300 g, a quarter at the flat 400 g: 225 g a kWh.
  const pieces = [hourly('2026-03-02T08:00Z', 100, 0.5), hourly('2026-03-02T08:30Z', 300, 0.25)];
  expect(reckonFactor(parts, { flat: [{ fromDay: '2026-01-01', perKwh: 400 }], hourly: pieces })).toEqual({
    amount: 1350,
    coverage: 1,
    hourlyShare: 0.75,
  });
});

test('of two hourly factors for one time the one stated last counts, the other where it leaves time', () => {
  const parts = dayOf('2026-03-02', { hours: [8], kwh: 4 });
  const book = { flat: [], hourly: [hourly('2026-03-02T08:00Z', 200, 0.5), hourly('2026-03-02T08:00Z', 100)] };
  expect(reckonFactor(parts, book).amount).toBe(4 * 150);
});

test('hours of the clock are hours of the campus: eight in Adelaide begins at half past nine in the evening before, in UTC', () => {
  const parts = dayOf('2026-03-03', { hours: [8], kwh: 2, zone: 'Australia/Adelaide' });
  expect(reckonFactor(parts, { flat: [], hourly: [hourly('2026-03-02T21:30Z', 50)] }).amount).toBe(100);
});

test('the hour that happens twice in autumn is as long as both', () => {
  const parts = dayOf('2026-11-01', { hours: [1], kwh: 8, zone: 'America/New_York' });
  const book = { flat: [], hourly: [hourly('2026-11-01T05:00Z', 100), hourly('2026-11-01T06:00Z', 300)] };
  expect(reckonFactor(parts, book)).toEqual({ amount: 1600, coverage: 1, hourlyShare: 1 });
});

test('energy whose hour is not known is spread over its day', () => {
  const day = localDay('2026-03-02', 'Etc/UTC');
  const parts = energyParts(day, [{ energyMicroWh: 24_000_000_000n, hours: [{ hour: 0, energyMicroWh: 12_000_000_000n }] }]);
  // 12 kWh at midnight's 100 g; of the other 12 a 24th at 100 g and the rest at 340 g: 12 × (100 + 23 × 340) / 24.
  const book = { flat: [{ fromDay: '2026-01-01', perKwh: 340 }], hourly: [hourly('2026-03-02T00:00Z', 100)] };
  expect(reckonFactor(parts, book).amount).toBeCloseTo(1200 + 3960, 9);
});

const perKwh = fc.integer({ min: 0, max: 1000 });
const books: fc.Arbitrary<FactorBook> = fc.record({
  flat: fc
    .uniqueArray(fc.record({ fromDay: fc.integer({ min: -3, max: 8 }), perKwh }), {
      selector: ({ fromDay }) => fromDay,
      maxLength: 4,
    })
    .map((rows) =>
      rows.toSorted((a, b) => a.fromDay - b.fromDay).map((row) => ({ ...row, fromDay: addDays('2026-03-02', row.fromDay) })),
    ),
  hourly: fc.array(
    fc
      .record({ at: fc.integer({ min: 0, max: 7 * 48 }), halves: fc.integer({ min: 1, max: 2 }), perKwh })
      .map(({ at, halves, perKwh: amount }) => {
        const startsAt = Date.UTC(2026, 2, 2) + at * (HOUR / 2);
        return { startsAt, endsAt: startsAt + halves * (HOUR / 2), perKwh: amount };
      }),
    { maxLength: 60 },
  ),
});
const weeks = fc
  .array(fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 })
  .map((days) =>
    days.map((hours, index) => {
      const milli = hours.map((wh) => BigInt(wh) * 1_000_000n);
      const total = milli.reduce((sum, wh) => sum + wh, 0n);
      const day = localDay(addDays('2026-03-02', index), 'Etc/UTC');
      return energyParts(day, [{ energyMicroWh: total, hours: milli.map((energyMicroWh, hour) => ({ hour, energyMicroWh })) }]);
    }),
  );

test('law: the days of a week add up to the week', () => {
  fc.assert(
    fc.property(weeks, books, (days, book) => {
      const sum = days.reduce((total, parts) => total + (reckonFactor(parts, book).amount ?? 0), 0);
      expect(reckonFactor(days.flat(), book).amount ?? 0).toBeCloseTo(sum, 3);
    }),
    { numRuns: 40 },
  );
});

test('law: an hour cut in two with half its energy each comes to the same, under a flat factor and an hourly one for the whole hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 59 }), fc.integer({ min: 0, max: 90_000 }), perKwh, (minute, wh, grams) => {
      const startsAt = Date.UTC(2026, 2, 2, 8);
      const middle = startsAt + minute * 60_000;
      const endsAt = startsAt + HOUR;
      const kwh = wh / 1000;
      const whole = [{ day: '2026-03-02', spans: [{ startsAt, endsAt }], kwh }];
      const parts = [
        { day: '2026-03-02', spans: [{ startsAt, endsAt: middle }], kwh: (kwh * minute) / 60 },
        { day: '2026-03-02', spans: [{ startsAt: middle, endsAt }], kwh: (kwh * (60 - minute)) / 60 },
      ];
      for (const book of [
        { flat: [{ fromDay: '2026-01-01', perKwh: grams }], hourly: [] },
        { flat: [], hourly: [{ startsAt, endsAt, perKwh: grams }] },
      ])
        expect(reckonFactor(parts, book).amount ?? 0).toBeCloseTo(reckonFactor(whole, book).amount ?? 0, 6);
    }),
  );
});

test('law: one factor for every hour is the same as that factor flat', () => {
  fc.assert(
    fc.property(weeks, perKwh, (days, grams) => {
      const each = Array.from({ length: 168 }, (_, hour) => {
        const startsAt = Date.UTC(2026, 2, 2) + hour * HOUR;
        return { startsAt, endsAt: startsAt + HOUR, perKwh: grams };
      });
      const flat = reckonFactor(days.flat(), { flat: [{ fromDay: '2026-01-01', perKwh: grams }], hourly: [] });
      const byHour = reckonFactor(days.flat(), { flat: [], hourly: each });
      expect(byHour.amount ?? 0).toBeCloseTo(flat.amount ?? 0, 3);
      expect(byHour.coverage).toBeCloseTo(flat.coverage, 9);
    }),
    { numRuns: 20 },
  );
});
