import { type Campus, takeRevision } from '#db/queries/campuses.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { findMeterNamed, insertMeter, listMultipliers, type Meter } from '#db/queries/meters.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal, reasonOrRefusal } from '#services/find-meter.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportResult } from '#services/import-request.ts';
import { recordAudit } from '#services/record-audit.ts';
import { resolveRegister } from '#services/resolve-register.ts';
import { ServiceError } from '#services/service-error.ts';
import { storeMeterChanges } from '#services/store-meter-changes.ts';
import { textSource } from '#services/text-source.ts';

export interface MeterSwap {
  readonly campus: Campus;
  /** Label or number of the instrument that goes. */
  readonly meter: string | number;
  readonly at: Date;
  /** The new instrument's label in the files; null: it keeps the old one's. */
  readonly newLabel: string | null;
  /** What the instruments showed at the swap, decimal text in the meter's unit (kWh unless told), without the multiplier. */
  readonly oldEnd?: string;
  readonly newStart?: string;
  readonly reason: string;
  readonly personId: number | null;
  readonly now: Date;
}

/**
 * One instrument takes over from another. Under a label of its own, the old meter's time ends and the new one's begins,
 * and what they showed then is imported as a small file of its own (null where nothing was said), which can be undone
 * like any other. Under the same label it is the answer `swap` about that time.
 * Errors: meter-unknown, meter-taken, answer-unfit, register-answered.
 */
export async function swapMeter(ctx: Context, swap: MeterSwap): Promise<{ shown: ImportResult | null }> {
  const { newLabel } = swap;
  const reason = reasonOrRefusal(swap.reason);
  if (newLabel === null) {
    await resolveRegister(ctx, { ...swap, answer: 'swap', reason });
    return { shown: null };
  }
  const old = await inTransaction(ctx.database, async (transaction) => {
    const gone = await putSuccessor(transaction, swap, newLabel);
    await recordAudit(transaction.db, {
      ...{ campusId: swap.campus.id, by: ctx.by, action: 'swap-meter', subject: gone.label, at: swap.now },
      detail: { successor: newLabel },
    });
    return gone;
  });
  ctx.log.info({ campus: swap.campus.slug, meter: old.label, successor: newLabel }, 'meter swapped');
  return { shown: await importShown(ctx, swap, { old, newLabel }) };
}

async function putSuccessor(transaction: Transaction, swap: MeterSwap, newLabel: string): Promise<Meter> {
  const { campus, at } = swap;
  await takeRevision(transaction, campus.id);
  const { id, madeByImport: _, ...old } = await meterOrRefusal(transaction.db, swap);
  if (newLabel.trim() === '' || !/^[^\p{Cc}]{1,200}$/u.test(newLabel))
    throw new ServiceError('answer-unfit', 'The new meter needs a label.');
  if ((await findMeterNamed(transaction.db, { campusId: campus.id, meter: newLabel })) !== null)
    throw new ServiceError(
      'meter-taken',
      `There is a meter “${newLabel}” already. Set its first and the other’s last day instead.`,
    );
  if ((await listMeterAliases(transaction.db, campus.id)).some(({ label }) => label === newLabel))
    throw new ServiceError('meter-taken', `“${newLabel}” is another name of a meter. Take that name away first.`);
  if (old.activeFrom !== null && at <= old.activeFrom)
    throw new ServiceError(
      'answer-unfit',
      `Meter “${old.label}” was not installed before that time. Check the time of the swap.`,
    );
  const later = (await listMultipliers(transaction.db, campus.id)).get(id) ?? [];
  const multiplier = later.findLast(({ fromAt }) => fromAt <= at.getTime())?.multiplier ?? old.multiplier;
  await insertMeter(transaction.db, { ...old, label: newLabel, multiplier, activeFrom: at });
  const before = { ...old, id, madeByImport: null };
  await storeMeterChanges(transaction, { campus, edits: [{ before, values: { activeUntil: at } }] });
  return before;
}

async function importShown(
  ctx: Context,
  swap: MeterSwap,
  { old, newLabel }: { old: Meter; newLabel: string },
): Promise<ImportResult | null> {
  const { campus, at, oldEnd, newStart, personId, now } = swap;
  const shown = [
    [old.label, oldEnd],
    [newLabel, newStart],
  ].filter((row): row is [string, string] => row[1] !== undefined && row[1].trim() !== '');
  if (shown.length === 0) return null;
  const unit = old.unit ?? 'kWh';
  const lines = [['time', 'meter', unit], ...shown.map(([label, value]) => [at.toISOString(), label, value])];
  return importReadings(ctx, {
    campus,
    ...textSource(lines.map((line) => line.map(quoted).join(',')).join('\n'), `swap of ${old.label}.csv`),
    options: { kind: 'register', unit },
    channel: 'page',
    mode: 'commit',
    now,
    ...(personId === null ? {} : { personId }),
  });
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
