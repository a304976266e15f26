import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { countCoarseReadings } from '#db/queries/coarse-readings.ts';
import type { MeterSpan } from '#db/queries/readings.ts';
import type { Transaction } from '#db/transaction.ts';
import type { PlacedMeter } from '#services/make-missing-meters.ts';

/** Says once a meter how many of its readings are too long to count in any week's total; they are stored all the same. */
export async function reportCoarseReadings(
  transaction: Transaction,
  work: {
    campusId: number;
    revision: number;
    meters: readonly PlacedMeter[];
    /** Where the readings of register meters were made anew. */
    registerSpans: readonly MeterSpan[];
    problems: ProblemList;
  },
): Promise<void> {
  const { campusId, revision, meters, registerSpans, problems } = work;
  const derived =
    registerSpans.length === 0
      ? new Map<number, number>()
      : await countCoarseReadings(transaction, {
          campusId,
          revision,
          meters: registerSpans,
          longerThanSeconds: LONGEST_RANKED_SECONDS,
        });
  for (const meter of meters) {
    const count = meter.isRegister ? (derived.get(meter.meterId) ?? 0) : meter.coarseRows;
    if (count === 0) continue;
    const params = { meter: meter.label, count: String(count), days: String(LONGEST_RANKED_SECONDS / 86_400) };
    problems.addAlways({ kind: 'too-coarse', severity: 'warning', row: meter.firstCoarseRow, found: meter.label, params });
  }
}
