import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import type {
  CalendarCell,
  CalendarDormRow,
  CalendarMeterRow,
  CalendarView,
  DayState,
} from '#components/calendar/calendar-view.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { type CalendarDay, type CalendarMeter, getCoverageCalendar } from '#services/get-coverage-calendar.ts';
import { listOpenRegisters, type OpenRegister } from '#services/list-open-registers.ts';
import { listSilentMeters } from '#services/list-silent-meters.ts';

const CALENDAR_DAYS = 56;
const STEP_DAYS = 28;
const DAY_MILLISECONDS = 86_400_000;

/** The eight weeks that end with a day; the last one with yesterday, since of today nobody has a whole file. */
export async function calendarView({ ctx, campus }: StaffPlace, asked: string | null): Promise<CalendarView> {
  const now = new Date();
  const yesterday = addDays(dayAt(now.getTime(), campus.timeZone), -1);
  const toDay = asked === null || asked > yesterday ? yesterday : asked;
  const fromDay = addDays(toDay, 1 - CALENDAR_DAYS);
  const found = await getCoverageCalendar(ctx, { campus, fromDay, toDay });
  const heldSpans = heldSpansOf(await listOpenRegisters(ctx, { campus }), campus.timeZone);
  const silent = new Map(
    (await listSilentMeters(ctx, { campus, now })).map(({ meter, lastAt }) => [
      meter.id,
      Math.floor((now.getTime() - lastAt.getTime()) / DAY_MILLISECONDS),
    ]),
  );
  const dorms = found.map(({ dorm, meters }): CalendarDormRow => {
    const days = Array.from({ length: CALENDAR_DAYS }, (_, index) => shareOf(meters.flatMap((one) => one.days[index] ?? [])));
    const all = meters.flatMap((one) => one.days);
    const rows = meters.map((one) => meterRow(one, { silent, heldSpans }));
    return { slug: dorm.slug, name: dorm.name, meters: rows, days, measured: shareOf(all) };
  });
  const later = addDays(toDay, STEP_DAYS);
  return {
    days: Array.from({ length: CALENDAR_DAYS }, (_, index) => addDays(fromDay, index)),
    dorms,
    measured: shareOf(found.flatMap(({ meters }) => meters.flatMap((one) => one.days))),
    counts: countStates(dorms),
    older: addDays(toDay, -STEP_DAYS),
    newer: toDay === yesterday ? null : later > yesterday ? yesterday : later,
  };
}

/** The share of the installed time that was measured: seconds are added, shares never averaged. */
export function shareOf(days: readonly CalendarDay[]): number | null {
  const active = days.reduce((sum, day) => sum + day.active, 0);
  return active === 0 ? null : days.reduce((sum, day) => sum + day.measured, 0) / active;
}

function meterRow(
  { meter, days }: CalendarMeter,
  { silent, heldSpans }: { silent: ReadonlyMap<number, number>; heldSpans: readonly HeldSpan[] },
): CalendarMeterRow {
  const own = heldSpans.filter(({ meterId }) => meterId === meter.id);
  return {
    id: meter.id,
    label: meter.label,
    silentDays: silent.get(meter.id) ?? null,
    cells: days.map((day) => calendarCell(day, own)),
    measured: shareOf(days),
  };
}

/** Local days, both included, over which a register waits for an explanation. */
export interface HeldSpan {
  readonly meterId: number;
  readonly fromDay: string;
  readonly toDay: string;
}

export function heldSpansOf(open: readonly OpenRegister[], timeZone: string): HeldSpan[] {
  return open.map(({ meterId, beforeAt, lastAt }) => ({
    meterId,
    fromDay: dayAt(beforeAt.getTime(), timeZone),
    toDay: dayAt(lastAt.getTime() - 1, timeZone),
  }));
}

/** What is held of a register makes no reading: its days have a gap. */
function isWithin({ day, active, missing }: CalendarDay, spans: readonly HeldSpan[]): boolean {
  return active > 0 && missing > 0 && spans.some(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
}

/** A day of a meter as a page draws it. */
export function calendarCell(day: CalendarDay, heldSpans: readonly HeldSpan[]): CalendarCell {
  const { active, measured, dead, estimated } = day;
  const share = (seconds: number) => (active === 0 ? 0 : seconds / active);
  return {
    day: day.day,
    state: isWithin(day, heldSpans) ? 'held' : stateOf(day),
    measured: share(measured + dead),
    estimated: share(estimated),
  };
}

/** Clocks that drift by a second lose no day. */
const NEARLY_WHOLE = 0.999;

function stateOf({ active, measured, dead, estimated, held, isFrozen }: CalendarDay): DayState {
  if (active === 0) return 'out';
  if (held > 0) return 'held';
  if (isFrozen) return 'frozen';
  if (dead > 0) return 'dead';
  if (estimated > 0) return 'estimated';
  if (measured === 0) return 'missing';
  return measured >= active * NEARLY_WHOLE ? 'whole' : 'part';
}

function countStates(dorms: readonly CalendarDormRow[]): Record<DayState, number> {
  const counts = { held: 0, frozen: 0, dead: 0, estimated: 0, missing: 0, part: 0, whole: 0, out: 0 };
  for (const { state } of dorms.flatMap(({ meters }) => meters.flatMap(({ cells }) => cells))) counts[state] += 1;
  return counts;
}
