import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import type { Batch, MeterFileReading } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { StagedRows } from '#db/queries/staging.ts';
import type { Transaction } from '#db/transaction.ts';

/** What one meter's rows in a file look like from outside. Instants are epoch milliseconds. */
export interface StagedMeterSummary {
  readonly meterNo: number;
  readonly label: string;
  readonly isRegister: boolean;
  firstAt: number;
  lastAt: number;
  longestSeconds: number;
  /** Intervals too long to count in a week's total, and the line of the first. */
  coarseRows: number;
  firstCoarseRow: number | null;
  stepSeconds: number | null;
  /** Interval rows came in time order and none overlaps the one before. */
  isOrdered: boolean;
}

export interface StagedMeterFile {
  readonly meters: readonly StagedMeterSummary[];
  readonly problems: readonly Problem[];
  /** First days of the months (UTC) that rows lie in. */
  readonly months: readonly string[];
}

/** Streams a file's rows into the staging table and sums up each meter on the way; memory does not grow with the file. */
export async function stageMeterFile(
  transaction: Transaction,
  request: { file: MeterFileReading; bytes: number; onProgress?: ((share: number) => void) | undefined },
): Promise<StagedMeterFile> {
  const rows = new StagedRows(transaction);
  const summary = new FileSummary(request.file);
  const problems: Problem[] = [];
  try {
    for await (const batch of request.file.batches()) {
      for (const problem of batch.problems) problems.push(problem);
      summary.add(batch);
      await rows.add(batch.intervals, batch.registers);
      request.onProgress?.(request.bytes === 0 ? 1 : Math.min(1, batch.bytesRead / request.bytes));
    }
  } finally {
    await rows.end();
  }
  return { meters: summary.meters(), problems, months: summary.months() };
}

class FileSummary {
  readonly #file: MeterFileReading;
  readonly #meters: (StagedMeterSummary | undefined)[] = [];
  readonly #steps: Map<number, number>[] = [];
  readonly #months = new Set<string>();
  #monthStartsAt = 0;
  #monthEndsAt = 0;

  constructor(file: MeterFileReading) {
    this.#file = file;
  }

  add(batch: Batch): void {
    for (const row of batch.intervals) {
      const endsAt = row.startsAt + row.seconds * 1000;
      const meter = this.#meters[row.meter] ?? this.#begin(row.meter, { at: row.startsAt, isRegister: false });
      if (row.startsAt < meter.lastAt) meter.isOrdered = false;
      if (row.startsAt < meter.firstAt) meter.firstAt = row.startsAt;
      if (endsAt > meter.lastAt) meter.lastAt = endsAt;
      if (row.seconds > meter.longestSeconds) meter.longestSeconds = row.seconds;
      if (row.seconds > LONGEST_RANKED_SECONDS) {
        meter.coarseRows += 1;
        meter.firstCoarseRow ??= row.row;
      }
      const steps = this.#steps[row.meter];
      if (steps !== undefined) steps.set(row.seconds, (steps.get(row.seconds) ?? 0) + 1);
      if (row.startsAt < this.#monthStartsAt || row.startsAt >= this.#monthEndsAt) this.#noteMonth(row.startsAt);
    }
    for (const row of batch.registers) {
      const meter = this.#meters[row.meter] ?? this.#begin(row.meter, { at: row.stampedAt, isRegister: true });
      if (row.stampedAt < meter.firstAt) meter.firstAt = row.stampedAt;
      if (row.stampedAt > meter.lastAt) meter.lastAt = row.stampedAt;
      this.#noteMonth(row.stampedAt);
    }
  }

  meters(): StagedMeterSummary[] {
    const meters = this.#meters.filter((meter) => meter !== undefined);
    for (const meter of meters) meter.stepSeconds = commonest(this.#steps[meter.meterNo] ?? new Map());
    return meters;
  }

  months(): string[] {
    return [...this.#months].sort();
  }

  #begin(meterNo: number, first: { at: number; isRegister: boolean }): StagedMeterSummary {
    const meter = {
      meterNo,
      label: this.#file.meters[meterNo] ?? '',
      isRegister: first.isRegister,
      firstAt: first.at,
      lastAt: first.at,
      longestSeconds: 0,
      coarseRows: 0,
      firstCoarseRow: null,
      stepSeconds: null,
      isOrdered: true,
    };
    this.#meters[meterNo] = meter;
    this.#steps[meterNo] = new Map();
    return meter;
  }

  #noteMonth(instant: number): void {
    const date = new Date(instant);
    this.#monthStartsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    this.#monthEndsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    this.#months.add(new Date(this.#monthStartsAt).toISOString().slice(0, 10));
  }
}

function commonest(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const [value, count] of counts) {
    const most = best === null ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== null && value < best)) best = value;
  }
  return best;
}
