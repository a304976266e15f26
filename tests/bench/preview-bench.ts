import { createReadStream } from 'node:fs';
import type { Database } from '#db/transaction.ts';
import { previewImport } from '#services/preview-import.ts';
import { receiveFile } from '#services/receive-file.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';

export interface PreviewFigures {
  readonly receiveSeconds: number;
  readonly previewSeconds: number;
  /** How often the progress bar moved. */
  readonly steps: number;
  /** Of the whole process, while the first tenth of the file is read and from then on. */
  readonly earlyMegabytes: number;
  readonly peakMegabytes: number;
}

const NOW = new Date('2026-11-30T00:00:00Z');
const EARLY_SHARE = 0.1;

/** Receives a CSV as the page does and previews it with its progress; nothing is committed. */
export async function benchPreview(database: Database, { path, rows }: { path: string; rows: number }): Promise<PreviewFigures> {
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const startedAt = performance.now();
  const body = createReadStream(path, { highWaterMark: 1 << 16 });
  const { id } = await receiveFile(ctx, { campus, fileName: 'bench.csv', body, personId: null, now: NOW });
  const receivedAt = performance.now();
  const peak = { early: 0, late: 0 };
  let [share, steps] = [0, 0];
  const watch = setInterval(() => {
    const phase = share < EARLY_SHARE ? 'early' : 'late';
    peak[phase] = Math.max(peak[phase], process.memoryUsage().rss);
  }, 20);
  const { result } = await previewImport(ctx, {
    campus,
    importId: id,
    options: { createMeters: true },
    lens: 'energy',
    now: NOW,
    onProgress: (reached) => {
      share = reached;
      steps += 1;
    },
  });
  clearInterval(watch);
  if (result.state !== 'previewed' || result.readings.new !== rows)
    throw new Error(`${result.readings.new} of ${rows} rows were previewed`);
  return {
    receiveSeconds: (receivedAt - startedAt) / 1000,
    previewSeconds: (performance.now() - receivedAt) / 1000,
    steps,
    earlyMegabytes: Math.round(peak.early / 1e6),
    peakMegabytes: Math.round(peak.late / 1e6),
  };
}
