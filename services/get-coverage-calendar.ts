import { DEAD_TIME_MARGIN_DAYS, deadSecondsByDay } from '#core/energy/dead-time.ts';
import { addDays, type LocalDay, localDay } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listRuns } from '#db/queries/frozen-runs.ts';
import { listMeters, type Meter } from '#db/queries/meters.ts';
import { type DailyRow, listDailyEnergy, metersThatUseEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';
import { type FoundRun, judgeRuns } from '#services/find-frozen-runs.ts';

/** A season and its edges: what one calendar shows at most. */
const LONGEST_CALENDAR_DAYS = 92;

/**
 * One local day of a meter in seconds of real time. `measured`, `dead`, `estimated` (by the source or by rule) and
 * `missing` add up to `active`, the part of the day in which the meter was installed. `held` is the time of values that do
 * not count: it is missing, or estimated by rule.
 */
export interface CalendarDay {
  readonly day: string;
  readonly active: number;
  readonly measured: number;
  readonly dead: number;
  readonly estimated: number;
  readonly missing: number;
  readonly held: number;
  /** A run of one value, 24 hours or longer and not ordinary for the meter, shares time with the day. */
  readonly isFrozen: boolean;
}

export interface CalendarMeter {
  readonly meter: Meter;
  readonly days: readonly CalendarDay[];
}

/** Every dorm and its meters by local day of the campus, from the daily totals alone; both days included, at most 92. */
export async function getCoverageCalendar(
  ctx: Context,
  request: { campus: Campus; fromDay: string; toDay: string },
): Promise<readonly { readonly dorm: Dorm; readonly meters: readonly CalendarMeter[] }[]> {
  const { campus, fromDay, toDay } = request;
  const { db } = ctx.database;
  const campusId = campus.id;
  const days: LocalDay[] = [];
  for (let day = fromDay; day <= toDay && days.length < LONGEST_CALENDAR_DAYS; day = addDays(day, 1))
    days.push(localDay(day, campus.timeZone));
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const margin = { fromDay: addDays(first.day, -DEAD_TIME_MARGIN_DAYS), toDay: addDays(last.day, DEAD_TIME_MARGIN_DAYS) };
  const totals = grouped(await listDailyEnergy(db, { campusId, ...margin }));
  const users = await metersThatUseEnergy(db, campusId);
  const runs = await listRuns(db, { campusId, fromAt: first.startsAt, untilAt: last.endsAt });
  const frozen = (await judgeRuns(db, { campusId, timeZone: campus.timeZone, runs })).filter((run) => run.isFrozen);
  const meters = (await listMeters(db, campusId)).map((meter): CalendarMeter => {
    const rows = totals.get(meter.id) ?? [];
    const dead = users.has(meter.id) ? deadSecondsByDay(rows) : new Map<string, number>();
    const byDay = new Map(rows.map((row) => [row.day, row]));
    const own = frozen.filter((run) => run.meterId === meter.id);
    return { meter, days: days.map((day) => calendarDay(day, { meter, row: byDay.get(day.day), dead, runs: own })) };
  });
  return (await listDorms(db, campusId)).map((dorm) => ({
    dorm,
    meters: meters.filter(({ meter }) => meter.dormId === dorm.id),
  }));
}

function calendarDay(
  day: LocalDay,
  known: { meter: Meter; row: DailyRow | undefined; dead: ReadonlyMap<string, number>; runs: readonly FoundRun[] },
): CalendarDay {
  const { meter, row, runs } = known;
  const from = Math.max(day.startsAt, meter.activeFrom?.getTime() ?? day.startsAt);
  const until = Math.min(day.endsAt, meter.activeUntil?.getTime() ?? day.endsAt);
  const active = Math.max(0, until - from) / 1000;
  const read = Math.min(active, row?.measuredSeconds ?? 0);
  const dead = Math.min(read, known.dead.get(day.day) ?? 0);
  const estimated = Math.min(active - read, (row?.estimatedSeconds ?? 0) + (row?.ruleEstimatedSeconds ?? 0));
  return {
    day: day.day,
    active,
    measured: read - dead,
    dead,
    estimated,
    missing: active - read - estimated,
    held: Math.min(active, row?.heldSeconds ?? 0),
    isFrozen: active > 0 && runs.some((run) => run.startsAt < day.endsAt && run.endsAt > day.startsAt),
  };
}

function grouped(rows: readonly DailyRow[]): Map<number, DailyRow[]> {
  const groups = new Map<number, DailyRow[]>();
  for (const row of rows) {
    const group = groups.get(row.meterId);
    if (group === undefined) groups.set(row.meterId, [row]);
    else group.push(row);
  }
  return groups;
}
