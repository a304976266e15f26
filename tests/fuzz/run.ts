import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCase } from '#tests/fuzz/cases.ts';
import type { FuzzNews } from '#tests/fuzz/reader.ts';

/**
 * `npm run fuzz -- [--budget 100000] [--seed N] [--from N]`: reads so many mutated files and says what no file may bring about.
 * `--only N` reads one of them again and keeps it as a file.
 */
const { values } = parseArgs({
  options: {
    budget: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** A single file that takes longer hangs. */
const LONGEST_MS = 20_000;
const MOST_HEAP_MEGABYTES = 768;

if (values.only !== undefined) await runOnly(Number(values.only));
else await runMany({ from: Number(values.from), budget: Number(values.budget) });

async function runOnly(number: number): Promise<void> {
  const { faults, made, rows, problems } = await runCase(seed, number);
  const path = join(tmpdir(), `wattle-fuzz-${seed}-${number}`);
  writeFileSync(path, made.bytes);
  console.log(`${made.format}, ${made.bytes.length} bytes in ${path}: ${rows} rows, ${problems} problems`);
  for (const fault of faults) console.log(`  ${fault}`);
}

async function runMany({ from, budget }: { from: number; budget: number }): Promise<void> {
  const reader = fork(fileURLToPath(new URL('./reader.ts', import.meta.url)), [String(seed), String(from), String(budget)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${MOST_HEAP_MEGABYTES}`],
  });
  const startedAt = performance.now();
  let [done, faulty, rows, slowest, peak] = [from, 0, 0, 0, 0];
  let heardAt = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - heardAt > LONGEST_MS) fail(`hangs after file ${done} of seed ${seed}`);
  }, 500);
  const fail = (what: string) => {
    console.log(what);
    reader.kill('SIGKILL');
    process.exit(1);
  };
  reader.on('message', (news: FuzzNews) => {
    heardAt = performance.now();
    done = news.number;
    rows += news.rows;
    slowest = Math.max(slowest, news.slowestMs);
    peak = Math.max(peak, news.rss);
    if (news.faults.length > 0) faulty += 1;
    for (const fault of news.faults) console.log(`seed ${seed} file ${news.number} (${news.format}): ${fault}`);
  });
  const code = await new Promise<number | null>((resolve) => reader.on('exit', resolve));
  clearInterval(watch);
  if (code !== 0) fail(`ended with ${code} after file ${done} of seed ${seed}`);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${budget} files of seed ${seed}, ${Math.round(budget / seconds)} a second, ${rows} rows, slowest ${Math.round(slowest)} ms, peak ${Math.round(peak / 1e6)} MB, ${faulty} at fault`,
  );
  process.exitCode = faulty === 0 ? 0 : 1;
}
