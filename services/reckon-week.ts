import { DEAD_TIME_MARGIN_DAYS, deadSecondsByDay } from '#core/energy/dead-time.ts';
import type { DormWeek, MeterDay } from '#core/ranking/dorm-week.ts';
import { type FilledTime, NOTHING_FILLED } from '#core/ranking/fill.ts';
import { grouped } from '#core/ranking/grouped.ts';
import { addDays, type LocalDay } from '#core/time/local-days.ts';
import type { Week } from '#core/time/weeks.ts';
import { type DormSize, listDormSizes, listDorms } from '#db/queries/dorms.ts';
import { listMeters, type Meter } from '#db/queries/meters.ts';
import { type DailyRow, listDailyEnergy, metersThatUseEnergy } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import { fillWeek } from '#services/fill-week.ts';

export interface ReckonedWeek {
  readonly dorms: readonly DormWeek[];
  /** When the newest reading of the week ends; null when there is none. */
  readonly dataUntil: Date | null;
}

/**
 * Every dorm's week from the daily totals: the days of `week` that are over at `now` (all of them for a past week), in
 * the campus's zone, with residents and area in force on the Monday. History is not rescanned: the cost does not grow with it.
 */
export async function reckonWeek(db: Db, request: { campusId: number; week: Week; now: number }): Promise<ReckonedWeek> {
  const { campusId, week, now } = request;
  const days = week.days.filter((day) => day.endsAt <= now);
  const dorms = await listDorms(db, campusId);
  const sizes = await listDormSizes(db, campusId);
  const meters = await listMeters(db, campusId);
  const users = await metersThatUseEnergy(db, campusId);
  const span = { fromDay: addDays(week.monday, -DEAD_TIME_MARGIN_DAYS), toDay: addDays(week.monday, 6 + DEAD_TIME_MARGIN_DAYS) };
  const totals = await listDailyEnergy(db, { campusId, ...span });
  const totalsByMeter = grouped(totals, (row) => row.meterId);
  const sizeByDorm = sizesInForce(sizes, week.monday);
  const counted = meters.filter((meter) => meter.isCounted && isActiveWithin(meter, week));
  const toFill = counted.map((meter) => {
    const ofMeter = { totals: totalsByMeter.get(meter.id) ?? [], usesEnergy: users.has(meter.id) };
    const { id: meterId, activeFrom, activeUntil } = meter;
    return { meterId, activeFrom, activeUntil, days: meterDays({ meter, days, ...ofMeter }), ...ofMeter };
  });
  const filled = await fillWeek(db, { campusId, week, meters: toFill });
  const daysOf = new Map(toFill.map(({ meterId, days: ofMeter }) => [meterId, withFilled(ofMeter, filled.get(meterId))]));
  const metersByDorm = grouped(counted, (meter) => meter.dormId);
  return {
    dorms: dorms.map((dorm) => ({
      dormId: dorm.id,
      slug: dorm.slug,
      name: dorm.name,
      residents: sizeByDorm.get(dorm.id)?.residents ?? null,
      floorAreaM2: sizeByDorm.get(dorm.id)?.floorAreaM2 ?? null,
      meters: (metersByDorm.get(dorm.id) ?? []).map((meter) => ({
        meterId: meter.id,
        label: meter.label,
        days: daysOf.get(meter.id) ?? [],
      })),
    })),
    dataUntil: latest(totals.filter((row) => row.day >= week.monday && row.day <= addDays(week.monday, 6))),
  };
}

function meterDays(request: {
  meter: Meter;
  days: readonly LocalDay[];
  totals: readonly DailyRow[];
  usesEnergy: boolean;
}): MeterDay[] {
  const { meter, days, totals, usesEnergy } = request;
  const byDay = new Map(totals.map((row) => [row.day, row]));
  const dead = usesEnergy ? deadSecondsByDay(totals) : new Map<string, number>();
  return days.map((day) => {
    const seconds = activeSeconds(meter, day);
    // A meter's time begins and ends with local days: what it reads on others is another meter's to count.
    const row = seconds === 0 ? undefined : byDay.get(day.day);
    return {
      day: day.day,
      energyMicroWh: row?.energyMicroWh ?? 0n,
      measuredSeconds: row?.measuredSeconds ?? 0,
      estimatedMicroWh: row?.estimatedMicroWh ?? 0n,
      estimatedSeconds: row?.estimatedSeconds ?? 0,
      ruleEstimatedMicroWh: row?.ruleEstimatedMicroWh ?? 0n,
      ruleEstimatedSeconds: row?.ruleEstimatedSeconds ?? 0,
      ...NOTHING_FILLED,
      deadSeconds: Math.min(dead.get(day.day) ?? 0, row?.measuredSeconds ?? 0),
      activeSeconds: seconds,
    };
  });
}

function withFilled(days: readonly MeterDay[], filled: readonly FilledTime[] | undefined): readonly MeterDay[] {
  return filled === undefined ? days : days.map((day, index) => ({ ...day, ...filled[index] }));
}

function activeSeconds(meter: Meter, day: LocalDay): number {
  const from = Math.max(day.startsAt, meter.activeFrom?.getTime() ?? day.startsAt);
  const until = Math.min(day.endsAt, meter.activeUntil?.getTime() ?? day.endsAt);
  return Math.max(0, until - from) / 1000;
}

function isActiveWithin(meter: Meter, week: Week): boolean {
  const from = meter.activeFrom?.getTime() ?? week.startsAt;
  const until = meter.activeUntil?.getTime() ?? week.endsAt;
  return from < week.endsAt && until > week.startsAt;
}

/** The sizes in force on a day, by dorm; `sizes` are ordered by day. */
export function sizesInForce(sizes: readonly DormSize[], day: string): Map<number, DormSize> {
  const inForce = new Map<number, DormSize>();
  for (const size of sizes) if (size.fromDay <= day) inForce.set(size.dormId, size);
  return inForce;
}

function latest(rows: readonly DailyRow[]): Date | null {
  return rows.reduce<Date | null>(
    (newest, row) => (row.endsAt === null || (newest !== null && row.endsAt <= newest) ? newest : row.endsAt),
    null,
  );
}
