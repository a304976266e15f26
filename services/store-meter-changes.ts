import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { type Meter, touchWeeksOfDorms, updateMeter } from '#db/queries/meters.ts';
import type { Transaction } from '#db/transaction.ts';
import { allTimeOf, rederiveRegisters } from '#services/rederive-registers.ts';
import { retotalDays } from '#services/retotal-days.ts';

export interface MeterEdit {
  readonly before: Meter;
  readonly values: Partial<Omit<Meter, 'campusId' | 'id' | 'madeByImport'>>;
}

/**
 * Stores what staff changed about meters. Where it changes what registers mean, their readings and totals follow; where
 * it changes which meters count for a dorm and when, the weeks with readings of that dorm are to be reckoned again.
 */
export async function storeMeterChanges(
  transaction: Transaction,
  { campus, edits }: { campus: Campus; edits: readonly MeterEdit[] },
): Promise<void> {
  for (const { before, values } of edits) await updateMeter(transaction.db, { ...values, campusId: campus.id, id: before.id });
  const reread = edits.filter((edit) => isChanged(edit, ['multiplier', 'unit', 'registerDigits', 'mostKw', 'netsGeneration']));
  const moved = edits.filter((edit) => isChanged(edit, ['dormId', 'isCounted', 'activeFrom', 'activeUntil']));
  if (reread.length + moved.length > 0) {
    const revision = await takeRevision(transaction, campus.id);
    await rederiveRegisters(transaction, { campus, revision, spans: reread.map(({ before }) => allTimeOf(before.id)) });
    const fused = edits.filter((edit) => isChanged(edit, ['mostKw'])).map(({ before }) => before.id);
    if (fused.length > 0)
      await retotalDays(transaction, {
        campusId: campus.id,
        timeZone: campus.timeZone,
        revision,
        spans: [],
        judgeAnew: fused,
      });
    const dormIds = moved.flatMap(({ before, values }) => [before.dormId, values.dormId ?? before.dormId]);
    await touchWeeksOfDorms(transaction, { campusId: campus.id, revision, dormIds });
  }
  await notifyChanged(transaction.db, campus.slug);
}

function isChanged({ before, values }: MeterEdit, names: readonly (keyof MeterEdit['values'])[]): boolean {
  return names.some((name) => name in values && comparable(name, values[name]) !== comparable(name, before[name]));
}

function comparable(name: keyof MeterEdit['values'], value: Meter[keyof Meter] | undefined): unknown {
  if (value instanceof Date) return value.getTime();
  return name === 'multiplier' && typeof value === 'string' ? Number(value) : value;
}
