import type { HourSlot } from '#core/time/hour-slots.ts';
import type { LocalDay } from '#core/time/local-days.ts';
import { EFFECTIVE_ORDER, type MeterSpan } from '#db/queries/readings.ts';
import type { Transaction } from '#db/transaction.ts';

/**
 * Adds up the effective readings of the spans by local day and wall-clock hour and stores what changed in
 * `daily_energy` and `hourly_energy`. Spans must begin and end with local days; `days` and `slots` cover them all.
 * A reading that crosses an hour's or day's end is shared out by time: each part is the difference of two rounded-down
 * running amounts, so the parts add up to the reading exactly.
 */
export async function retotal(
  transaction: Transaction,
  query: {
    campusId: number;
    revision: number;
    spans: readonly (MeterSpan & { longestSeconds: number })[];
    days: readonly LocalDay[];
    slots: readonly HourSlot[];
  },
): Promise<void> {
  if (query.spans.length === 0) return;
  await transaction.client.query("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off");
  await stageSpans(transaction, query);
  await addUp(transaction, query.campusId);
  await addUpZeros(transaction, query.campusId);
  await storeTotals(transaction, query);
  await transaction.client.query('DROP TABLE total_spans, total_slots, total_parts, totalled');
}

/** Notes that the totals of these weeks (Mondays) were touched by `revision`. */
export async function touchWeeks(
  { client }: Transaction,
  query: { campusId: number; revision: number; mondays: readonly string[] },
): Promise<void> {
  await client.query(
    `INSERT INTO touched_weeks (campus_id, week, revision) SELECT $1, week, $2 FROM unnest($3::date[]) AS w(week)
     ON CONFLICT (campus_id, week) DO UPDATE SET revision = excluded.revision`,
    [query.campusId, query.revision, query.mondays],
  );
}

/**
 * Notes that weeks which have readings must be looked at again though none of theirs changed: those in which one of
 * these meters read zeros, which may be dead time now or no longer. Of all weeks, or of `mondays`.
 */
export async function touchWeeksWithZeros(
  { client }: Transaction,
  query: { campusId: number; revision: number; meterIds: readonly number[]; mondays: readonly string[] | null },
): Promise<void> {
  await client.query(
    `UPDATE touched_weeks t SET revision = $2
     WHERE t.campus_id = $1 AND ($4::date[] IS NULL OR t.week = ANY($4::date[])) AND EXISTS (
       SELECT 1 FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = ANY($3::bigint[])
         AND d.day >= t.week AND d.day < t.week + 7 AND d.zero_seconds > 0)`,
    [query.campusId, query.revision, query.meterIds, query.mondays],
  );
}

/** Which of these meters have ever used energy. */
export async function usersAmong(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[] },
): Promise<Set<number>> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT m.id::float8 AS id FROM unnest($2::bigint[]) AS m(id)
     WHERE EXISTS (SELECT 1 FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = m.id AND d.energy_micro_wh <> 0)`,
    [query.campusId, query.meterIds],
  );
  return new Set(rows.map((row) => row.id));
}

async function stageSpans(
  { client }: Transaction,
  query: { spans: readonly (MeterSpan & { longestSeconds: number })[]; days: readonly LocalDay[]; slots: readonly HourSlot[] },
): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE total_spans (meter_id bigint PRIMARY KEY, from_at timestamptz, until_at timestamptz, longest integer) ON COMMIT DROP;
    CREATE TEMP TABLE total_slots (idx integer PRIMARY KEY, day date, hour smallint, starts_at timestamptz, ends_at timestamptz) ON COMMIT DROP`);
  await client.query(
    `INSERT INTO total_spans SELECT meter_id, to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000), longest
     FROM unnest($1::bigint[], $2::float8[], $3::float8[], $4::int[]) AS s(meter_id, first_ms, last_ms, longest)`,
    [
      query.spans.map((span) => span.meterId),
      query.spans.map((span) => span.firstAt),
      query.spans.map((span) => span.lastAt),
      query.spans.map((span) => span.longestSeconds),
    ],
  );
  await client.query(
    `INSERT INTO total_slots SELECT row_number() OVER (ORDER BY start_ms), day, hour, to_timestamp(start_ms / 1000), to_timestamp(end_ms / 1000)
     FROM unnest($1::date[], $2::smallint[], $3::float8[], $4::float8[]) AS s(day, hour, start_ms, end_ms)`,
    [
      query.slots.map((slot) => slot.day),
      query.slots.map((slot) => slot.hour),
      query.slots.map((slot) => slot.startsAt),
      query.slots.map((slot) => slot.endsAt),
    ],
  );
  await client.query('ANALYZE total_spans, total_slots');
}

