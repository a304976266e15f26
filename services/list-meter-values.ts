import { localDay } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listStoredValues, type StoredValue } from '#db/queries/meter-values.ts';
import type { Meter } from '#db/queries/meters.ts';
import { longestIntervals } from '#db/queries/readings.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal } from '#services/find-meter.ts';

const MOST_LISTED = 5000;

/**
 * Every value of a meter that shares time with a local day of the campus, by time: those in effect, those that stand
 * beside them, and what its register showed, each with its file and row. Errors: meter-unknown.
 */
export async function listMeterValues(
  ctx: Context,
  request: { campus: Campus; meter: string | number; day: string },
): Promise<{ meter: Meter; values: readonly StoredValue[] }> {
  const { campus } = request;
  return inTransaction(ctx.database, async (transaction) => {
    const meter = await meterOrRefusal(transaction.db, request);
    const key = { campusId: campus.id, meterId: meter.id };
    const longest = await longestIntervals(transaction, { campusId: campus.id, meterIds: [meter.id] });
    const { startsAt, endsAt } = localDay(request.day, campus.timeZone);
    const span = { from: new Date(startsAt), until: new Date(endsAt) };
    const query = { ...key, ...span, longestSeconds: longest.get(meter.id) ?? 0, limit: MOST_LISTED };
    return { meter, values: await listStoredValues(transaction.db, query) };
  });
}
