import type { Campus } from '#db/queries/campuses.ts';
import { deleteTemperatures } from '#db/queries/temperatures.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveDailyTemperatures } from '#services/derive-daily-temperatures.ts';

/**
 * Takes back the temperatures of the import `undone`, inside the caller's transaction of `revision`: those they stood before take
 * effect again.
 */
export async function undoTemperatures(
  transaction: Transaction,
  { campus, undone, revision }: { campus: Campus; undone: number; revision: number },
): Promise<void> {
  const span = await deleteTemperatures(transaction, { campusId: campus.id, revision: undone });
  if (span !== null) await deriveDailyTemperatures(transaction, { campus, revision, ...span });
}