async function addUp({ client }: Transaction, campusId: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE total_parts ON COMMIT DROP AS
     WITH bounds AS MATERIALIZED (
       SELECT array_agg(starts_at ORDER BY idx) AS starts, array_agg(ends_at ORDER BY idx) AS ends FROM total_slots
     ), effective AS MATERIALIZED (
       SELECT DISTINCT ON (r.meter_id, r.starts_at) r.meter_id, r.starts_at, r.starts_at + r.seconds * interval '1 second' AS ends_at,
              r.seconds, r.energy_micro_wh AS energy, r.quality = 'estimated' AS is_estimated,
              width_bucket(r.starts_at, (SELECT starts FROM bounds)) AS idx,
              coalesce(r.starts_at + r.seconds * interval '1 second'
                <= ((SELECT ends FROM bounds))[width_bucket(r.starts_at, (SELECT starts FROM bounds))], false) AS is_whole
       FROM total_spans s JOIN readings r ON r.campus_id = ${campusId} AND r.meter_id = s.meter_id
         AND r.starts_at >= s.from_at - s.longest * interval '1 second' AND r.starts_at < s.until_at
       ORDER BY ${EFFECTIVE_ORDER}
     ), parts AS (
       SELECT meter_id, idx, energy, seconds, is_estimated, energy = 0 AS is_zero, ends_at FROM effective WHERE is_whole
       UNION ALL
       SELECT e.meter_id, t.idx,
              (floor(e.energy::numeric * date_part('epoch', least(t.ends_at, e.ends_at) - e.starts_at)::bigint / e.seconds)
               - floor(e.energy::numeric * date_part('epoch', greatest(t.starts_at, e.starts_at) - e.starts_at)::bigint / e.seconds))::bigint,
              date_part('epoch', least(t.ends_at, e.ends_at) - greatest(t.starts_at, e.starts_at))::int,
              e.is_estimated, e.energy = 0, least(t.ends_at, e.ends_at)
       FROM effective e JOIN total_slots t ON t.idx >= greatest(e.idx, 1) AND t.starts_at < e.ends_at AND t.ends_at > e.starts_at
       WHERE NOT e.is_whole
     ), by_slot AS (
       SELECT p.meter_id, p.idx, sum(p.energy)::bigint AS energy, sum(p.seconds) AS seconds,
              coalesce(sum(p.energy) FILTER (WHERE p.is_estimated), 0)::bigint AS estimated_energy,
              coalesce(sum(p.seconds) FILTER (WHERE p.is_estimated), 0) AS estimated_seconds,
              coalesce(sum(p.seconds) FILTER (WHERE p.is_zero), 0) AS zero_seconds,
              max(p.ends_at) AS ends_at
       FROM parts p GROUP BY p.meter_id, p.idx
     )
     SELECT b.meter_id, t.day, t.hour, sum(b.energy)::bigint AS energy, sum(b.seconds)::int AS seconds,
            sum(b.estimated_energy)::bigint AS estimated_energy, sum(b.estimated_seconds)::int AS estimated_seconds,
            sum(b.zero_seconds)::int AS zero_seconds, max(b.ends_at) AS ends_at
     FROM by_slot b JOIN total_slots t USING (idx) JOIN total_spans s USING (meter_id)
     WHERE t.starts_at >= s.from_at AND t.starts_at < s.until_at
     GROUP BY b.meter_id, t.day, t.hour`,
  );
  await client.query(
    `CREATE TEMP TABLE totalled ON COMMIT DROP AS
     SELECT meter_id, day, sum(energy)::bigint AS energy, (sum(seconds) - sum(estimated_seconds))::int AS measured_seconds,
            sum(estimated_energy)::bigint AS estimated_energy, sum(estimated_seconds)::int AS estimated_seconds,
            sum(zero_seconds)::int AS zero_seconds, sum(zero_seconds)::int AS zero_lead_seconds, sum(zero_seconds)::int AS zero_tail_seconds,
            max(ends_at) AS ends_at,
            array_agg(hour ORDER BY hour) AS hours, array_agg(energy ORDER BY hour) AS hour_energy, array_agg(seconds ORDER BY hour) AS hour_seconds
     FROM total_parts GROUP BY meter_id, day`,
  );
}

/** Measured zeros before the first and after the last measured use of energy, for the few days that have both. */
async function addUpZeros({ client }: Transaction, campusId: number): Promise<void> {
  await client.query(
    `WITH mixed AS (
       SELECT t.meter_id, t.day, min(z.starts_at) AS day_starts_at, max(z.ends_at) AS day_ends_at
       FROM totalled t JOIN total_slots z USING (day)
       WHERE t.zero_seconds > 0 AND t.zero_seconds < t.measured_seconds
       GROUP BY t.meter_id, t.day
     ), effective AS (
       SELECT DISTINCT ON (r.meter_id, r.starts_at, m.day) r.meter_id, m.day, r.energy_micro_wh AS energy, r.quality,
              greatest(r.starts_at, m.day_starts_at) AS starts_at,
              least(r.starts_at + r.seconds * interval '1 second', m.day_ends_at) AS ends_at
       FROM mixed m JOIN total_spans s USING (meter_id) JOIN readings r ON r.campus_id = ${campusId} AND r.meter_id = m.meter_id
         AND r.starts_at >= m.day_starts_at - s.longest * interval '1 second' AND r.starts_at < m.day_ends_at
         AND r.starts_at + r.seconds * interval '1 second' > m.day_starts_at
       ORDER BY r.meter_id, r.starts_at, m.day, r.yields, r.revision DESC
     ), used AS (
       SELECT meter_id, day, min(starts_at) AS first_use, max(starts_at) AS last_use FROM effective WHERE energy <> 0 AND quality <> 'estimated' GROUP BY meter_id, day
     ), edges AS (
       SELECT e.meter_id, e.day,
              coalesce(sum(date_part('epoch', e.ends_at - e.starts_at)) FILTER (WHERE e.starts_at < u.first_use), 0)::int AS lead,
              coalesce(sum(date_part('epoch', e.ends_at - e.starts_at)) FILTER (WHERE e.starts_at > u.last_use), 0)::int AS tail
       FROM effective e JOIN used u USING (meter_id, day) WHERE e.energy = 0 AND e.quality <> 'estimated' GROUP BY e.meter_id, e.day
     )
     UPDATE totalled t SET zero_lead_seconds = edges.lead, zero_tail_seconds = edges.tail
     FROM edges WHERE t.meter_id = edges.meter_id AND t.day = edges.day`,
  );
}

async function storeTotals(
  { client }: Transaction,
  query: { campusId: number; revision: number; days: readonly LocalDay[] },
): Promise<void> {
  await client.query(
    `DELETE FROM daily_energy d USING total_spans s
     WHERE d.campus_id = $1 AND d.meter_id = s.meter_id
       AND d.day IN (SELECT day FROM total_slots z WHERE z.starts_at >= s.from_at AND z.starts_at < s.until_at)
       AND NOT EXISTS (SELECT 1 FROM totalled t WHERE t.meter_id = d.meter_id AND t.day = d.day)`,
    [query.campusId],
  );
  const columns = [
    'energy_micro_wh',
    'measured_seconds',
    'estimated_micro_wh',
    'estimated_seconds',
    'zero_seconds',
    'zero_lead_seconds',
    'zero_tail_seconds',
    'ends_at',
  ];
  await client.query(
    `INSERT INTO daily_energy AS d (campus_id, meter_id, day, ${columns.join(', ')}, revision)
     SELECT $1, meter_id, day, energy, measured_seconds, estimated_energy, estimated_seconds, zero_seconds, zero_lead_seconds, zero_tail_seconds, ends_at, $2
     FROM totalled
     ON CONFLICT (campus_id, meter_id, day) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}, revision = excluded.revision
     WHERE (${columns.map((name) => `d.${name}`).join(', ')}) IS DISTINCT FROM (${columns.map((name) => `excluded.${name}`).join(', ')})`,
    [query.campusId, query.revision],
  );
  await client.query(
    `INSERT INTO hourly_energy AS h (campus_id, meter_id, day, hours, energy_micro_wh, seconds)
     SELECT $1, meter_id, day, hours, hour_energy, hour_seconds FROM totalled
     ON CONFLICT (campus_id, meter_id, day) DO UPDATE SET hours = excluded.hours, energy_micro_wh = excluded.energy_micro_wh, seconds = excluded.seconds
     WHERE (h.hours, h.energy_micro_wh, h.seconds) IS DISTINCT FROM (excluded.hours, excluded.energy_micro_wh, excluded.seconds)`,
    [query.campusId],
  );
}
