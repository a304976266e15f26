import { isFrozen, RESOLUTION_MARGIN_DAYS } from '#core/energy/frozen.ts';
import { addDays, dayAt, localDay } from '#core/time/local-days.ts';
import { listResolutions, type Run, replaceRuns, steadyStretches } from '#db/queries/frozen-runs.ts';
import type { DaySpan } from '#db/queries/totals.ts';
import type { Db, Transaction } from '#db/transaction.ts';

/** A run of one value, and whether the meter's resolution makes it ordinary. */
export interface FoundRun extends Run {
  readonly isFrozen: boolean;
}

/**
 * Finds anew the runs of one value, 24 hours or longer, that the days given can have changed, across days and files, and
 * answers those that share time with them.
 */
export async function findFrozenRuns(
  transaction: Transaction,
  request: {
    campusId: number;
    timeZone: string;
    spans: readonly (DaySpan & { longestSeconds: number })[];
    limits: ReadonlyMap<number, number>;
  },
): Promise<FoundRun[]> {
  const { campusId, timeZone, spans, limits } = request;
  const longest = new Map(spans.map((span) => [span.meterId, span.longestSeconds]));
  const stretches = await steadyStretches(transaction, request);
  if (stretches.length === 0) return [];
  const regions = stretches.map(({ meterId, dayBefore, dayAfter }) => {
    const after = dayAfter === null ? null : localDay(dayAfter, timeZone);
    return {
      meterId,
      fromAt: dayBefore === null ? Number.NEGATIVE_INFINITY : localDay(dayBefore, timeZone).startsAt,
      untilAt: after?.startsAt ?? Number.POSITIVE_INFINITY,
      lookUntil: after?.endsAt ?? Number.POSITIVE_INFINITY,
      longestSeconds: longest.get(meterId) ?? 0,
      limitWatts: limits.get(meterId) ?? Number.POSITIVE_INFINITY,
    };
  });
  const found = await replaceRuns(transaction, { campusId, regions });
  const touching = found.filter((run) =>
    spans.some(
      (span) =>
        span.meterId === run.meterId &&
        localDay(span.firstDay, timeZone).startsAt < run.endsAt &&
        localDay(span.lastDay, timeZone).endsAt > run.startsAt,
    ),
  );
  return judgeRuns(transaction.db, { campusId, timeZone, runs: touching });
}

/** Tells frozen runs from those that are ordinary at the meter's resolution, by the values of the days around them. */
export async function judgeRuns(
  db: Db,
  request: { campusId: number; timeZone: string; runs: readonly Run[] },
): Promise<FoundRun[]> {
  const { campusId, timeZone, runs } = request;
  if (runs.length === 0) return [];
  const around = runs.map((run) => ({
    run,
    fromDay: addDays(dayAt(run.startsAt, timeZone), -RESOLUTION_MARGIN_DAYS),
    toDay: addDays(dayAt(run.endsAt - 1, timeZone), RESOLUTION_MARGIN_DAYS),
  }));
  const fromDay = around.reduce((first, one) => (one.fromDay < first ? one.fromDay : first), around[0]?.fromDay ?? '');
  const toDay = around.reduce((last, one) => (one.toDay > last ? one.toDay : last), '');
  const meterIds = [...new Set(runs.map((run) => run.meterId))];
  const resolutions = await listResolutions(db, { campusId, meterIds, fromDay, toDay });
  return around.map((one) => {
    const near = resolutions.filter(({ meterId, day }) => meterId === one.run.meterId && day >= one.fromDay && day <= one.toDay);
    const dailyResolutions = near.map(({ resolutionMicroWh }) => resolutionMicroWh);
    return { ...one.run, isFrozen: isFrozen({ energyMicroWh: one.run.energyMicroWh, dailyResolutions }) };
  });
}
