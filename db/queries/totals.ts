import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { MICRO_WATTS_PER_WATT } from '#core/energy/spikes.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import type { LocalDay } from '#core/time/local-days.ts';
import { decisionOf, isHeld } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER, readingsWithin } from '#db/queries/readings.ts';
import type { Transaction } from '#db/transaction.ts';

/** Local days of one meter, both included. */
export interface DaySpan {
  readonly meterId: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Days of meters to add up; `days` holds every local day of the spans, in order. */
export interface DaysToTotal {
  readonly spans: readonly (DaySpan & { readonly longestSeconds: number })[];
  readonly days: readonly LocalDay[];
}

/** Makes the temporary tables that totals are added up in; they end with the transaction. */
export async function openTotals({ client }: Transaction): Promise<void> {
  await client.query(`
    SET LOCAL work_mem = '128MB'; SET LOCAL jit = off;
    DROP TABLE IF EXISTS total_spans, total_slots, total_limits, total_asked, totalled;
    CREATE TEMP TABLE total_spans (meter_id bigint, from_at timestamptz, until_at timestamptz, longest integer, first_cell integer, last_cell integer) ON COMMIT DROP;
    CREATE TEMP TABLE total_slots (idx integer PRIMARY KEY, cell integer, day date, hour smallint, starts_at timestamptz, ends_at timestamptz) ON COMMIT DROP;
    CREATE TEMP TABLE total_limits (meter_id bigint PRIMARY KEY, watts double precision, has_moved boolean) ON COMMIT DROP;
    CREATE TEMP TABLE total_asked (meter_id bigint, first_day date, last_day date) ON COMMIT DROP;
    CREATE TEMP TABLE totalled (
      meter_id bigint, day date, energy bigint, measured_seconds integer, estimated_energy bigint, estimated_seconds integer,
      held_energy bigint, held_seconds integer, zero_seconds integer, zero_lead_seconds integer, zero_tail_seconds integer,
      ends_at timestamptz, peak_watts double precision, resolution bigint, is_steady boolean,
      hours smallint[], hour_energy bigint[], hour_seconds integer[]
    ) ON COMMIT DROP`);
}

/** Notes which days of meters are added up anew, readings or none. */
export async function askDays({ client }: Transaction, spans: readonly DaySpan[]): Promise<void> {
  await client.query('INSERT INTO total_asked SELECT * FROM unnest($1::bigint[], $2::date[], $3::date[])', [
    spans.map((span) => span.meterId),
    spans.map((span) => span.firstDay),
    spans.map((span) => span.lastDay),
  ]);
}

/**
 * Adds up the readings in effect of these days into `totalled`, in place of what is there of them. A reading that crosses
 * an hour's or day's end is shared out by time: each part is the difference of two rounded-down running amounts, so the
 * parts add up to the reading exactly. Readings too long to count in a week are left out. `isJudged` keeps held values
 * apart (after `stageLimits`); `hasRivals` says that intervals may have several values.
 */
export async function addUpDays(
  transaction: Transaction,
  query: DaysToTotal & { campusId: number; isJudged: boolean; hasRivals: boolean },
): Promise<void> {
  const { client } = transaction;
  await stageDays(transaction, query);
  if (query.isJudged) {
    await client.query(`DELETE FROM totalled t USING total_spans s, total_slots z
      WHERE t.meter_id = s.meter_id AND t.day = z.day AND z.cell BETWEEN s.first_cell AND s.last_cell`);
  }
  await addUp(transaction, query);
  await addUpZeros(transaction, query);
}

async function stageDays({ client }: Transaction, { spans, days }: DaysToTotal): Promise<void> {
  const cells = new Map<string, number>();
  const slots = days.flatMap(hourSlots).map((slot) => {
    const key = `${slot.day} ${slot.hour}`;
    const cell = cells.get(key) ?? cells.size + 1;
    cells.set(key, cell);
    return { ...slot, cell };
  });
  const edges = new Map<string, { first: number; last: number }>();
  for (const { day, cell } of slots) edges.set(day, { first: edges.get(day)?.first ?? cell, last: cell });
  const dayOf = new Map(days.map((day) => [day.day, day]));
  await client.query('TRUNCATE total_spans, total_slots');
  await client.query(
    `INSERT INTO total_spans SELECT meter_id, to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000), longest, first_cell, last_cell
     FROM unnest($1::bigint[], $2::float8[], $3::float8[], $4::int[], $5::int[], $6::int[]) AS s(meter_id, first_ms, last_ms, longest, first_cell, last_cell)`,
    [
      spans.map((span) => span.meterId),
      spans.map((span) => dayOf.get(span.firstDay)?.startsAt ?? 0),
      spans.map((span) => dayOf.get(span.lastDay)?.endsAt ?? 0),
      spans.map((span) => Math.min(span.longestSeconds, LONGEST_RANKED_SECONDS)),
      spans.map((span) => edges.get(span.firstDay)?.first ?? 0),
      spans.map((span) => edges.get(span.lastDay)?.last ?? 0),
    ],
  );
  await client.query(
    `INSERT INTO total_slots SELECT row_number() OVER (ORDER BY start_ms), cell, day, hour, to_timestamp(start_ms / 1000), to_timestamp(end_ms / 1000)
     FROM unnest($1::int[], $2::date[], $3::smallint[], $4::float8[], $5::float8[]) AS s(cell, day, hour, start_ms, end_ms)`,
    [
      slots.map((slot) => slot.cell),
      slots.map((slot) => slot.day),
      slots.map((slot) => slot.hour),
      slots.map((slot) => slot.startsAt),
      slots.map((slot) => slot.endsAt),
    ],
  );
  await client.query('ANALYZE total_spans, total_slots');
}

/** The readings in effect that share time with the staged days, each with its hour and whether it lies in that hour whole. */
function effectiveReadings(query: { campusId: number; isJudged: boolean; hasRivals: boolean }): string {
  const slot = 'width_bucket(r.starts_at, (SELECT starts FROM bounds))';
  const endsAt = "r.starts_at + r.seconds * interval '1 second'";
  return `
    SELECT ${query.hasRivals ? 'DISTINCT ON (r.meter_id, r.starts_at)' : ''} r.meter_id, r.starts_at, ${endsAt} AS ends_at,
           r.seconds, r.energy_micro_wh AS energy, r.quality = 'estimated' AS is_estimated,
           ${query.isJudged ? isHeld('l.watts') : 'false'} AS is_held, ${slot} AS idx,
           coalesce(${endsAt} <= ((SELECT ends FROM bounds))[${slot}], false) AS is_whole
    FROM total_spans s ${readingsWithin({ campusId: query.campusId, meterId: 's.meter_id', from: `s.from_at - s.longest * interval '1 second'`, until: 's.until_at' })}
    ${query.isJudged ? `LEFT JOIN total_limits l ON l.meter_id = r.meter_id ${decisionOf(query.campusId)}` : ''}
    ${query.hasRivals ? `ORDER BY ${EFFECTIVE_ORDER}` : ''}`;
}

async function addUp({ client }: Transaction, query: { campusId: number; isJudged: boolean; hasRivals: boolean }): Promise<void> {
  const counts = query.isJudged ? 'FILTER (WHERE NOT p.is_held)' : '';
  const held = (amount: string) => (query.isJudged ? `coalesce(sum(${amount}) FILTER (WHERE p.is_held), 0)` : '0');
  await client.query(
    `INSERT INTO totalled
     WITH bounds AS MATERIALIZED (
       SELECT array_agg(starts_at ORDER BY idx) AS starts, array_agg(ends_at ORDER BY idx) AS ends, array_agg(cell ORDER BY idx) AS cells
       FROM total_slots
     ), names AS MATERIALIZED (
       SELECT array_agg(day ORDER BY cell) AS days, array_agg(hour ORDER BY cell) AS hours FROM (SELECT DISTINCT cell, day, hour FROM total_slots) c
     ), effective AS MATERIALIZED (${effectiveReadings(query)}), parts AS (
       SELECT meter_id, ((SELECT cells FROM bounds))[idx] AS cell, energy, seconds, is_estimated, is_held, ends_at,
              energy AS whole_energy, abs(energy::float8) * 3600 / seconds AS power
       FROM effective WHERE is_whole
       UNION ALL
       SELECT e.meter_id, t.cell,
              (floor(e.energy::numeric * date_part('epoch', least(t.ends_at, e.ends_at) - e.starts_at)::bigint / e.seconds)
               - floor(e.energy::numeric * date_part('epoch', greatest(t.starts_at, e.starts_at) - e.starts_at)::bigint / e.seconds))::bigint,
              date_part('epoch', least(t.ends_at, e.ends_at) - greatest(t.starts_at, e.starts_at))::int,
              e.is_estimated, e.is_held, least(t.ends_at, e.ends_at), e.energy, abs(e.energy::float8) * 3600 / e.seconds
       FROM effective e JOIN total_slots t ON t.idx >= greatest(e.idx, 1) AND t.starts_at < e.ends_at AND t.ends_at > e.starts_at
       WHERE NOT e.is_whole AND e.seconds <= ${LONGEST_RANKED_SECONDS}
     ), by_cell AS (
       SELECT p.meter_id, p.cell, coalesce(sum(p.energy) ${counts}, 0)::bigint AS energy, coalesce(sum(p.seconds) ${counts}, 0)::int AS seconds,
              coalesce(sum(p.energy) FILTER (WHERE p.is_estimated AND NOT p.is_held), 0)::bigint AS estimated_energy,
              coalesce(sum(p.seconds) FILTER (WHERE p.is_estimated AND NOT p.is_held), 0)::int AS estimated_seconds,
              coalesce(sum(p.seconds) FILTER (WHERE p.whole_energy = 0 AND NOT p.is_estimated AND NOT p.is_held), 0)::int AS zero_seconds,
              ${held('p.energy')}::bigint AS held_energy, ${held('p.seconds')}::int AS held_seconds,
              max(p.ends_at) AS ends_at, max(p.power) AS peak, min(p.power) AS least,
              greatest_common_divisor(p.whole_energy) AS resolution
       FROM parts p GROUP BY p.meter_id, p.cell
     ), named AS (
       SELECT c.*, c.seconds - c.estimated_seconds AS measured, ((SELECT days FROM names))[c.cell] AS day, ((SELECT hours FROM names))[c.cell] AS hour
       FROM by_cell c JOIN total_spans s ON s.meter_id = c.meter_id AND c.cell BETWEEN s.first_cell AND s.last_cell
     )
     SELECT meter_id, day, sum(energy)::bigint, sum(measured)::int, sum(estimated_energy)::bigint, sum(estimated_seconds)::int,
            sum(held_energy)::bigint, sum(held_seconds)::int, sum(zero_seconds)::int, sum(zero_seconds)::int, sum(zero_seconds)::int,
            max(ends_at), max(peak) / ${MICRO_WATTS_PER_WATT}, greatest_common_divisor(resolution),
            max(peak) > 0 AND (${THIRDS.map((third) => `coalesce(max(peak) ${third} = min(least) ${third}, false)`).join(' OR ')}),
            array_agg(hour ORDER BY hour) FILTER (WHERE measured > 0),
            array_agg(energy - estimated_energy ORDER BY hour) FILTER (WHERE measured > 0),
            array_agg(measured ORDER BY hour) FILTER (WHERE measured > 0)
     FROM named GROUP BY meter_id, day`,
  );
}

/** Whenever 24 hours lie, also over a change of the clocks, they hold a third of a day whole. */
const THIRDS = ['hour < 8', 'hour BETWEEN 8 AND 15', 'hour > 15'].map((hours) => `FILTER (WHERE ${hours})`);

/** Measured zeros before the first and after the last measured use of energy, for the few days that have both. */
async function addUpZeros({ client }: Transaction, query: { campusId: number; isJudged: boolean }): Promise<void> {
  await client.query(
    `WITH mixed AS (
       SELECT t.meter_id, t.day, s.longest, min(z.starts_at) AS day_starts_at, max(z.ends_at) AS day_ends_at
       FROM totalled t JOIN total_spans s USING (meter_id) JOIN total_slots z ON z.day = t.day AND z.cell BETWEEN s.first_cell AND s.last_cell
       WHERE t.zero_seconds > 0 AND t.zero_seconds < t.measured_seconds
       GROUP BY t.meter_id, t.day, s.longest
     ), effective AS (
       SELECT DISTINCT ON (r.meter_id, r.starts_at, m.day) r.meter_id, m.day, r.energy_micro_wh AS energy, r.quality, r.seconds,
              greatest(r.starts_at, m.day_starts_at) AS starts_at,
              least(r.starts_at + r.seconds * interval '1 second', m.day_ends_at) AS ends_at,
              ${query.isJudged ? isHeld('l.watts') : 'false'} AS is_held
       FROM mixed m ${readingsWithin({ campusId: query.campusId, meterId: 'm.meter_id', from: `m.day_starts_at - m.longest * interval '1 second'`, until: 'm.day_ends_at' })}
       ${query.isJudged ? `LEFT JOIN total_limits l ON l.meter_id = r.meter_id ${decisionOf(query.campusId)}` : ''}
       WHERE r.starts_at + r.seconds * interval '1 second' > m.day_starts_at
       ORDER BY r.meter_id, r.starts_at, m.day, r.yields, r.revision DESC
     ), counting AS (
       SELECT * FROM effective WHERE NOT is_held AND quality <> 'estimated' AND seconds <= ${LONGEST_RANKED_SECONDS}
     ), used AS (
       SELECT meter_id, day, min(starts_at) AS first_use, max(starts_at) AS last_use FROM counting WHERE energy <> 0 GROUP BY meter_id, day
     ), edges AS (
       SELECT e.meter_id, e.day,
              coalesce(sum(date_part('epoch', e.ends_at - e.starts_at)) FILTER (WHERE e.starts_at < u.first_use), 0)::int AS lead,
              coalesce(sum(date_part('epoch', e.ends_at - e.starts_at)) FILTER (WHERE e.starts_at > u.last_use), 0)::int AS tail
       FROM counting e JOIN used u USING (meter_id, day) WHERE e.energy = 0 GROUP BY e.meter_id, e.day
     )
     UPDATE totalled t SET zero_lead_seconds = edges.lead, zero_tail_seconds = edges.tail
     FROM edges WHERE t.meter_id = edges.meter_id AND t.day = edges.day`,
  );
}

const STORED = {
  energy_micro_wh: 'energy',
  measured_seconds: 'measured_seconds',
  estimated_micro_wh: 'estimated_energy',
  estimated_seconds: 'estimated_seconds',
  held_micro_wh: 'held_energy',
  held_seconds: 'held_seconds',
  zero_seconds: 'zero_seconds',
  zero_lead_seconds: 'zero_lead_seconds',
  zero_tail_seconds: 'zero_tail_seconds',
  ends_at: 'ends_at',
  peak_watts: 'peak_watts',
  resolution_micro_wh: 'resolution',
  is_steady: 'is_steady',
};

/** Stores what changed of `totalled` in `daily_energy` and `hourly_energy`; days of `total_asked` without a reading go. */
export async function storeTotals({ client }: Transaction, query: { campusId: number; revision: number }): Promise<void> {
  await client.query('ANALYZE totalled (meter_id, day)');
  await client.query(
    `DELETE FROM daily_energy d USING total_asked a
     WHERE d.campus_id = $1 AND d.meter_id = a.meter_id AND d.day BETWEEN a.first_day AND a.last_day
       AND NOT EXISTS (SELECT 1 FROM totalled t WHERE t.meter_id = d.meter_id AND t.day = d.day)`,
    [query.campusId],
  );
  const columns = Object.keys(STORED);
  await client.query(
    `INSERT INTO daily_energy AS d (campus_id, meter_id, day, ${columns.join(', ')}, revision)
     SELECT $1, meter_id, day, ${Object.values(STORED).join(', ')}, $2 FROM totalled
     ON CONFLICT (campus_id, meter_id, day) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}, revision = excluded.revision
     WHERE (${columns.map((name) => `d.${name}`).join(', ')}) IS DISTINCT FROM (${columns.map((name) => `excluded.${name}`).join(', ')})`,
    [query.campusId, query.revision],
  );
  await client.query(
    `DELETE FROM hourly_energy h USING totalled t WHERE h.campus_id = $1 AND h.meter_id = t.meter_id AND h.day = t.day AND t.hours IS NULL`,
    [query.campusId],
  );
  await client.query(
    `INSERT INTO hourly_energy AS h (campus_id, meter_id, day, hours, energy_micro_wh, seconds)
     SELECT $1, meter_id, day, hours, hour_energy, hour_seconds FROM totalled WHERE hours IS NOT NULL
     ON CONFLICT (campus_id, meter_id, day) DO UPDATE SET hours = excluded.hours, energy_micro_wh = excluded.energy_micro_wh, seconds = excluded.seconds
     WHERE (h.hours, h.energy_micro_wh, h.seconds) IS DISTINCT FROM (excluded.hours, excluded.energy_micro_wh, excluded.seconds)`,
    [query.campusId],
  );
}
