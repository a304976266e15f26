import { createJudge, type Judgement } from '#core/energy/judge-readings.ts';
import { kwhText } from '#core/energy/micro-wh.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { localTimeText } from '#core/time/local-time-text.ts';
import type { Campus } from '#db/queries/campuses.ts';
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
  request: { campus: Campus; meters: readonly PlacedMeter[]; replace: boolean; problems: ProblemList },
): Promise<(PlacedMeter & { isClean: boolean })[]> {
  const { campus, meters } = request;
  const campusId = campus.id;
  const longest = await longestIntervals(transaction, { campusId, meterIds: meters.map((meter) => meter.meterId) });
  const spans = meters.map((meter) => ({
    ...meter,
    longestSeconds: Math.max(longest.get(meter.meterId) ?? 0, meter.longestSeconds),
  }));
  const occupied = await occupiedMeters(transaction, { campusId, spans });
  async function conclude(meter: PlacedMeter, judgements: readonly Judgement<StagedRow>[]): Promise<void> {
    await stageVerdicts(transaction, judgements);
    for (const judgement of judgements)
      report(judgement, { problems: request.problems, meter: meter.label, timeZone: campus.timeZone });
  }
  const judged: (PlacedMeter & { isClean: boolean })[] = [];
  for (const span of spans) {
    const isClean = span.isRegister || (span.isOrdered && !occupied.has(span.meterId));
    judged.push({ ...span, isClean });
    if (isClean) continue;
    const judge = createJudge<StagedRow>(request.replace);
    for await (const rows of rowsToJudge(transaction, { campusId, ...span })) {
      await conclude(
        span,
        rows.flatMap((row) => judge.next(row)),
      );
    }
    await conclude(span, judge.end());
  }
  return judged;
}

function report(
  { row, verdict, met }: Judgement<StagedRow>,
  { problems, meter, timeZone }: { problems: ProblemList; meter: string; timeZone: string },
): void {
  if (verdict === 'same' || verdict === 'replaced' || verdict === 'repeated') return;
  problems.add({
    kind: verdict === 'contradicted' ? 'conflict' : verdict,
    severity: 'refused',
    row: row.rowNumber,
    found: kwhText(BigInt(row.energy)),
    params: {
      meter,
      known: kwhText(BigInt(met.energy)),
      startsAt: localTimeText(met.startsAt, timeZone),
      endsAt: localTimeText(met.startsAt + met.seconds * 1000, timeZone),
    },
  });
}
