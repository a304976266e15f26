import { type FactorState, factorState } from '#core/footprint/factor-states.ts';
import { dayAt } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Factor, listFactorStatements } from '#db/queries/factors.ts';
import type { Context } from '#services/context.ts';

export interface StatedFactor extends Factor {
  readonly state: FactorState;
}

/** Every statement about carbon and price at a campus, newest day first, with what became of it on the campus's day `now`. */
export async function listFactors(ctx: Context, { campus, now }: { campus: Campus; now: Date }): Promise<StatedFactor[]> {
  const all = await listFactorStatements(ctx.database.db, campus.id);
  const today = dayAt(now.getTime(), campus.timeZone);
  return all
    .map((one) => ({ ...one, state: factorState(one, { all, today }) }))
    .sort((a, b) => (a.fromDay === b.fromDay ? b.id - a.id : a.fromDay < b.fromDay ? 1 : -1));
}
