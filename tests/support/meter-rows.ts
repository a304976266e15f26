import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { kwhText } from '#core/energy/micro-wh.ts';

export const STEP_MS = 300_000;

/** One interval of one meter; `steps` counts five minutes. */
export interface MeterRow {
  readonly meter: string;
  readonly startsAt: number;
  readonly steps: number;
  readonly microWh: bigint;
}

/** Times at which clocks change within two days, and one at which they do not. */
export const CLOCK_CHANGES = [
  { timeZone: 'America/New_York', from: Date.parse('2026-03-07T15:00:00Z') },
  { timeZone: 'America/New_York', from: Date.parse('2026-10-31T15:00:00Z') },
  { timeZone: 'Australia/Lord_Howe', from: Date.parse('2026-10-03T03:00:00Z') },
  { timeZone: 'Australia/Lord_Howe', from: Date.parse('2026-04-04T03:00:00Z') },
  { timeZone: 'America/Sao_Paulo', from: Date.parse('2018-11-03T20:00:00Z') },
  { timeZone: 'Asia/Kathmandu', from: Date.parse('2026-05-10T12:00:00Z') },
] as const;

const FIVE_MINUTES = 1;
const QUARTER = 3;
const HOUR = 12;
const DAY = 288;

/** Rows of one meter one after the other from `from`, with gaps, of five minutes to two days. */
export function anyRows(meter: string, from: number): fc.Arbitrary<MeterRow[]> {
  const length = fc.constantFrom(FIVE_MINUTES, QUARTER, QUARTER, HOUR, HOUR, HOUR, DAY, 2 * DAY);
  const microWh = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 90_000_000_000n }));
  const gap = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(200) });
  return fc.array(fc.tuple(gap, length, microWh), { minLength: 1, maxLength: 14 }).map((spans) => {
    let at = from;
    return spans.map(([skipped, steps, energy]) => {
      const startsAt = at + skipped * STEP_MS;
      at = startsAt + steps * STEP_MS;
      return { meter, startsAt, steps, microWh: energy };
    });
  });
}

export function fileOf(rows: readonly MeterRow[]): string {
  const line = ({ meter, startsAt, steps, microWh }: MeterRow) =>
    `${meter},${stamp(startsAt)},${stamp(startsAt + steps * STEP_MS)},${kwhText(microWh)}`;
  return ['meter,start,end,kWh', ...rows.map(line)].join('\n');
}

export function stamp(instant: number): string {
  return new Date(instant).toISOString().replace('.000', '');
}

/** Energy and seconds by meter, local day and wall-clock hour, five minutes at a time: slow, and nobody's code but the test's. */
export function reckonHours(rows: readonly MeterRow[], timeZone: string): Record<string, string> {
  const hours = new Map<string, { microWh: bigint; seconds: number }>();
  for (const { meter, startsAt, steps, microWh } of rows) {
    const upTo = (step: number) => (microWh * BigInt(step)) / BigInt(steps);
    for (let step = 0; step < steps; step += 1) {
      const wall = Temporal.Instant.fromEpochMilliseconds(startsAt + step * STEP_MS).toZonedDateTimeISO(timeZone);
      const key = `${meter} ${wall.toPlainDate().toString()} ${wall.hour}`;
      const hour = hours.get(key) ?? { microWh: 0n, seconds: 0 };
      hours.set(key, { microWh: hour.microWh + upTo(step + 1) - upTo(step), seconds: hour.seconds + STEP_MS / 1000 });
    }
  }
  return Object.fromEntries([...hours].map(([key, { microWh, seconds }]) => [key, `${microWh} µWh in ${seconds} s`]));
}

/** What is dealt to so many files, some of it to two of them, and the files in any order with one of them twice. */
export function anyDeal<Item>(items: readonly Item[]): fc.Arbitrary<Item[][]> {
  return fc
    .record({
      files: fc.integer({ min: 2, max: 4 }),
      hands: fc.array(fc.tuple(fc.nat(), fc.option(fc.nat(), { freq: 4 })), { minLength: items.length, maxLength: items.length }),
      again: fc.nat(),
      order: fc.infiniteStream(fc.nat()),
    })
    .map(({ files, hands, again, order }) => {
      const dealt = Array.from({ length: files }, (_, file) =>
        items.filter((_item, index) => hands[index]?.some((hand) => hand !== null && hand % files === file)),
      ).filter((file) => file.length > 0);
      const twice = [...dealt, dealt[again % dealt.length] ?? []];
      const keys = twice.map(() => order.next().value ?? 0);
      return twice
        .map((file, index) => ({ file, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ file }) => file);
    });
}
