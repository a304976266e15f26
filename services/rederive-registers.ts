import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import type { MeterSpan } from '#db/queries/readings.ts';
import { spanOfRegister } from '#db/queries/registers.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveRegisterReadings } from '#services/derive-register-readings.ts';
import { retotalDays } from '#services/retotal-days.ts';

/** All of a meter's time. */
export function allTimeOf(meterId: number): MeterSpan {
  return { meterId, firstAt: Number.NEGATIVE_INFINITY, lastAt: Number.POSITIVE_INFINITY };
}

/**
 * After staff said something of register meters: makes their readings in the spans anew, totals the days, marks the
 * weeks as touched by `revision` and tells the pages. Meters without register values are left as they are.
 */
export async function rederiveRegisters(
  transaction: Transaction,
  request: { campus: Campus; revision: number; spans: readonly MeterSpan[] },
): Promise<void> {
  const { campus, revision } = request;
  const campusId = campus.id;
  const changed: MeterSpan[] = [];
  for (const span of request.spans) {
    const stored = await spanOfRegister(transaction, { campusId, meterId: span.meterId });
    if (stored !== null) changed.push(await deriveRegisterReadings(transaction, { campusId, span }));
  }
  await retotalDays(transaction, { campusId, timeZone: campus.timeZone, revision, spans: changed });
  await notifyChanged(transaction.db, campus.slug);
}
