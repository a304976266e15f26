import { createJudge, type Judgement } from '#core/energy/judge-readings.ts';
import { kwhText } from '#core/energy/micro-wh.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { longestIntervals, occupiedMeters, rowsToJudge, type StagedRow } from '#db/queries/readings.ts';
import { stageVerdicts } from '#db/queries/staging.ts';
import type { Transaction } from '#db/transaction.ts';
import type { PlacedMeter } from '#services/make-missing-meters.ts';

/**
 * Compares staged interval rows with the values in effect and with each other, and stores the verdicts. A meter whose
 * rows came in order into empty time is clean and needs none. Conflicts and overlaps become problems.
 */
export async function judgeStagedReadings(
  transaction: Transaction,
  request: { campusId: number; meters: readonly PlacedMeter[]; replace: boolean; problems: ProblemList },
): Promise<(PlacedMeter & { isClean: boolean })[]> {
  const { campusId, meters } = request;
  const longest = await longestIntervals(transaction, { campusId, meterIds: meters.map((meter) => meter.meterId) });
  const spans = meters.map((meter) => ({
    ...meter,
    longestSeconds: Math.max(longest.get(meter.meterId) ?? 0, meter.longestSeconds),
  }));
  const occupied = await occupiedMeters(transaction, { campusId, spans });
  async function conclude(judgements: readonly Judgement<StagedRow>[]): Promise<void> {
    await stageVerdicts(transaction, judgements);
    for (const judgement of judgements) report(request.problems, judgement);
  }
  const judged: (PlacedMeter & { isClean: boolean })[] = [];
  for (const span of spans) {
    const isClean = span.isRegister || (span.isOrdered && !occupied.has(span.meterId));
    judged.push({ ...span, isClean });
    if (isClean) continue;
    const judge = createJudge<StagedRow>(request.replace);
    for await (const rows of rowsToJudge(transaction, { campusId, ...span })) {
      await conclude(rows.flatMap((row) => judge.next(row)));
    }
    await conclude(judge.end());
  }
  return judged;
}

function report(problems: ProblemList, { row, verdict, met }: Judgement<StagedRow>): void {
  if (verdict === 'same' || verdict === 'replaced' || verdict === 'repeated') return;
  problems.add({
    kind: verdict === 'contradicted' ? 'conflict' : verdict,
    severity: 'refused',
    row: row.rowNumber,
    found: kwhText(BigInt(row.energy)),
    params: {
      known: kwhText(BigInt(met.energy)),
      startsAt: new Date(met.startsAt).toISOString(),
      endsAt: new Date(met.startsAt + met.seconds * 1000).toISOString(),
    },
  });
}
