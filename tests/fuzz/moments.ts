import type { Dice } from '#tests/fuzz/dice.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Beginnings worth a look: plain days, both changes of the clocks, new year, a leap day. */
const BEGINNINGS = [
  '2024-01-08T00:00:00Z',
  '2023-11-05T00:00:00Z',
  '2024-03-10T00:00:00Z',
  '2023-12-31T18:00:00Z',
  '2024-02-28T20:00:00Z',
  '2024-04-06T10:00:00Z',
] as const;

const STEPS = [900_000, 1_800_000, HOUR, 300_000, DAY] as const;

export interface Moments {
  readonly stepMs: number;
  /** Wall times as if they were UTC. */
  readonly stamps: readonly number[];
  readonly write: (ms: number) => string;
}

const two = (number: number) => String(number).padStart(2, '0');

function parts(ms: number) {
  const date = new Date(ms);
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { y, m, d, h: date.getUTCHours(), min: date.getUTCMinutes(), s: date.getUTCSeconds() };
}

const WRITINGS: readonly [(ms: number) => string, ...((ms: number) => string)[]] = [
  (ms) => new Date(ms).toISOString().slice(0, 16).replace('T', ' '),
  (ms) => new Date(ms).toISOString(),
  (ms) => `${new Date(ms).toISOString().slice(0, 19)}-05:00`,
  (ms) => clock(ms, ({ y, m, d }) => `${m}/${d}/${y}`),
  (ms) => clock(ms, ({ y, m, d }) => `${two(d)}/${two(m)}/${y}`),
  (ms) => clock(ms, ({ y, m, d }) => `${two(d)}.${two(m)}.${y % 100}`),
  (ms) => {
    const { y, m, d, h, min } = parts(ms);
    return `${m}/${d}/${y} ${h % 12 === 0 ? 12 : h % 12}:${two(min)} ${h < 12 ? 'AM' : 'PM'}`;
  },
  (ms) => String(ms / 1000),
  (ms) => String(ms),
  (ms) => (ms / DAY + 25_569).toFixed(6),
  (ms) => new Date(ms).toISOString().slice(0, 16).replaceAll(/\D/g, ''),
  (ms) => new Date(ms).toISOString().slice(0, 10),
];

function clock(ms: number, date: (of: ReturnType<typeof parts>) => string): string {
  const all = parts(ms);
  return `${date(all)} ${two(all.h)}:${two(all.min)}`;
}

export function anyMoments(dice: Dice, count: number): Moments {
  const stepMs = dice.pick(STEPS);
  const from = Date.parse(dice.pick(BEGINNINGS));
  const stamps = dice.times(count, (at) => from + at * stepMs);
  return {
    stepMs,
    stamps: dice.onceIn(5) ? stamps.toReversed() : stamps,
    write: dice.pick(WRITINGS),
  };
}
