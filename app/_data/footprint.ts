import 'server-only';
import type { Footprint } from '#components/dorm/dorm-view.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { getFootprint } from '#services/get-footprint.ts';

/**
 * CO2e in kg and cost of a dorm's local days, both included, for its page; null where neither is known. A figure is given only
 * where factors hold for all of the energy: a sum of half a week would read as the whole. It asks no gate: call it only for a dorm
 * that openPublicGate shows (15 residents or more).
 */
export async function footprintOf(
  ctx: Context,
  request: { campus: Campus; dormId: number; fromDay: string; toDay: string },
): Promise<Footprint | null> {
  const { dormId, ...span } = request;
  const [found] = await getFootprint(ctx, { ...span, dormIds: [dormId] });
  if (found === undefined) return null;
  const { carbon, cost, currency } = found;
  const isWhole = ({ coverage }: { coverage: number }) => coverage > 0.999;
  const grams = isWhole(carbon) ? carbon.amount : null;
  const amount = isWhole(cost) ? cost.amount : null;
  if (grams === null && (amount === null || currency === null)) return null;
  return {
    co2eKg: grams === null ? null : grams / 1000,
    cost: amount === null || currency === null ? null : { amount, currency },
  };
}
