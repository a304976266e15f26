import { runCase } from '#tests/fuzz/cases.ts';

export interface FuzzNews {
  readonly number: number;
  readonly format: string;
  readonly rows: number;
  readonly faults: readonly string[];
  readonly slowestMs: number;
  readonly rss: number;
}

/** A single file that takes longer is a fault. */
const TOO_LONG_MS = 5000;
const NEWS_EACH = 20;

const [seed = 1, from = 0, budget = 0] = process.argv.slice(2).map(Number);
let [rows, slowestMs] = [0, 0];
for (let number = from; number < from + budget; number += 1) {
  const before = process.cpuUsage();
  const { made, faults, rows: more } = await runCase(seed, number);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  rows += more;
  slowestMs = Math.max(slowestMs, ms);
  const said = ms > TOO_LONG_MS ? [...faults, `took ${Math.round(ms)} ms`] : faults;
  if (said.length === 0 && number % NEWS_EACH !== 0 && number !== from + budget - 1) continue;
  const { rss } = process.memoryUsage();
  process.send?.({ number, format: made.format, rows, faults: said, slowestMs, rss } satisfies FuzzNews);
  rows = 0;
}
