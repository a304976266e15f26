import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { ensureMonths } from '#db/queries/staging.ts';
import type { Database } from '#db/transaction.ts';
import { openFileSource } from '#jobs/open-file-source.ts';
import { importReadings } from '#services/import-readings.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';

const METERS = 40;
const START = Date.UTC(2025, 0, 1);
const STEP_MS = 900_000;

export interface ImportFigures {
  readonly rows: number;
  readonly copySeconds: number;
  readonly importSeconds: number;
  readonly ratio: number;
  readonly peakMegabytes: number;
}

/** The same rows by COPY into `readings` (its partitions and key) and as a CSV through the whole of import. */
export async function benchImport(database: Database, folder: string, rows: number): Promise<ImportFigures> {
  const ctx = testContext(database);
  await ensureMonths(database.pool, monthsOf(rows));
  const copyFile = join(folder, 'bench.copy');
  await pipeline(Readable.from(copyLines(rows)), createWriteStream(copyFile));
  const copySeconds = await seconds(() => copyStraight(database, copyFile));
  await database.pool.query('DELETE FROM readings');
  const path = join(folder, 'bench.csv');
  await writeCsv(path, rows);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const { source, sha256 } = await openFileSource(path);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const importSeconds = await seconds(async () => {
    const result = await importReadings(ctx, {
      campus,
      source,
      sha256,
      options: { createMeters: true },
      channel: 'command',
      mode: 'commit',
      now: new Date('2026-11-30T00:00:00Z'),
    });
    if (result.readings.new !== rows) throw new Error(`${result.readings.new} of ${rows} rows went in`);
  });
  clearInterval(watch);
  return { rows, copySeconds, importSeconds, ratio: importSeconds / copySeconds, peakMegabytes: Math.round(peak / 1e6) };
}

async function copyStraight(database: Database, path: string): Promise<void> {
  const client = await database.pool.connect();
  const stream = client.query(
    copyFrom(
      'COPY readings (campus_id, meter_id, starts_at, revision, energy_micro_wh, seconds, row_number, quality, yields) FROM STDIN',
    ),
  );
  await pipeline(createReadStream(path, { highWaterMark: 1 << 17 }), stream);
  client.release();
}

function* copyLines(rows: number): Generator<string> {
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    text += `1\t${(row % METERS) + 1}\t${stamp(row)}+00\t1\t${wattHours(row)}000000\t900\t${row + 2}\tmeasured\tf\n`;
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function writeCsv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  let text = 'time,meter,kWh\n';
  for (let row = 0; row < rows; row += 1) {
    text += `${stamp(row)},meter ${(row % METERS) + 1},${(wattHours(row) / 1000).toFixed(3)}\n`;
    if (text.length < 65_536) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

function stamp(row: number): string {
  return new Date(START + Math.floor(row / METERS) * STEP_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Believable and the same each time. */
function wattHours(row: number): number {
  return 500 + (createSeed(row) % 4000);
}

function createSeed(row: number): number {
  return ((row * 2_654_435_761) % 4_294_967_296) >>> 3;
}

function monthsOf(rows: number): string[] {
  const months: string[] = [];
  const last = START + Math.floor(rows / METERS) * STEP_MS;
  for (let at = new Date(START); at.getTime() <= last; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))) {
    months.push(at.toISOString().slice(0, 10));
  }
  return months;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
