import { type Campus, takeRevision } from '#db/queries/campuses.ts';
import {
  deleteMultiplier,
  listImportsOfMeter,
  listMultipliersOf,
  type Meter,
  putMultiplier,
  updateMeter,
} from '#db/queries/meters.ts';
import { spanOfRegister } from '#db/queries/registers.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal, reasonOrRefusal } from '#services/find-meter.ts';
import { recordAudit } from '#services/record-audit.ts';
import { allTimeOf, rederiveRegisters } from '#services/rederive-registers.ts';
import { ServiceError } from '#services/service-error.ts';

/** What became of values that are stored already. */
export interface MultiplierResult {
  /** reckoned: a register's readings follow the new multiplier. to-read-again: intervals are stored with the old one in them. */
  readonly stored: 'reckoned' | 'to-read-again' | 'nothing-stored';
  /** Files with intervals from the time of the change on: they keep the old multiplier until they are undone and imported again. */
  readonly imports: readonly { readonly id: number; readonly fileName: string; readonly committedAt: Date | null }[];
}

/**
 * Sets a meter's multiplier from an instant on (null: takes the one that begins there away again). What registers
 * showed never changes; their readings and the totals follow in the same transaction.
 * Errors: meter-unknown, answer-unfit.
 */
export async function setMultiplier(
  ctx: Context,
  request: {
    campus: Campus;
    meter: string | number;
    from: Date;
    multiplier: string | null;
    reason: string;
    personId: number | null;
    now: Date;
  },
): Promise<MultiplierResult> {
  const { campus, from } = request;
  const reason = reasonOrRefusal(request.reason);
  if (request.multiplier !== null && !isMultiplier(request.multiplier))
    throw new ServiceError('answer-unfit', `A multiplier is a number above 0 such as 40 or 0.5, not “${request.multiplier}”.`);
  const result = await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    const meter = await meterOrRefusal(transaction.db, request);
    await store(transaction, meter, { ...request, reason });
    await updateMeter(transaction.db, { campusId: campus.id, id: meter.id });
    await rederiveRegisters(transaction, { campus, revision, spans: [allTimeOf(meter.id)] });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'set-multiplier', subject: meter.label, at: request.now },
      detail: { multiplier: request.multiplier, from: from.toISOString() },
    });
    return effectOn(transaction, meter, from);
  });
  ctx.log.info({ campus: campus.slug, meter: request.meter, stored: result.stored }, 'multiplier set');
  return result;
}

/** As meters.csv has it: up to nine digits on either side of the point. */
function isMultiplier(text: string): boolean {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) && Number(text) > 0;
}

async function store(
  { db }: Transaction,
  meter: Meter,
  said: { from: Date; multiplier: string | null; reason: string; personId: number | null; now: Date },
): Promise<void> {
  const key = { campusId: meter.campusId, meterId: meter.id, fromAt: said.from };
  if (said.multiplier !== null) {
    const { multiplier, reason, personId, now } = said;
    return putMultiplier(db, { ...key, multiplier, reason, personId, createdAt: now });
  }
  if (!(await deleteMultiplier(db, key)))
    throw new ServiceError('answer-unfit', `No multiplier of meter “${meter.label}” begins at ${said.from.toISOString()}.`);
}

async function effectOn(transaction: Transaction, { campusId, id }: Meter, from: Date): Promise<MultiplierResult> {
  if ((await spanOfRegister(transaction, { campusId, meterId: id })) !== null) return { stored: 'reckoned', imports: [] };
  const later = await listMultipliersOf(transaction.db, { campusId, meterId: id });
  const until = later.find(({ fromAt }) => fromAt > from)?.fromAt ?? null;
  const imports = await listImportsOfMeter(transaction.db, { campusId, meterId: id, from, until });
  return { stored: imports.length > 0 ? 'to-read-again' : 'nothing-stored', imports };
}
