import { currencyMissing, type FactorHour, readFactorList } from '#core/footprint/read-factor-list.ts';
import { type Problem, problemFor } from '#core/meter-files/problem.ts';
import { dayAt } from '#core/time/local-days.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { type FactorKind, insertFactor, insertHourlyFactors, lockFactors } from '#db/queries/factors.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keepOneCurrency } from '#services/keep-one-currency.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

/** What of a kind came in: the statement's number, how many amounts, and their first and last local day. */
interface TakenIn {
  readonly id: number;
  readonly hours: number;
  readonly fromDay: string;
  readonly untilDay: string;
}

export interface FactorImport {
  readonly state: 'committed' | 'refused';
  /** Null where the file has no amount of that kind. */
  readonly carbon: TakenIn | null;
  readonly price: (TakenIn & { readonly currency: string }) | null;
  readonly problems: readonly Problem[];
}

interface FactorImportRequest {
  readonly by: Actor | null;
  readonly campus: Campus;
  readonly text: string;
  readonly fileName: string;
  /** Of the prices, where the file does not say; else the one the campus's prices are in. */
  readonly currency?: string;
  /** Of times without an offset, where their column does not say UTC; else the campus's. */
  readonly timeZone?: string;
  readonly now: Date;
}

/**
 * Takes in a CSV of factors by the hour: time, carbon and price. Good rows go in and the others become problems; a file without
 * a time, an amount, a currency for its prices or any usable row stores nothing. Carbon and price become a statement each, to be
 * withdrawn by itself; for time that is known already the new amounts count. Errors: not-allowed, factor-unfit (another currency).
 */
export async function importFactors(ctx: Context, request: FactorImportRequest): Promise<FactorImport> {
  const { by, campus, text, timeZone = campus.timeZone } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'edit-factors' });
  const { carbon, price, currency, problems } = readFactorList(text, { timeZone });
  const found = { carbon: carbon ?? [], price: price ?? [] };
  if (found.carbon.length + found.price.length === 0)
    return refused(problems.length > 0 ? problems : [problemFor({ kind: 'no-usable-row', severity: 'refused' })]);
  const result = await inTransaction(ctx.database, async ({ db }): Promise<FactorImport> => {
    await lockFactors(db, campus.id);
    const said = found.price.length === 0 ? null : (currency ?? request.currency ?? null);
    const known = await keepOneCurrency(db, { campus, currency: said });
    const money = said ?? known;
    if (found.price.length > 0 && money === null) return refused([currencyMissing(), ...problems]);
    const taken = await takeIn(db, request, { kind: 'carbon', currency: null, hours: found.carbon });
    const priced = await takeIn(db, request, { kind: 'price', currency: money, hours: found.price });
    await recordAudit(db, {
      ...{ campusId: campus.id, by, action: 'import-factors', subject: null, at: request.now },
      detail: { carbonHours: taken?.hours ?? 0, priceHours: priced?.hours ?? 0 },
    });
    await notifyChanged(db, campus.slug);
    const withMoney = priced === null || money === null ? null : { ...priced, currency: money };
    return { state: 'committed', carbon: taken, price: withMoney, problems };
  });
  ctx.log.info({ campus: campus.slug, file: request.fileName, state: result.state, by: actorName(by) }, 'factors imported');
  return result;
}

async function takeIn(
  db: Db,
  { by, campus, fileName, now }: FactorImportRequest,
  given: { kind: FactorKind; currency: string | null; hours: readonly FactorHour[] },
): Promise<TakenIn | null> {
  const { kind, currency, hours } = given;
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined) return null;
  const fromDay = dayAt(first.startsAt, campus.timeZone);
  const untilDay = dayAt(last.startsAt + last.seconds * 1000 - 1, campus.timeZone);
  const personId = by === null || by === 'operator' ? null : by.personId;
  const stated = { kind, currency, fromDay, untilDay, hours: hours.length, source: fileName.slice(0, 200), personId };
  const { id } = await insertFactor(db, { campusId: campus.id, ...stated, statedAt: now });
  await insertHourlyFactors(db, { campusId: campus.id, factorId: id, rows: hours });
  return { id, hours: hours.length, fromDay, untilDay };
}

function refused(problems: readonly Problem[]): FactorImport {
  return { state: 'refused', carbon: null, price: null, problems };
}
