import { DEAD_TIME_MARGIN_DAYS } from '#core/energy/dead-time.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import { addDays, type LocalDay, localDaysBetween } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { longestIntervals, type MeterSpan } from '#db/queries/readings.ts';
import { retotal, touchWeeks, touchWeeksWithZeros, usersAmong } from '#db/queries/totals.ts';
import type { Transaction } from '#db/transaction.ts';

/**
 * Adds up anew the local days (in the campus's zone) that the spans share time with, inside the caller's transaction,
 * and marks their weeks as touched by `revision`.
 */
export async function retotalDays(
  transaction: Transaction,
  request: { campusId: number; timeZone: string; revision: number; spans: readonly MeterSpan[] },
): Promise<void> {
  const { campusId, timeZone, revision } = request;
  const days = new Map<string, LocalDay>();
  const wholeDays: MeterSpan[] = [];
  for (const span of request.spans) {
    const touched = localDaysBetween({ startsAt: span.firstAt, endsAt: span.lastAt, timeZone });
    const first = touched[0];
    const last = touched.at(-1);
    if (first === undefined || last === undefined) continue;
    wholeDays.push({ meterId: span.meterId, firstAt: first.startsAt, lastAt: last.endsAt });
    for (const day of touched) days.set(day.day, day);
  }
  const ordered = [...days.values()].sort((a, b) => a.startsAt - b.startsAt);
  const meterIds = wholeDays.map((span) => span.meterId);
  const longest = await longestIntervals(transaction, { campusId, meterIds });
  const usersBefore = await usersAmong(transaction, { campusId, meterIds });
  await retotal(transaction, {
    campusId,
    revision,
    spans: wholeDays.map((span) => ({ ...span, longestSeconds: longest.get(span.meterId) ?? 0 })),
    days: ordered,
    slots: ordered.flatMap(hourSlots),
  });
  const mondays = [...new Set(ordered.map((day) => mondayOf(day.day)))];
  await touchWeeks(transaction, { campusId, revision, mondays });
  await touchWeeksWithZeros(transaction, { campusId, revision, meterIds, mondays: mondays.flatMap(neighbours) });
  const users = await usersAmong(transaction, { campusId, meterIds });
  const turned = meterIds.filter((id) => users.has(id) !== usersBefore.has(id));
  if (turned.length > 0) await touchWeeksWithZeros(transaction, { campusId, revision, meterIds: turned, mondays: null });
}

/** Weeks whose dead time may hang on zeros of this one. */
function neighbours(monday: string): string[] {
  const weeks = DEAD_TIME_MARGIN_DAYS / 7;
  return Array.from({ length: weeks }, (_, index) => (index + 1) * 7).flatMap((days) => [
    addDays(monday, -days),
    addDays(monday, days),
  ]);
}
