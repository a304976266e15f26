import type { MeterKind, Unit } from '#core/meter-files/meter-file.ts';
import { dormSlug } from '#core/meter-files/slug.ts';
import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { insertDorm, listDorms, putDormSize } from '#db/queries/dorms.ts';
import { deleteIgnoredMeter, listMeterAliases } from '#db/queries/inbox.ts';
import { insertMeter, listMeters } from '#db/queries/meters.ts';
import type { DormKind } from '#db/schema/dorms.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { DormSizeValues } from '#services/add-dorm.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Reread, rereadKeptFiles } from '#services/reread-kept-files.ts';
import { ServiceError } from '#services/service-error.ts';

export interface AssignRequest {
  readonly campus: Campus;
  /** As the files call the meter. */
  readonly label: string;
  readonly dorm: { readonly id: number } | { readonly name: string; readonly kind: DormKind; readonly size: DormSizeValues };
  readonly kind?: MeterKind;
  readonly unit?: Unit;
  /** Decimal text. */
  readonly multiplier?: string;
  readonly personId: number | null;
  readonly now: Date;
}

/**
 * Says which dorm an unknown meter belongs to, and brings in its rows of every file that is still here. Done again, or by two
 * at once with the same dorm, it makes one meter and brings nothing twice. Errors: dorm-unknown, meter-taken (the label is
 * another dorm's meter, or another name of one).
 */
export async function assignUnknownMeter(ctx: Context, request: AssignRequest): Promise<Reread & { readonly meterId: number }> {
  const { campus, label, personId, now } = request;
  const make = () => inTransaction(ctx.database, (transaction) => makeMeter(ctx, transaction, request));
  // Whoever loses a race finds the other's meter the second time.
  const meterId = await make().catch((error: unknown) => (isUniqueViolation(error) ? make() : Promise.reject(error)));
  ctx.log.info({ campus: campus.slug, meter: meterId }, 'unknown meter assigned');
  return { meterId, ...(await rereadKeptFiles(ctx, { campus, label, personId, now })) };
}

async function makeMeter(ctx: Context, transaction: Transaction, request: AssignRequest): Promise<number> {
  const { db } = transaction;
  const { campus, label, kind, unit, multiplier } = request;
  // One at a time: a label becomes a meter or another name, never both.
  await takeRevision(transaction, campus.id);
  if ((await listMeterAliases(db, campus.id)).some((alias) => alias.label === label)) throw taken(label);
  const known = (await listMeters(db, campus.id)).find((meter) => meter.label === label);
  const dormId = await dormOf(db, request);
  if (known !== undefined && known.dormId !== dormId) throw taken(label);
  if (known !== undefined) return known.id;
  const meter = await insertMeter(db, {
    campusId: campus.id,
    dormId,
    label,
    ...(kind === undefined ? {} : { kind }),
    ...(unit === undefined ? {} : { unit }),
    ...(multiplier === undefined ? {} : { multiplier }),
  });
  await deleteIgnoredMeter(db, { campusId: campus.id, label });
  const dorm = (await listDorms(db, campus.id)).find(({ id }) => id === dormId)?.slug ?? null;
  await recordAudit(db, {
    ...{ campusId: campus.id, by: ctx.by, action: 'assign-meter', subject: label, at: request.now },
    detail: { dorm },
  });
  await notifyChanged(db, campus.slug);
  return meter.id;
}

/** A new dorm of a name that is there already is that dorm. */
async function dormOf(db: Transaction['db'], { campus, dorm }: AssignRequest): Promise<number> {
  const dorms = await listDorms(db, campus.id);
  if ('id' in dorm) {
    if (dorms.some(({ id }) => id === dorm.id)) return dorm.id;
    throw new ServiceError('dorm-unknown', `There is no dorm ${dorm.id} at ${campus.name}.`);
  }
  const same = dorms.find(({ name }) => name === dorm.name);
  if (same !== undefined) return same.id;
  const slug = dormSlug(dorm.name, new Set(dorms.map((one) => one.slug)), dorms.length + 1);
  const made = await insertDorm(db, { campusId: campus.id, slug, name: dorm.name, kind: dorm.kind });
  await putDormSize(db, { campusId: campus.id, dormId: made.id, fromDay: null, ...dorm.size });
  return made.id;
}

function taken(label: string): ServiceError {
  return new ServiceError('meter-taken', `“${label}” has its dorm already. Meters shows which.`);
}

const UNIQUE_VIOLATION = '23505';

function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION;
}
