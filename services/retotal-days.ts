import { hourSlots } from '#core/time/hour-slots.ts';
import { type LocalDay, localDaysBetween } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { longestIntervals, type MeterSpan } from '#db/queries/readings.ts';
import { retotal, touchWeeks } from '#db/queries/totals.ts';
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
  const longest = await longestIntervals(transaction, { campusId, meterIds: wholeDays.map((span) => span.meterId) });
  await retotal(transaction, {
    campusId,
    revision,
    spans: wholeDays.map((span) => ({ ...span, longestSeconds: longest.get(span.meterId) ?? 0 })),
    days: ordered,
    slots: ordered.flatMap(hourSlots),
  });
  await touchWeeks(transaction, { campusId, revision, mondays: [...new Set(ordered.map((day) => mondayOf(day.day)))] });
}
