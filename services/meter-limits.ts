import { spikeLimit } from '#core/energy/spikes.ts';
import { storedPeaks } from '#db/queries/holds.ts';
import type { Transaction } from '#db/transaction.ts';

/** The power in watts above which values of each of these meters are held, by what is stored; Infinity for none. */
export async function meterLimits(
  transaction: Transaction,
  request: { campusId: number; meterIds: readonly number[] },
): Promise<Map<number, number>> {
  const stored = await storedPeaks(transaction, request);
  return new Map(
    stored.map(({ meterId, isRegister, mostKw, before }) => [
      meterId,
      isRegister ? Number.POSITIVE_INFINITY : spikeLimit({ dailyPeaks: before, mostKw }),
    ]),
  );
}
