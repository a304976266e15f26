import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import type { Estimate, Neighbour } from '#core/energy/estimates.ts';
import { decisionOf, isHeld } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER, readingsWithin } from '#db/queries/readings.ts';
import type { DaySpan } from '#db/queries/totals.ts';
import type { Transaction } from '#db/transaction.ts';

/** The newest day with a counting reading before each span, and the first and last day of the meter that have any. */
export interface Surroundings extends DaySpan {
  readonly dayBefore: string | null;
  readonly meterFirst: string | null;
  readonly meterLast: string | null;
}

export async function surroundingsOf(
  { client }: Transaction,
  query: { campusId: number; spans: readonly DaySpan[] },
): Promise<Surroundings[]> {
  const day = (order: string, condition = '') =>
    `(SELECT d.day::text FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = s.meter_id ${condition}
      AND d.measured_seconds + d.estimated_seconds > 0 ORDER BY d.day ${order} LIMIT 1)`;
  const { rows } = await client.query(
    `SELECT s.meter_id::float8 AS meter_id, s.first_day::text AS first_day, s.last_day::text AS last_day,
            ${day('DESC', 'AND d.day < s.first_day')} AS day_before, ${day('ASC')} AS meter_first, ${day('DESC')} AS meter_last
     FROM unnest($2::bigint[], $3::date[], $4::date[]) AS s(meter_id, first_day, last_day)`,
    [query.campusId, ...columnsOf(query.spans)],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    dayBefore: row.day_before,
    meterFirst: row.meter_first,
    meterLast: row.meter_last,
  }));
}

