import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import { emailsOf } from '#app/_data/staff-people.ts';
import type { FactorRow, FactorsView } from '#components/footprint/factors-view.ts';
import { dayAt } from '#core/time/local-days.ts';
import { listFactors, type StatedFactor } from '#services/list-factors.ts';

/** Every statement about carbon and price, and what holds today, as plain values. */
export async function factorsView({ ctx, campus }: StaffPlace): Promise<FactorsView> {
  const now = new Date();
  const factors = await listFactors(ctx, { campus, now });
  const emailOf = await emailsOf(ctx, factors);
  const holding = factors.filter(({ state }) => state === 'holds');
  const flat = (kind: StatedFactor['kind']) => holding.find((one) => one.kind === kind && one.amount !== null);
  const [carbon, price] = [flat('carbon'), flat('price')];
  return {
    rows: factors.map((one): FactorRow => {
      const { id, kind, fromDay, untilDay, amount, currency, hours, source, state } = one;
      const stated = { statedDay: dayAt(one.statedAt.getTime(), campus.timeZone), statedBy: emailOf(one) };
      return { id, kind, fromDay, untilDay, amount, currency, hours, source, state, ...stated };
    }),
    now: {
      gramsPerKwh: carbon?.amount ?? null,
      price: price?.amount == null || price.currency === null ? null : { amount: price.amount, currency: price.currency },
      isHourly: holding.some(({ hours }) => hours !== null),
    },
    currency: factors.find((one) => one.currency !== null && one.withdrawnAt === null)?.currency ?? null,
    today: dayAt(now.getTime(), campus.timeZone),
  };
}
