import { addDays, dayAt, type LocalDay, localDay } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { type Phase, termWeek } from '#db/demo/academic-calendar.ts';

export const DEMO_TIME_ZONE = 'Australia/Melbourne';
export const SLOT_MS = 900_000;
const DAY_MS = 86_400_000;

/** A local day of the campus as slots of 15 minutes: 96 of them, 92 in spring and 100 in autumn when the clocks change. */
export interface CampusDay extends LocalDay {
  readonly phase: Phase;
  readonly term: number;
  /** Days and weeks (of Mondays) since 1970, as places for dice. */
  readonly dayNumber: number;
  readonly weekNumber: number;
  readonly isWeekend: boolean;
  readonly slots: number;
  /** Quarter hour of the wall clock, 0–95, by slot. */
  readonly quarters: Uint8Array;
}

const days = new Map<string, CampusDay>();

export function campusDay(day: string): CampusDay {
  const known = days.get(day);
  if (known !== undefined) return known;
  const local = localDay(day, DEMO_TIME_ZONE);
  const dayNumber = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  const sinceMonday = (dayNumber + 3) % 7;
  const computed: CampusDay = {
    ...local,
    ...termWeek(mondayOf(day)),
    dayNumber,
    weekNumber: (dayNumber - sinceMonday + 3) / 7,
    isWeekend: sinceMonday >= 5,
    slots: Math.round((local.endsAt - local.startsAt) / SLOT_MS),
    quarters: local.shiftsAt === null ? ORDINARY_QUARTERS : quartersOf(local),
  };
  if (days.size > 5_000) days.clear();
  days.set(day, computed);
  return computed;
}

/** The campus's days that share time with [startsAt, endsAt), in order. */
export function* campusDaysBetween(startsAt: number, endsAt: number): Generator<CampusDay> {
  if (endsAt <= startsAt) return;
  for (let day = campusDay(campusDate(startsAt)); day.startsAt < endsAt; day = campusDay(addDays(day.day, 1))) yield day;
}

/** The campus's calendar day (YYYY-MM-DD) at an instant. */
export function campusDate(instant: number): string {
  return dayAt(instant, DEMO_TIME_ZONE);
}

/** The instant (epoch milliseconds) of an hour of a campus day, 0–24, by real time since its midnight. */
export function campusTime(day: string, hour: number): number {
  return campusDay(day).startsAt + hour * 4 * SLOT_MS;
}

const ORDINARY_QUARTERS = Uint8Array.from({ length: 96 }, (_, quarter) => quarter);

function quartersOf(day: LocalDay): Uint8Array {
  return Uint8Array.from({ length: (day.endsAt - day.startsAt) / SLOT_MS }, (_, slot) => {
    const at = day.startsAt + slot * SLOT_MS;
    const shiftMs = day.shiftsAt !== null && at >= day.shiftsAt ? day.shiftSeconds * 1000 : 0;
    return (slot * SLOT_MS + shiftMs) / SLOT_MS;
  });
}
