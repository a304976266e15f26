import type { RegisterReading } from '#core/energy/registers.ts';
import { BinaryCopy } from '#db/copy-binary.ts';
import type { Transaction } from '#db/transaction.ts';

interface MeterKey {
  readonly campusId: number;
  readonly meterId: number;
}

/** Whether exactly this difference is already stored. */
export async function hasReading({ client }: Transaction, key: MeterKey, reading: RegisterReading): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM readings WHERE campus_id = $1 AND meter_id = $2 AND starts_at = to_timestamp($3::float8 / 1000)
       AND revision = $4 AND seconds = $5 AND energy_micro_wh = $6`,
    [key.campusId, key.meterId, reading.startsAt, reading.revision, reading.seconds, reading.energyMicroWh.toString()],
  );
  return rowCount === 1;
}

/** Removes the differences that begin in [from, until); null bounds are open. */
export async function deleteDifferences(
  { client }: Transaction,
  key: MeterKey,
  span: { from: number | null; until: number | null },
): Promise<void> {
  await client.query(
    `DELETE FROM readings WHERE campus_id = $1 AND meter_id = $2 AND starts_at >= coalesce(to_timestamp($3::float8 / 1000), '-infinity')
       AND starts_at < coalesce(to_timestamp($4::float8 / 1000), 'infinity')`,
    [key.campusId, key.meterId, span.from, span.until],
  );
}

export async function insertDifferences(
  { client }: Transaction,
  key: MeterKey,
  readings: readonly RegisterReading[],
): Promise<void> {
  if (readings.length === 0) return;
  const copy = new BinaryCopy(
    client,
    'readings (campus_id, meter_id, starts_at, revision, energy_micro_wh, seconds, row_number, quality, yields)',
  );
  for (const reading of readings) {
    copy.row(9);
    copy.int8(key.campusId);
    copy.int8(key.meterId);
    copy.instant(reading.startsAt);
    copy.int8(reading.revision);
    copy.bigint(reading.energyMicroWh);
    copy.int4(reading.seconds);
    copy.int4(reading.rowNumber);
    copy.ascii(reading.quality);
    copy.bool(false);
    await copy.drained();
  }
  await copy.end();
}

/** What the register rows of one import come to: differences that end at one of its values. */
export async function countDifferences(
  { client }: Transaction,
  query: { campusId: number; revision: number },
): Promise<{ new: number; same: number; replaced: number; energyMicroWh: bigint }> {
  const { rows } = await client.query(
    `SELECT count(*) FILTER (WHERE v.verdict IS NULL)::int AS new, count(*) FILTER (WHERE v.verdict = 'same')::int AS same,
            count(*) FILTER (WHERE v.verdict = 'replaced')::int AS replaced, coalesce(sum(r.energy_micro_wh), 0)::text AS energy
     FROM staged s JOIN staged_meters m USING (meter_no) LEFT JOIN verdicts v USING (seq)
     JOIN readings r ON r.campus_id = $1 AND r.meter_id = m.meter_id AND r.revision = $2 AND r.row_number = s.row_number
       AND r.starts_at + r.seconds * interval '1 second' = s.at
     WHERE s.seconds IS NULL AND v.verdict IS DISTINCT FROM 'repeated' AND v.verdict IS DISTINCT FROM 'contradicted'`,
    [query.campusId, query.revision],
  );
  const [row] = rows;
  return { new: row.new, same: row.same, replaced: row.replaced, energyMicroWh: BigInt(row.energy) };
}
