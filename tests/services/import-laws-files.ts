import fc from 'fast-check';
import type { ImportOptions } from '#services/import-request.ts';
import { block, entry, feed, meterReading, reading, readingType, usagePoint } from '#tests/core/meter-files/green-button-feed.ts';

/** The half hours of one meter on one day of the market's time (ten hours before UTC), in Wh; null where there is no value. */
export interface MeterDay {
  readonly meter: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly wattHours: readonly (number | null)[];
}

export type Writing = 'long' | 'wide' | 'nem12' | 'green-button';
export const WRITINGS: readonly Writing[] = ['long', 'wide', 'nem12', 'green-button'];

const STEP = 1_800_000;
const DAY = 48 * STEP;
const MARKET = 10 * 3_600_000;
const METERS = ['NMI1234567', 'NMI7654321'] as const;

/** Some days of two meters, with values missing here and there, single days missing, zeros and runs of one value. */
export function anyDays(firstDay: string, days: number): fc.Arbitrary<MeterDay[]> {
  const from = Date.parse(`${firstDay}T00:00:00Z`) - MARKET;
  const value = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, 0, 5_000_000) },
  );
  const day = fc.oneof(
    { weight: 5, arbitrary: fc.array(value, { minLength: 48, maxLength: 48 }) },
    { weight: 1, arbitrary: fc.constantFrom(5000, 0).map((same): (number | null)[] => Array<number>(48).fill(same)) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  return fc
    .array(fc.tuple(day, day), { minLength: days, maxLength: days })
    .map((pairs) =>
      pairs.flatMap((pair, at) =>
        pair.flatMap((wattHours, which): MeterDay[] =>
          wattHours === null ? [] : [{ meter: METERS[which === 0 ? 0 : 1], from: from + at * DAY, wattHours }],
        ),
      ),
    );
}

/** The same days as a file of another kind, in order of time. */
export function writeDays(days: readonly MeterDay[], writing: Writing): string {
  const inOrder = days.toSorted((a, b) => a.from - b.from || (a.meter < b.meter ? -1 : 1));
  return WRITERS[writing](inOrder);
}

export const MAKE: ImportOptions = { createMeters: true, label: 'start' };

const WRITERS: Readonly<Record<Writing, (days: readonly MeterDay[]) => string>> = {
  long: (days) => ['time,meter,kWh', ...days.flatMap(longLines), ''].join('\n'),
  wide: wideText,
  nem12: (days) => ['100,NEM12,202611180000,FROM,TO', ...days.flatMap(nemLines), '900', ''].join('\n'),
  'green-button': (days) =>
    feed(
      ...METERS.flatMap((meter) =>
        feedOf(
          meter,
          days.filter((day) => day.meter === meter),
        ),
      ),
    ),
};

function valuesOf({ meter, from, wattHours }: MeterDay) {
  return wattHours.flatMap((value, at) => (value === null ? [] : [{ meter, at: from + at * STEP, value }]));
}

const stamp = (at: number) => new Date(at).toISOString();

function longLines(day: MeterDay): string[] {
  return valuesOf(day).map(({ meter, at, value }) => `${stamp(at)},${meter},${value / 1000}`);
}

function wideText(days: readonly MeterDay[]): string {
  const lines = new Map<number, Map<string, number>>();
  for (const { meter, at, value } of days.flatMap(valuesOf)) lines.set(at, (lines.get(at) ?? new Map()).set(meter, value));
  const line = ([at, values]: readonly [number, ReadonlyMap<string, number>]) =>
    [stamp(at), ...METERS.map((meter) => (values.has(meter) ? (values.get(meter) ?? 0) / 1000 : ''))].join(',');
  return [`time,${METERS.join(',')}`, ...[...lines].sort(([a], [b]) => a - b).map(line), ''].join('\n');
}

function nemLines({ meter, from, wattHours }: MeterDay): string[] {
  const date = stamp(from + MARKET)
    .slice(0, 10)
    .replaceAll('-', '');
  const isWhole = !wattHours.includes(null);
  const values = wattHours.map((value) => (value === null ? '0' : String(value / 1000))).join(',');
  const ranges = wattHours.map((value, at) => `400,${at + 1},${at + 1},${value === null ? 'N' : 'A'},,`);
  const day = `300,${date},${values},${isWhole ? 'A' : 'V'},,,20261118000000,`;
  return [`200,${meter},E1,1,E1,N1,S1,kWh,30,`, day, ...(isWhole ? [] : ranges)];
}

function feedOf(meter: string, days: readonly MeterDay[]): string[] {
  const readings = days.flatMap(valuesOf).map(({ at, value }) => reading(at / 1000, value, { seconds: STEP / 1000 }));
  if (readings.length === 0) return [];
  const self = `/UsagePoint/${meter}`;
  const up = `${self}/MeterReading/1`;
  return [
    entry(usagePoint(), { self, title: meter }),
    entry(meterReading(), { self: up, up: `${self}/MeterReading`, related: ['/ReadingType/1'] }),
    entry(readingType({ intervalLength: STEP / 1000 }), { self: '/ReadingType/1', up: '/ReadingType' }),
    entry(block(...readings), { self: `${up}/IntervalBlock/1`, up: `${up}/IntervalBlock` }),
  ];
}
