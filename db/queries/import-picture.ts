import { type CellRow, hourKey } from '#core/energy/picture-cells.ts';
import type { Transaction } from '#db/transaction.ts';

/** A meter in the import that is being stored. Instants are epoch milliseconds, energy is µWh. */
export interface PicturedMeter {
  readonly meterId: number;
  readonly label: string;
  readonly dorm: string;
  readonly isRegister: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly stepSeconds: number | null;
  readonly longestSeconds: number;
  readonly new: number;
  readonly same: number;
  readonly replaced: number;
  /** Rows left out because of other values of their time. */
  readonly clashing: number;
  readonly energyMicroWh: number;
}

/** Every meter of the import with this revision and what its staged rows come to. Asked while its rows are still staged. */
export async function listPicturedMeters(
  { client }: Transaction,
  query: { campusId: number; revision: number },
): Promise<PicturedMeter[]> {
  const { rows } = await client.query(
    `WITH judged AS (
       SELECT m.meter_id, v.verdict, count(*) AS rows, sum(s.value_micro_wh)::float8 AS energy
       FROM staged s JOIN staged_meters m USING (meter_no) LEFT JOIN verdicts v USING (seq)
       WHERE s.seconds IS NOT NULL GROUP BY m.meter_id, v.verdict
       UNION ALL
       SELECT m.meter_id, v.verdict, count(*), sum(r.energy_micro_wh)::float8
       FROM staged s JOIN staged_meters m USING (meter_no) LEFT JOIN verdicts v USING (seq)
       JOIN readings r ON r.campus_id = $1 AND r.meter_id = m.meter_id AND r.revision = $2 AND r.row_number = s.row_number
         AND r.starts_at + r.seconds * interval '1 second' = s.at
       WHERE s.seconds IS NULL GROUP BY m.meter_id, v.verdict
     ), counts AS (
       SELECT meter_id, coalesce(sum(rows) FILTER (WHERE verdict IS NULL), 0)::int AS new,
              coalesce(sum(rows) FILTER (WHERE verdict IN ('same', 'repeated')), 0)::int AS same,
              coalesce(sum(rows) FILTER (WHERE verdict = 'replaced'), 0)::int AS replaced,
              coalesce(sum(rows) FILTER (WHERE verdict NOT IN ('same', 'repeated', 'replaced')), 0)::int AS clashing,
              coalesce(sum(energy) FILTER (WHERE verdict IS NULL OR verdict IN ('same', 'replaced')), 0) AS energy
       FROM judged GROUP BY meter_id
     )
     SELECT i.meter_id::float8 AS meter_id, m.label, d.name AS dorm, i.is_register, i.step_seconds, i.longest_seconds,
            date_part('epoch', i.first_at) * 1000 AS first_at, date_part('epoch', i.last_at) * 1000 AS last_at,
            coalesce(c.new, 0) AS new, coalesce(c.same, 0) AS same, coalesce(c.replaced, 0) AS replaced,
            coalesce(c.clashing, 0) AS clashing, coalesce(c.energy, 0) AS energy
     FROM imports x JOIN import_meters i ON i.campus_id = x.campus_id AND i.import_id = x.id
       JOIN meters m ON m.campus_id = i.campus_id AND m.id = i.meter_id
       JOIN dorms d ON d.campus_id = m.campus_id AND d.id = m.dorm_id
       LEFT JOIN counts c ON c.meter_id = i.meter_id
     WHERE x.campus_id = $1 AND x.revision = $2 ORDER BY d.name, m.label`,
    [query.campusId, query.revision],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    label: row.label,
    dorm: row.dorm,
    isRegister: row.is_register,
    firstAt: row.first_at,
    lastAt: row.last_at,
    stepSeconds: row.step_seconds,
    longestSeconds: row.longest_seconds,
    new: row.new,
    same: row.same,
    replaced: row.replaced,
    clashing: row.clashing,
    energyMicroWh: row.energy,
  }));
}