/** The days of the spans on which some of the day's time has no counting reading, by meter and day. */
export async function daysWithGaps(
  { client }: Transaction,
  query: { campusId: number; spans: readonly DaySpan[]; days: readonly { day: string; seconds: number }[] },
): Promise<{ meterId: number; day: string }[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT s.meter_id::float8 AS meter_id, c.day::text AS day
     FROM unnest($2::bigint[], $3::date[], $4::date[]) AS s(meter_id, first_day, last_day)
       JOIN unnest($5::date[], $6::int[]) AS c(day, seconds) ON c.day BETWEEN s.first_day AND s.last_day
       LEFT JOIN daily_energy d ON d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day = c.day
     WHERE coalesce(d.measured_seconds + d.estimated_seconds, 0) < c.seconds ORDER BY 1, 2`,
    [query.campusId, ...columnsOf(query.spans), query.days.map(({ day }) => day), query.days.map(({ seconds }) => seconds)],
  );
  return rows.map((row) => ({ meterId: row.meter_id, day: row.day }));
}

/** Two readings that count with time between them; null at the edge of what was looked at. Epoch milliseconds. */
export interface Edge {
  readonly cluster: number;
  readonly before: (Neighbour & { endsAt: number }) | null;
  readonly after: (Neighbour & { startsAt: number }) | null;
}

/** Where counting readings leave time between them, within each stretch of a meter's time, in order. */
export async function edgesWithin(
  { client }: Transaction,
  query: {
    campusId: number;
    stretches: readonly { meterId: number; fromAt: number; untilAt: number; longestSeconds: number; limitWatts: number }[];
  },
): Promise<Edge[]> {
  const { stretches } = query;
  const { rows } = await client.query(
    `WITH stretches AS (
       SELECT * FROM unnest($1::int[], $2::bigint[], $3::float8[], $4::float8[], $5::int[], $6::float8[]) AS s(cluster, meter_id, from_ms, until_ms, longest, watts)
     ), effective AS (
       SELECT DISTINCT ON (s.cluster, r.meter_id, r.starts_at) s.cluster, r.starts_at, r.seconds, r.energy_micro_wh AS energy,
              r.starts_at + r.seconds * interval '1 second' AS ends_at, to_timestamp(s.from_ms / 1000) AS from_at, ${isHeld('s.watts')} AS is_held
       FROM stretches s ${readingsWithin({
         campusId: query.campusId,
         meterId: 's.meter_id',
         from: `to_timestamp(s.from_ms / 1000) - s.longest * interval '1 second'`,
         until: 'to_timestamp(s.until_ms / 1000)',
       })}
       ${decisionOf(query.campusId)}
       ORDER BY s.cluster, ${EFFECTIVE_ORDER}
     ), counting AS (
       SELECT e.*, lag(e.ends_at) OVER w AS before_at, lag(e.energy) OVER w AS before_energy, lag(e.seconds) OVER w AS before_seconds,
              lead(e.starts_at) OVER w AS after_at
       FROM effective e WHERE NOT e.is_held AND e.seconds <= ${LONGEST_RANKED_SECONDS} AND e.ends_at >= e.from_at
       WINDOW w AS (PARTITION BY e.cluster ORDER BY e.starts_at)
     )
     SELECT cluster, date_part('epoch', before_at) * 1000 AS before_at, before_energy::text, before_seconds,
            date_part('epoch', starts_at) * 1000 AS starts_at, energy::text, seconds,
            date_part('epoch', ends_at) * 1000 AS ends_at, after_at IS NULL AS is_last
     FROM counting WHERE before_at IS NULL OR after_at IS NULL OR starts_at > before_at ORDER BY cluster, counting.starts_at`,
    [
      stretches.map((_, index) => index),
      stretches.map((stretch) => stretch.meterId),
      stretches.map((stretch) => stretch.fromAt),
      stretches.map((stretch) => stretch.untilAt),
      stretches.map((stretch) => stretch.longestSeconds),
      stretches.map((stretch) => stretch.limitWatts),
    ],
  );
  return rows.flatMap((row) => {
    const own = { energyMicroWh: BigInt(row.energy), seconds: row.seconds };
    const before =
      row.before_at === null
        ? null
        : { energyMicroWh: BigInt(row.before_energy), seconds: row.before_seconds, endsAt: row.before_at };
    const edges: Edge[] = [];
    if (before === null || row.starts_at > before.endsAt)
      edges.push({ cluster: row.cluster, before, after: { ...own, startsAt: row.starts_at } });
    if (row.is_last) edges.push({ cluster: row.cluster, before: { ...own, endsAt: row.ends_at }, after: null });
    return edges;
  });
}

/** What was measured by wall-clock hour on these days of meters. Days that read nothing but zero tell nothing of what is usual. */
export async function hoursOf(
  { client }: Transaction,
  query: { campusId: number; days: readonly { meterId: number; day: string }[] },
): Promise<Map<string, Map<number, Neighbour>>> {
  const { rows } = await client.query(
    `SELECT h.meter_id::float8 AS meter_id, h.day::text AS day, h.hours, h.energy_micro_wh::text[] AS energies, h.seconds
     FROM unnest($2::bigint[], $3::date[]) AS s(meter_id, day) JOIN hourly_energy h ON h.campus_id = $1 AND h.meter_id = s.meter_id AND h.day = s.day
       JOIN daily_energy d ON d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day = s.day
     WHERE d.zero_seconds < d.measured_seconds`,
    [query.campusId, query.days.map(({ meterId }) => meterId), query.days.map(({ day }) => day)],
  );
  return new Map(
    rows.map((row) => {
      const hours = row.hours.map((hour: number, index: number) => {
        return [hour, { energyMicroWh: BigInt(row.energies[index]), seconds: row.seconds[index] }] as const;
      });
      return [`${row.meter_id} ${row.day}`, new Map<number, Neighbour>(hours)];
    }),
  );
}

/** Puts new estimates of meters in the place of those within the stretches, and answers the days whose totals that changed. */
export async function replaceEstimates(
  { client }: Transaction,
  query: {
    campusId: number;
    revision: number;
    spans: readonly (DaySpan & { fromAt: number; untilAt: number })[];
    estimates: readonly (Estimate & { meterId: number })[];
  },
): Promise<{ meterId: number; day: string }[]> {
  const { campusId, revision, spans, estimates } = query;
  await client.query(
    `DELETE FROM estimates e USING unnest($2::bigint[], $3::float8[], $4::float8[]) AS s(meter_id, from_ms, until_ms)
     WHERE e.campus_id = $1 AND e.meter_id = s.meter_id AND e.starts_at >= to_timestamp(from_ms / 1000) AND e.starts_at < to_timestamp(until_ms / 1000)`,
    [campusId, spans.map((span) => span.meterId), spans.map((span) => span.fromAt), spans.map((span) => span.untilAt)],
  );
  if (estimates.length > 0) {
    await client.query(
      `INSERT INTO estimates (campus_id, meter_id, starts_at, seconds, energy_micro_wh, rule)
       SELECT $1, meter_id, to_timestamp(start_ms / 1000), seconds, energy, rule
       FROM unnest($2::bigint[], $3::float8[], $4::int[], $5::bigint[], $6::text[]) AS e(meter_id, start_ms, seconds, energy, rule)`,
      [
        campusId,
        estimates.map((one) => one.meterId),
        estimates.map((one) => one.startsAt),
        estimates.map((one) => one.seconds),
        estimates.map((one) => one.energyMicroWh.toString()),
        estimates.map((one) => one.rule),
      ],
    );
  }
  const sums = sumByDay(estimates);
  const { rows } = await client.query(
    `WITH wanted AS (
       SELECT * FROM unnest($3::bigint[], $4::date[], $5::bigint[], $6::int[]) AS w(meter_id, day, energy, seconds)
     ), emptied AS (
       UPDATE daily_energy d SET rule_estimated_micro_wh = 0, rule_estimated_seconds = 0, revision = $2
       FROM unnest($7::bigint[], $8::date[], $9::date[]) AS s(meter_id, first_day, last_day)
       WHERE d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day BETWEEN s.first_day AND s.last_day AND d.rule_estimated_seconds > 0
         AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.meter_id = d.meter_id AND w.day = d.day)
       RETURNING d.meter_id, d.day
     ), filled AS (
       INSERT INTO daily_energy AS d (campus_id, meter_id, day, energy_micro_wh, measured_seconds, estimated_micro_wh, estimated_seconds, zero_seconds,
         zero_lead_seconds, zero_tail_seconds, ends_at, revision, rule_estimated_micro_wh, rule_estimated_seconds)
       SELECT $1, meter_id, day, 0, 0, 0, 0, 0, 0, 0, NULL, $2, energy, seconds FROM wanted
       ON CONFLICT (campus_id, meter_id, day) DO UPDATE SET rule_estimated_micro_wh = excluded.rule_estimated_micro_wh,
         rule_estimated_seconds = excluded.rule_estimated_seconds, revision = excluded.revision
       WHERE (d.rule_estimated_micro_wh, d.rule_estimated_seconds) IS DISTINCT FROM (excluded.rule_estimated_micro_wh, excluded.rule_estimated_seconds)
       RETURNING d.meter_id, d.day
     )
     SELECT meter_id::float8 AS meter_id, day::text AS day FROM emptied UNION SELECT meter_id::float8, day::text FROM filled`,
    [
      campusId,
      revision,
      sums.map((one) => one.meterId),
      sums.map((one) => one.day),
      sums.map((one) => one.energyMicroWh.toString()),
      sums.map((one) => one.seconds),
      ...columnsOf(spans),
    ],
  );
  await client.query(
    `DELETE FROM daily_energy d USING unnest($2::bigint[], $3::date[], $4::date[]) AS s(meter_id, first_day, last_day)
     WHERE d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day BETWEEN s.first_day AND s.last_day
       AND d.ends_at IS NULL AND d.rule_estimated_seconds = 0`,
    [campusId, ...columnsOf(spans)],
  );
  return rows.map((row) => ({ meterId: row.meter_id, day: row.day }));
}

function sumByDay(estimates: readonly (Estimate & { meterId: number })[]) {
  const sums = new Map<string, { meterId: number; day: string; energyMicroWh: bigint; seconds: number }>();
  for (const { meterId, day, energyMicroWh, seconds } of estimates) {
    const sum = sums.get(`${meterId} ${day}`) ?? { meterId, day, energyMicroWh: 0n, seconds: 0 };
    sum.energyMicroWh += energyMicroWh;
    sum.seconds += seconds;
    sums.set(`${meterId} ${day}`, sum);
  }
  return [...sums.values()];
}

function columnsOf(spans: readonly DaySpan[]): [number[], string[], string[]] {
  return [spans.map((span) => span.meterId), spans.map((span) => span.firstDay), spans.map((span) => span.lastDay)];
}
