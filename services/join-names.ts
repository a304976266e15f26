import { joinStagedMeters } from '#db/queries/staged-aliases.ts';
import type { Transaction } from '#db/transaction.ts';
import type { PlacedMeter } from '#services/make-missing-meters.ts';

/** Of a meter that one file calls by two names (it was renamed half-way) all rows become those of the first name. */
export async function joinNames(transaction: Transaction, placed: readonly PlacedMeter[]): Promise<PlacedMeter[]> {
  const byMeter = new Map<string, PlacedMeter[]>();
  for (const meter of placed) {
    const key = `${meter.meterId} ${meter.isRegister}`;
    byMeter.set(key, [...(byMeter.get(key) ?? []), meter]);
  }
  const joined: PlacedMeter[] = [];
  for (const [first, ...others] of byMeter.values()) {
    if (first === undefined) continue;
    if (others.length > 0)
      await joinStagedMeters(transaction, { into: first.meterNo, meterNos: others.map(({ meterNo }) => meterNo) });
    joined.push(others.reduce(together, first));
  }
  return joined;
}

function together(one: PlacedMeter, other: PlacedMeter): PlacedMeter {
  return {
    ...one,
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: Math.max(one.lastAt, other.lastAt),
    longestSeconds: Math.max(one.longestSeconds, other.longestSeconds),
    coarseRows: one.coarseRows + other.coarseRows,
    firstCoarseRow: one.firstCoarseRow ?? other.firstCoarseRow,
    stepSeconds: one.stepSeconds ?? other.stepSeconds,
    isOrdered: false,
  };
}