interface DaysOfMeters {
  readonly campusId: number;
  readonly revision: number;
  readonly meterIds: readonly number[];
  /** Local days, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Seconds of these days that are read or held, by meter. */
export async function secondsKnown({ client }: Transaction, query: DaysOfMeters): Promise<Map<number, number>> {
  const { rows } = await client.query<{ meter_id: number; seconds: number }>(
    `SELECT meter_id::float8 AS meter_id, sum(measured_seconds + estimated_seconds + held_seconds)::float8 AS seconds
     FROM daily_energy WHERE campus_id = $1 AND meter_id = ANY($2::bigint[]) AND day BETWEEN $3::date AND $4::date GROUP BY meter_id`,
    [query.campusId, query.meterIds, query.firstDay, query.lastDay],
  );
  return new Map(rows.map((row) => [row.meter_id, row.seconds]));
}

/** These days of meters as a picture needs them. New is what the revision changed. */
export async function listPictureDays({ client }: Transaction, query: DaysOfMeters): Promise<Map<number, CellRow[]>> {
  const { rows } = await client.query<RawCell>(
    `SELECT meter_id::float8 AS meter_id, to_char(day, 'YYYY-MM-DD') AS day, NULL AS hour, energy_micro_wh::float8 AS energy, estimated_micro_wh::float8 AS estimated,
            rule_estimated_micro_wh::float8 AS filled, measured_seconds + estimated_seconds AS read_seconds,
            rule_estimated_seconds AS filled_seconds, held_seconds, revision = $5 AS is_new
     FROM daily_energy WHERE campus_id = $1 AND meter_id = ANY($2::bigint[]) AND day BETWEEN $3::date AND $4::date`,
    [query.campusId, query.meterIds, query.firstDay, query.lastDay, query.revision],
  );
  return byMeter(rows);
}

/** The same by hour of the wall clock: measured energy only. */
export async function listPictureHours({ client }: Transaction, query: DaysOfMeters): Promise<Map<number, CellRow[]>> {
  const { rows } = await client.query<RawCell>(
    `SELECT h.meter_id::float8 AS meter_id, to_char(h.day, 'YYYY-MM-DD') AS day, u.hour, u.energy::float8 AS energy, 0 AS estimated, 0 AS filled,
            u.seconds AS read_seconds, 0 AS filled_seconds, 0 AS held_seconds, d.revision = $5 AS is_new
     FROM hourly_energy h JOIN daily_energy d USING (campus_id, meter_id, day),
          unnest(h.hours, h.energy_micro_wh, h.seconds) AS u(hour, energy, seconds)
     WHERE h.campus_id = $1 AND h.meter_id = ANY($2::bigint[]) AND h.day BETWEEN $3::date AND $4::date`,
    [query.campusId, query.meterIds, query.firstDay, query.lastDay, query.revision],
  );
  return byMeter(rows);
}

interface RawCell {
  readonly meter_id: number;
  readonly day: string;
  readonly hour: number | null;
  readonly energy: number;
  readonly estimated: number;
  readonly filled: number;
  readonly read_seconds: number;
  readonly filled_seconds: number;
  readonly held_seconds: number;
  readonly is_new: boolean;
}

function byMeter(rows: readonly RawCell[]): Map<number, CellRow[]> {
  const found = new Map<number, CellRow[]>();
  for (const row of rows) {
    const cells = found.get(row.meter_id) ?? [];
    found.set(row.meter_id, cells);
    cells.push({
      key: row.hour === null ? row.day : hourKey(row.day, row.hour),
      energyMicroWh: row.energy,
      estimatedMicroWh: row.estimated,
      filledMicroWh: row.filled,
      readSeconds: row.read_seconds,
      filledSeconds: row.filled_seconds,
      heldSeconds: row.held_seconds,
      isNew: row.is_new,
    });
  }
  return found;
}

/** Stretches (epoch milliseconds) of these meters' registers that are held, by meter. */
export async function listHeldStretches(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[]; firstAt: number; lastAt: number },
): Promise<Map<number, { from: number; until: number }[]>> {
  const { rows } = await client.query(
    `SELECT meter_id::float8 AS meter_id, date_part('epoch', base_at) * 1000 AS from_at, date_part('epoch', stamped_at) * 1000 AS until_at
     FROM register_holds WHERE campus_id = $1 AND meter_id = ANY($2::bigint[])
       AND stamped_at > to_timestamp($3::float8 / 1000) AND base_at < to_timestamp($4::float8 / 1000)`,
    [query.campusId, query.meterIds, query.firstAt, query.lastAt],
  );
  const found = new Map<number, { from: number; until: number }[]>();
  for (const row of rows)
    found.set(row.meter_id, [...(found.get(row.meter_id) ?? []), { from: row.from_at, until: row.until_at }]);
  return found;
}
