import { DEAD_TIME_MARGIN_DAYS, deadEdgesByDay } from '#core/energy/dead-time.ts';
import type { MeterDay } from '#core/ranking/dorm-week.ts';
import { type DayToFill, FILL_PAST_WEEKS, type FilledTime, fillMeter, type HoursOfDay, livingHours } from '#core/ranking/fill.ts';
import { grouped } from '#core/ranking/grouped.ts';
import { type HourSlot, hourSlots } from '#core/time/hour-slots.ts';
import { addDays, type LocalDay } from '#core/time/local-days.ts';
import type { Week } from '#core/time/weeks.ts';
import { listEstimatedTime, listMeasuredHours, type MeasuredHoursRow } from '#db/queries/hours.ts';
import { type DailyRow, listDailyEnergy } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';

/** A meter's days of a week, of which some time may be neither measured nor estimated. */
export interface MeterToFill {
  readonly meterId: number;
  readonly days: readonly MeterDay[];
  /** Its daily totals from DEAD_TIME_MARGIN_DAYS before the week to as many after. */
  readonly totals: readonly DailyRow[];
  readonly usesEnergy: boolean;
  readonly activeFrom: Date | null;
  readonly activeUntil: Date | null;
}

/**
 * Fills the uncovered time of meters from what they usually use in those hours. Only meters with such time are looked at: a week without
 * gaps costs nothing. Answers their days, by meter.
 */
export async function fillWeek(
  db: Db,
  request: { campusId: number; week: Week; meters: readonly MeterToFill[] },
): Promise<Map<number, FilledTime[]>> {
  const { campusId, week } = request;
  const meters = request.meters.filter(({ days }) => days.some((day) => uncoveredSeconds(day) > 0));
  if (meters.length === 0) return new Map();
  const meterIds = meters.map(({ meterId }) => meterId);
  const pastDays = 7 * FILL_PAST_WEEKS;
  const hours = await listMeasuredHours(db, {
    ...{ campusId, meterIds },
    ...{ fromDay: addDays(week.monday, -pastDays), toDay: addDays(week.monday, 6) },
  });
  const earlier = await listDailyEnergy(db, {
    ...{ campusId, meterIds },
    fromDay: addDays(week.monday, -pastDays - DEAD_TIME_MARGIN_DAYS),
    toDay: addDays(week.monday, -DEAD_TIME_MARGIN_DAYS - 1),
  });
  const estimated = await estimatedHours(db, { campusId, week, meters });
  const [hoursByMeter, earlierByMeter] = [grouped(hours, byMeter), grouped(earlier, byMeter)];
  const days = week.days.map((local) => ({ local, weeksBack: weeksBefore(local.day) }));
  return new Map(
    meters.map((meter) => {
      const { meterId } = meter;
      const before = earlierByMeter.get(meterId) ?? [];
      const living = livingDays({ meter, week, earlier: before, hours: hoursByMeter.get(meterId) ?? [] });
      return [meterId, fillMeter(daysToFill({ meter, days, living, estimated: estimated.get(meterId) }))];
    }),
  );
}

function byMeter({ meterId }: { meterId: number }): number {
  return meterId;
}

/** Time of a day that is neither measured alive nor estimated. */
function uncoveredSeconds(day: MeterDay): number {
  const known = day.measuredSeconds - day.deadSeconds + day.estimatedSeconds + day.ruleEstimatedSeconds;
  return Math.max(0, day.activeSeconds - known);
}

function daysToFill(request: {
  meter: MeterToFill;
  days: readonly { local: LocalDay; weeksBack: readonly string[] }[];
  living: ReadonlyMap<string, HoursOfDay>;
  estimated: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined;
}): DayToFill[] {
  const { meter, days, living, estimated } = request;
  return meter.days.flatMap((day, index) => {
    const { local, weeksBack } = days[index] ?? {};
    if (local === undefined || weeksBack === undefined) return [];
    return [
      {
        local,
        living: living.get(day.day) ?? NO_HOURS,
        estimated: estimated?.get(day.day) ?? NO_SECONDS,
        uncoveredSeconds: uncoveredSeconds(day),
        past: weeksBack.map((before) => living.get(before) ?? NO_HOURS),
      },
    ];
  });
}

function weeksBefore(day: string): string[] {
  return Array.from({ length: FILL_PAST_WEEKS }, (_, index) => addDays(day, -7 * (index + 1)));
}

const NO_HOURS: HoursOfDay = new Map();
const NO_SECONDS: ReadonlyMap<number, number> = new Map();

/** What the meter measured alive, by day, while it was in place. In the week itself dead is what is dead there for its score. */
function livingDays(request: {
  meter: MeterToFill;
  week: Week;
  earlier: readonly DailyRow[];
  hours: readonly MeasuredHoursRow[];
}): Map<string, HoursOfDay> {
  const { meter, week, earlier, hours } = request;
  const ofWeek = deadEdgesByDay(meter.usesEnergy ? meter.totals : []);
  const ofPast = deadEdgesByDay(meter.usesEnergy ? [...earlier, ...meter.totals] : []);
  return new Map(
    hours
      .filter(({ day }) => isActiveAt(meter, noonOf(week, day)))
      .map(({ day, hours: measured }) => [day, livingHours(measured, (day < week.monday ? ofPast : ofWeek).get(day))]),
  );
}

/** A meter's time begins and ends with local days: noon by the clock in force at the week's start tells, wherever the clocks have changed since. */
function noonOf(week: Week, day: string): number {
  return week.startsAt + Date.parse(day) - Date.parse(week.monday) + 43_200_000;
}

function isActiveAt({ activeFrom, activeUntil }: MeterToFill, instant: number): boolean {
  return (activeFrom?.getTime() ?? instant) <= instant && instant < (activeUntil?.getTime() ?? Number.POSITIVE_INFINITY);
}

/** Seconds that rules estimated, by meter, day and hour, for the meters that have any in the week. */
async function estimatedHours(
  db: Db,
  request: { campusId: number; week: Week; meters: readonly MeterToFill[] },
): Promise<Map<number, Map<string, Map<number, number>>>> {
  const { campusId, week, meters } = request;
  const meterIds = meters.filter(({ days }) => days.some((day) => day.ruleEstimatedSeconds > 0)).map(byMeter);
  const found = new Map<number, Map<string, Map<number, number>>>();
  if (meterIds.length === 0) return found;
  const { startsAt, endsAt } = week;
  for (const estimate of await listEstimatedTime(db, { campusId, meterIds, startsAt, endsAt })) {
    const slot = slotAt(week.days, estimate.startsAt);
    if (slot === undefined) continue;
    const days = found.get(estimate.meterId) ?? new Map<string, Map<number, number>>();
    found.set(estimate.meterId, days);
    const hours = days.get(slot.day) ?? new Map<number, number>();
    days.set(slot.day, hours.set(slot.hour, (hours.get(slot.hour) ?? 0) + estimate.seconds));
  }
  return found;
}

function slotAt(days: readonly LocalDay[], instant: number): HourSlot | undefined {
  const local = days.find(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt);
  return local === undefined
    ? undefined
    : hourSlots(local).find(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt);
}
