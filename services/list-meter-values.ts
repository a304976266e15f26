import { meanWatts, spikeLimit } from '#core/energy/spikes.ts';
import { localDay } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { storedPeaks } from '#db/queries/holds.ts';
import { listStoredValues, type StoredValue } from '#db/queries/meter-values.ts';
import type { Meter } from '#db/queries/meters.ts';
import { longestIntervals } from '#db/queries/readings.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal } from '#services/find-meter.ts';

const MOST_LISTED = 5000;

/**
 * A stored value; `isHeld` where it does not count now: a register's drop or jump, an interval of more power than
 * `limitKw`, or one that staff refused.
 */
export type MeterValue = StoredValue & { readonly isHeld: boolean };

/**
 * Every value of a meter that shares time with a local day of the campus, by time: those in effect, those that stand
 * beside them, and what its register showed, each with its file and row. Errors: meter-unknown.
 */
export async function listMeterValues(
  ctx: Context,
  request: { campus: Campus; meter: string | number; day: string },
): Promise<{ meter: Meter; limitKw: number | null; values: readonly MeterValue[] }> {
  const { campus } = request;
  return inTransaction(ctx.database, async (transaction) => {
    const meter = await meterOrRefusal(transaction.db, request);
    const key = { campusId: campus.id, meterId: meter.id };
    const longest = await longestIntervals(transaction, { campusId: campus.id, meterIds: [meter.id] });
    const { startsAt, endsAt } = localDay(request.day, campus.timeZone);
    const span = { from: new Date(startsAt), until: new Date(endsAt) };
    const query = { ...key, ...span, longestSeconds: longest.get(meter.id) ?? 0, limit: MOST_LISTED };
    const stored = await listStoredValues(transaction.db, query);
    const watts = await limitOf(transaction, meter);
    const values = stored.map((value) => ({ ...value, isHeld: value.hold !== null || isIntervalHeld(value, watts) }));
    return { meter, limitKw: Number.isFinite(watts) ? watts / 1000 : null, values };
  });
}

async function limitOf(transaction: Transaction, meter: Meter): Promise<number> {
  const [basis] = await storedPeaks(transaction, { campusId: meter.campusId, meterIds: [meter.id] });
  return basis === undefined || basis.isRegister
    ? Number.POSITIVE_INFINITY
    : spikeLimit({ dailyPeaks: basis.before, mostKw: meter.mostKw });
}

function isIntervalHeld({ kind, microWh, startsAt, endsAt, decision, isInEffect }: StoredValue, limitWatts: number): boolean {
  if (kind !== 'interval' || !isInEffect || decision === 'accept') return false;
  const magnitude = microWh < 0n ? -microWh : microWh;
  return decision === 'refuse' || meanWatts(magnitude, (endsAt - startsAt) / 1000) > limitWatts;
}
