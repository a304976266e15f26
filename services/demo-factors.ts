import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { listFactors } from '#services/list-factors.ts';
import { setFactor } from '#services/set-factor.ts';

/**
 * States made-up but likely factors for the demo campus, two years of carbon and price up to `now`, each with a change at the
 * turn of its year; where any was ever stated nothing is done.
 */
export async function setDemoFactors(ctx: Context, campus: Campus, now: Date): Promise<void> {
  if ((await listFactors(ctx, { campus, now })).length > 0) return;
  const year = now.getUTCFullYear();
  const source = 'made up for the demo';
  for (const [fromDay, gramsPerKwh] of [
    [`${year - 2}-01-01`, 790],
    [`${year}-01-01`, 770],
  ] as const)
    await setFactor(ctx, { by: 'operator', campus, fromDay, factor: { kind: 'carbon', gramsPerKwh }, source, now });
  for (const [fromDay, pricePerKwh] of [
    [`${year - 2}-07-01`, 0.285],
    [`${year}-07-01`, 0.31],
  ] as const) {
    const factor = { kind: 'price', pricePerKwh, currency: DEMO_CURRENCY } as const;
    await setFactor(ctx, { by: 'operator', campus, fromDay, factor, source, now });
  }
}

const DEMO_CURRENCY = 'AUD';
