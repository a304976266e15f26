import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Database } from '#db/transaction.ts';
import { ensureBuild } from '#jobs/build.ts';
import { addToken } from '#services/add-token.ts';
import type { Context } from '#services/context.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';

/** Milliseconds within which 99 of 100 answers come. */
export interface PagesFigures {
  /** The leaderboard's page, kept until something changes. */
  readonly page: Answers;
  /** The leaderboard's JSON, reckoned anew each time. */
  readonly api: Answers;
}

export interface Answers {
  /** With nothing else going on, … */
  readonly alone: number;
  /** … while another process imports a million rows beside it, … */
  readonly beside: number;
  /** … and while the web server itself imports them. */
  readonly within: number;
}

const PORT = 3877;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const WEEK = '2026-W47';
const DORMS = 24;
const DAYS = 70;
const ALONE_ANSWERS = 400;
const PAUSE_MS = 15;

/** How soon the built web server answers the public while a file goes in. */
export async function benchPages(database: Database, path: string): Promise<PagesFigures> {
  await ensureBuild();
  const ctx = testContext(database);
  const campus = await campusWithHistory(ctx);
  const others = [await newCampus(ctx, 'Etc/UTC'), await newCampus(ctx, 'Etc/UTC')] as const;
  const { token } = await addToken(ctx, {
    by: 'operator',
    campus: others[1],
    purpose: 'readings',
    label: 'bench',
    now: new Date(),
  });
  const env = { ...process.env, DATABASE_URL: database.url, NODE_ENV: 'production' as const, LOG_LEVEL: 'warn' };
  const server = run(['node_modules/next/dist/bin/next', 'start', '-p', String(PORT)], env);
  try {
    const ask = askerOf(campus);
    await untilHealthy();
    await ask(async () => sleep(3000));
    const alone = await ask(async () => sleep(ALONE_ANSWERS * PAUSE_MS));
    const words = ['--import', 'tsx', 'jobs/wattle.ts', 'readings', 'import', others[0].slug, path, '--create-meters'];
    const beside = await ask(async () => void (await once(run(words, env), 'close')));
    const within = await ask(() => post(path, { slug: others[1].slug, token }));
    return {
      page: { alone: alone.page, beside: beside.page, within: within.page },
      api: { alone: alone.api, beside: beside.api, within: within.api },
    };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'close');
  }
}

function run(words: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function untilHealthy(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isHealthy = await fetch(`${ORIGIN}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isHealthy) return;
    await sleep(200);
  }
  throw new Error(`nothing answers on ${ORIGIN}`);
}

/** Asks for the page and the JSON in turns for as long as the work takes. */
function askerOf({ slug }: Campus) {
  return async (work: () => Promise<void>): Promise<{ page: number; api: number }> => {
    const times = { page: [] as number[], api: [] as number[] };
    let isOver = false;
    const done = work().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await sleep(PAUSE_MS);
      times.page.push(await timed(`/c/${slug}/weeks/${WEEK}`));
      times.api.push(await timed(`/api/v1/campuses/${slug}/weeks/${WEEK}/standings`));
    }
    await done;
    return { page: percentile99(times.page), api: percentile99(times.api) };
  };
}

async function timed(path: string): Promise<number> {
  const from = performance.now();
  const answer = await fetch(ORIGIN + path);
  await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  return performance.now() - from;
}

async function post(path: string, { slug, token }: { slug: string; token: string }): Promise<void> {
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  const headers = { authorization: `Bearer ${token}`, 'x-file-name': 'bench.csv' };
  const sent: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
  const answer = await fetch(`${ORIGIN}/api/v1/campuses/${slug}/imports?create-meters`, sent);
  await answer.text();
  if (answer.status !== 201) throw new Error(`the posted file was answered ${answer.status}`);
}

async function campusWithHistory(ctx: Context): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const dorms = Array.from({ length: DORMS }, (_, at) => `Dorm ${at}`);
  const sizes = dorms.map((name, at) => `dorm-${at},${name},${50 + at},${1000 + 10 * at}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents,floor_area_m2', ...sizes].join('\n') });
  await importMeters(ctx, { campus, text: ['meter,dorm', ...dorms.map((_, at) => `M${at},dorm-${at}`)].join('\n') });
  const lines = Array.from({ length: DAYS }, (_, back) => addDays('2026-11-22', -back)).flatMap((day, back) =>
    dorms.map((_, at) => `M${at},${day},${addDays(day, 1)},${100 + ((back * 7 + at * 13) % 50)}`),
  );
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n') });
  return campus;
}

function percentile99(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}
