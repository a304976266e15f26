import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { ANY_METER } from '#tests/core/meter-files/read-text.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

export interface XlsxFigures {
  readonly csvSeconds: number;
  readonly xlsxSeconds: number;
  readonly ratio: number;
  /** The most that the process held beyond what it held before, while it read the workbook. */
  readonly peakMegabytes: number;
}

const ROWS = 100_000;
const ROUNDS = 3;

/** Reads 100,000 rows of three columns as CSV and as XLSX, without a database: the best of three rounds each. */
export async function xlsxBench(): Promise<XlsxFigures> {
  const { csv, xlsx } = await files();
  const best = { csv: Number.POSITIVE_INFINITY, xlsx: Number.POSITIVE_INFINITY };
  let peakMegabytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    best.csv = Math.min(best.csv, (await timed(csv)).seconds);
    const { seconds, megabytes } = await timed(xlsx);
    best.xlsx = Math.min(best.xlsx, seconds);
    peakMegabytes = Math.max(peakMegabytes, megabytes);
  }
  return { csvSeconds: best.csv, xlsxSeconds: best.xlsx, ratio: best.xlsx / best.csv, peakMegabytes };
}

async function files(): Promise<{ readonly csv: Uint8Array; readonly xlsx: Uint8Array }> {
  const lines = ['time,meter,kwh'];
  const data: SheetData = [[{ value: 'time' }, { value: 'meter' }, { value: 'kwh' }]];
  for (let at = 0; at < ROWS; at += 1) {
    const time = new Date(Date.UTC(2023, 0) + Math.floor(at / 4) * 900_000);
    const meter = `Hall ${at % 4}`;
    const kwh = (at % 97) / 10;
    lines.push(`${time.toISOString().slice(0, 16).replace('T', ' ')},${meter},${kwh}`);
    data.push([{ value: time, type: Date, format: 'yyyy-mm-dd hh:mm' }, { value: meter }, { value: kwh }]);
  }
  return { csv: Buffer.from(lines.join('\n')), xlsx: await writeExcelFile(data).toBuffer() };
}

async function timed(bytes: Uint8Array): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const context: ReadContext = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2026, 0), meter: () => ANY_METER };
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const reading = await readMeterFile({ source: bytesSource(bytes), context });
  let rows = 0;
  let most = before;
  for await (const batch of reading.batches()) {
    rows += batch.intervals.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  if (rows !== ROWS) throw new Error(`${rows} of ${ROWS} rows were read`);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: Math.round((most - before) / 1024 ** 2) };
}
