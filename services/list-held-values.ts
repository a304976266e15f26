import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { localDay } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { longestIntervals } from '#db/queries/readings.ts';
import { daysHeld, type HeldReading, listHeldReadings } from '#db/queries/value-decisions.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterLimits } from '#services/meter-limits.ts';

/**
 * The values of a campus, or of one meter, that are kept but do not count: over the meter's limit (power and limit in
 * watts), or refused by staff (`decisionId`). Each with its file and row, by meter and time.
 */
export async function listHeldValues(
  ctx: Context,
  request: { campus: Campus; meterId?: number },
): Promise<readonly HeldReading[]> {
  const { campus, meterId } = request;
  const campusId = campus.id;
  return inTransaction(ctx.database, async (transaction) => {
    const days = await daysHeld(transaction, { campusId, meterId });
    const meterIds = [...new Set(days.map((day) => day.meterId))];
    if (meterIds.length === 0) return [];
    const limits = await meterLimits(transaction, { campusId, meterIds });
    const longest = await longestIntervals(transaction, { campusId, meterIds });
    const stretches = days.map((held) => {
      const day = localDay(held.day, campus.timeZone);
      const reach = Math.min(longest.get(held.meterId) ?? 0, LONGEST_RANKED_SECONDS) * 1000;
      return {
        meterId: held.meterId,
        fromAt: day.startsAt - reach,
        untilAt: day.endsAt,
        limitWatts: limits.get(held.meterId) ?? Number.POSITIVE_INFINITY,
      };
    });
    return listHeldReadings(transaction, { campusId, stretches });
  });
}
