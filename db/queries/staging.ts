import type { JudgedRow, Judgement } from '#core/energy/judge-readings.ts';
import type { IntervalRow, RegisterRow } from '#core/meter-files/meter-file.ts';
import { BinaryCopy } from '#db/copy-binary.ts';
import type { Transaction } from '#db/transaction.ts';

/** Which meter a file's n-th label is. */
export interface StagedMeter {
  readonly meterNo: number;
  readonly meterId: number;
}

/**
 * Temporary tables for the rows of one import; they end with the transaction. In `staged`, `at` and `value_micro_wh`
 * are an interval's start and energy, or, where `seconds` is null, a register's stamp and what it showed. `met_micro_wh`
 * is what a register row met.
 */
export async function createStaging({ client }: Transaction): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE staged (
      seq integer, meter_no integer, at timestamptz, value_micro_wh bigint, seconds integer, starts_at timestamptz,
      row_number integer, quality reading_quality, is_base_only boolean, is_scaled boolean
    ) ON COMMIT DROP;
    CREATE TEMP TABLE staged_meters (meter_no integer PRIMARY KEY, meter_id bigint, is_clean boolean) ON COMMIT DROP;
    CREATE TEMP TABLE verdicts (seq integer PRIMARY KEY, verdict text, met_micro_wh bigint) ON COMMIT DROP`);
}

/** Writes a file's rows into `staged`, numbered in the order they come. */
export class StagedRows {
  readonly #copy: BinaryCopy;
  #seq = 0;

  constructor({ client }: Transaction) {
    this.#copy = new BinaryCopy(client, 'staged');
  }

  async add(intervals: readonly IntervalRow[], registers: readonly RegisterRow[]): Promise<void> {
    for (const row of intervals) this.#addInterval(row);
    await this.#copy.drained();
    for (const row of registers) this.#addRegister(row);
    await this.#copy.drained();
  }

  async end(): Promise<void> {
    await this.#copy.end();
  }

  #addInterval(row: IntervalRow): void {
    const copy = this.#copy;
    copy.row(10);
    copy.int4(this.#seq++);
    copy.int4(row.meter);
    copy.instant(row.startsAt);
    copy.int8(row.energyMicroWh);
    copy.int4(row.seconds);
    copy.null();
    copy.int4(row.row);
    copy.ascii(row.quality);
    copy.null();
    copy.null();
  }

  #addRegister(row: RegisterRow): void {
    const copy = this.#copy;
    copy.row(10);
    copy.int4(this.#seq++);
    copy.int4(row.meter);
    copy.instant(row.stampedAt);
    copy.bigint(row.registerMicroWh);
    copy.null();
    if (row.startsAt === null) copy.null();
    else copy.instant(row.startsAt);
    copy.int4(row.row);
    copy.ascii(row.quality);
    copy.bool(row.isBaseOnly);
    copy.bool(row.isScaled);
  }
}

/** Says which meter each label is, and whether its rows need no judging (in order, and nothing stored in their time). */
export async function stageMeters(
  { client }: Transaction,
  meters: readonly (StagedMeter & { isClean: boolean })[],
): Promise<void> {
  await client.query(
    'INSERT INTO staged_meters (meter_no, meter_id, is_clean) SELECT * FROM unnest($1::int[], $2::bigint[], $3::boolean[])',
    [meters.map((meter) => meter.meterNo), meters.map((meter) => meter.meterId), meters.map((meter) => meter.isClean)],
  );
}

/** Without it the server takes the staged rows for a handful and joins them row by row with all others. */
export async function analyzeStaging({ client }: Transaction): Promise<void> {
  await client.query('ANALYZE staged, staged_meters, verdicts');
}

export async function stageVerdicts({ client }: Transaction, judgements: readonly Judgement<JudgedRow>[]): Promise<void> {
  if (judgements.length === 0) return;
  await client.query('INSERT INTO verdicts (seq, verdict) SELECT * FROM unnest($1::int[], $2::text[])', [
    judgements.map((judgement) => judgement.row.seq),
    judgements.map((judgement) => judgement.verdict),
  ]);
}

/** Makes the months (first days, YYYY-MM-DD) of readings that are missing; a transaction of its own, before rows go in. */
export async function ensureMonths(
  pool: { query(text: string, values: string[]): Promise<unknown> },
  months: readonly string[],
): Promise<void> {
  for (const month of months) await pool.query('SELECT ensure_reading_months($1::date, $1::date)', [month]);
}

/** Takes the rows of these labels out of the staging table. */
export async function unstageMeters({ client }: Transaction, meterNos: readonly number[]): Promise<void> {
  if (meterNos.length > 0) await client.query('DELETE FROM staged WHERE meter_no = ANY($1::int[])', [meterNos]);
}
