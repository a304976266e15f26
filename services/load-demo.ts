import { createHash } from 'node:crypto';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import { DEMO_CAMPUS, type DemoFile, demoFiles, topUpFiles } from '#db/demo/demo-files.ts';
import { weatherFile } from '#db/demo/weather.ts';
import { type Campus, findCampus } from '#db/queries/campuses.ts';
import { insertJobRun, newestJobRun, updateJobRun } from '#db/queries/job-runs.ts';
import { listDailyTemperatures } from '#db/queries/temperatures.ts';
import { addCampus } from '#services/add-campus.ts';
import { addDemoSeasons } from '#services/add-demo-seasons.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import type { Context } from '#services/context.ts';
import { setDemoFactors } from '#services/demo-factors.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importReadings } from '#services/import-readings.ts';
import { importTemperatures } from '#services/import-temperatures.ts';

const SEED = 7;
const JOB = 'load-demo';

export interface DemoLoad {
  readonly campus: Campus;
  /** Files that are left for staff to drop: their names and text. */
  readonly heldBack: readonly { readonly name: string; readonly content: Iterable<string> }[];
  readonly imported: number;
}

/**
 * Makes the demo campus, or brings it up to `now`, by importing the files its facilities office would hand in through
 * the ordinary path. A load that was cut short goes on where it was: its files are the same, and known ones change nothing.
 */
export async function loadDemo(ctx: Context, request: { now: Date; onFile?: (name: string) => void }): Promise<DemoLoad> {
  const { db } = ctx.database;
  const before = await newestJobRun(db, JOB);
  const detail = readDetail(before?.detail);
  const isComplete = before?.outcome === 'done';
  const startedAt = detail?.startedAt ?? request.now.getTime();
  const until = isComplete || detail === null ? request.now.getTime() : detail.until;
  const campus = (await findCampus(db, DEMO_CAMPUS.slug)) ?? (await addCampus(ctx, { ...DEMO_CAMPUS, now: request.now }));
  const run = { startedAt, until };
  const id = await insertJobRun(db, { job: JOB, startedAt: request.now, detail: run });
  const isFirst = !isComplete && (detail === null || detail.until === startedAt);
  const since = isComplete && detail !== null ? detail.until : startedAt;
  const files = isFirst ? demoFiles({ now: startedAt, seed: SEED }) : topUpFiles({ now: until, seed: SEED, since, startedAt });
  const wanted = files.filter((file) => !file.heldBack);
  const lists = wanted.filter((file) => file.kind !== 'readings');
  const readings = wanted.filter((file) => file.kind === 'readings');
  const importNext = async (queue: DemoFile[]) => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      request.onFile?.(file.name);
      await importFile(ctx, { campus, file, now: request.now });
    }
  };
  await importNext([...lists]);
  const hasWeather = await hasTemperatures(ctx, campus);
  const weather = weatherFile({ seed: SEED, since: isFirst || !hasWeather ? null : since, until });
  await importWeather(ctx, { campus, file: weather, now: request.now });
  // While the database stores one file, the next one is read.
  const queue = [...readings];
  await Promise.all([importNext(queue), importNext(queue)]);
  await addDemoSeasons(ctx, { campus, startedAt });
  await setDemoFactors(ctx, campus, request.now);
  await closeDueWeeks(ctx, { now: request.now, campusId: campus.id });
  await updateJobRun(db, { id, finishedAt: new Date(), outcome: 'done', detail: run });
  const heldBack = demoFiles({ now: startedAt, seed: SEED }).filter((file) => file.heldBack);
  return { campus, heldBack, imported: wanted.length };
}

async function importFile(ctx: Context, request: { campus: Campus; file: DemoFile; now: Date }): Promise<void> {
  const { campus, file, now } = request;
  if (file.kind !== 'readings') {
    const text = [...file.content].join('');
    const result = await (file.kind === 'dorms' ? importDorms : importMeters)(ctx, { campus, text });
    if (result.state !== 'committed')
      throw new Error(`The demo's ${file.name} was refused: ${JSON.stringify(result.problems[0])}`);
    return;
  }
  const { source, sha256 } = sourceOf(file);
  const result = await importReadings(ctx, {
    campus,
    source,
    sha256,
    options: file.options ?? {},
    channel: 'command',
    mode: 'commit',
    now,
  });
  if (result.state === 'refused') throw new Error(`The demo's ${file.name} was refused: ${JSON.stringify(result.problems[0])}`);
}

async function hasTemperatures(ctx: Context, { id }: Campus): Promise<boolean> {
  const days = await listDailyTemperatures(ctx.database.db, { campusId: id, fromDay: '1990-01-01', toDay: '2199-12-31' });
  return days.length > 0;
}

/** A start within the hour of the last one has no weather to bring. */
async function importWeather(
  ctx: Context,
  request: { campus: Campus; file: Pick<DemoFile, 'name' | 'content'>; now: Date },
): Promise<void> {
  const { campus, file, now } = request;
  const result = await importTemperatures(ctx, {
    campus,
    ...sourceOf(file),
    options: {},
    channel: 'command',
    mode: 'commit',
    now,
  });
  const isEmpty = result.problems.every(({ kind }) => kind === 'empty-file');
  if (result.state === 'refused' && !isEmpty)
    throw new Error(`The demo's ${file.name} was refused: ${JSON.stringify(result.problems[0])}`);
}

function sourceOf(file: Pick<DemoFile, 'name' | 'content'>): { source: FileSource; sha256: Buffer } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const text of file.content) {
    const chunk = Buffer.from(text);
    hash.update(chunk);
    bytes += chunk.length;
  }
  async function* open() {
    for (const text of file.content) yield Buffer.from(text);
  }
  return { source: { name: file.name, bytes, open }, sha256: hash.digest() };
}

function readDetail(detail: unknown): { startedAt: number; until: number } | null {
  if (typeof detail !== 'object' || detail === null || !('startedAt' in detail) || !('until' in detail)) return null;
  return { startedAt: Number(detail.startedAt), until: Number(detail.until) };
}
