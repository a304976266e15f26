import { sql } from 'drizzle-orm';
import type { Db } from '#db/transaction.ts';

/** What a meter measured on a local day, by hour of the wall clock, in order; energy in µWh. */
export interface MeasuredHoursRow {
  readonly meterId: number;
  readonly day: string;
  readonly hours: readonly { readonly hour: number; readonly microWh: number; readonly seconds: number }[];
}

/** Days of these meters by the hour, from one day to another (both included). */
export async function listMeasuredHours(
  db: Db,
  query: { campusId: number; meterIds: readonly number[]; fromDay: string; toDay: string },
): Promise<MeasuredHoursRow[]> {
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, day::text AS day, array_to_string(hours, ',') AS hours,
           array_to_string(energy_micro_wh, ',') AS energy, array_to_string(seconds, ',') AS seconds
    FROM hourly_energy
    WHERE campus_id = ${query.campusId} AND meter_id = ANY(${arrayText(query.meterIds)}::bigint[])
      AND day BETWEEN ${query.fromDay} AND ${query.toDay}
    ORDER BY meter_id, day`);
  return rows.map((row) => {
    const [energy, seconds] = [numbers(row.energy), numbers(row.seconds)];
    const hours = numbers(row.hours).map((hour, at) => ({ hour, microWh: energy[at] ?? 0, seconds: seconds[at] ?? 0 }));
    return { meterId: Number(row.meter_id), day: String(row.day), hours };
  });
}

/** Where rules estimated these meters' time, within [startsAt, endsAt) (epoch milliseconds). Each lies within one hour of the wall clock. */
export async function listEstimatedTime(
  db: Db,
  query: { campusId: number; meterIds: readonly number[]; startsAt: number; endsAt: number },
): Promise<{ meterId: number; startsAt: number; seconds: number }[]> {
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, date_part('epoch', starts_at) * 1000 AS starts_at, seconds FROM estimates
    WHERE campus_id = ${query.campusId} AND meter_id = ANY(${arrayText(query.meterIds)}::bigint[])
      AND starts_at >= to_timestamp(${query.startsAt / 1000}) AND starts_at < to_timestamp(${query.endsAt / 1000})
    ORDER BY meter_id, starts_at`);
  return rows.map((row) => ({ meterId: Number(row.meter_id), startsAt: Number(row.starts_at), seconds: Number(row.seconds) }));
}

function arrayText(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}

/** Lists come as text, which is read several times faster. */
function numbers(column: unknown): number[] {
  return column === '' ? [] : String(column).split(',').map(Number);
}
