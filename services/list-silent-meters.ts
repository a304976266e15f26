import type { Campus } from '#db/queries/campuses.ts';
import { importTimes } from '#db/queries/import-times.ts';
import { lastReadings, listMeters, type Meter } from '#db/queries/meters.ts';
import type { Context } from '#services/context.ts';

/** So far behind the campus's other meters, a meter has fallen silent. */
const SILENT_AFTER_HOURS = 48;

/** So many times its usual time between imports without a new reading, and something is wrong. */
const OVERDUE_RHYTHMS = 3;

/** From so many imports on a rhythm can be told. */
const LEAST_IMPORTS = 4;

export interface SilentMeter {
  readonly meter: Meter;
  /** When its newest reading ends. */
  readonly lastAt: Date;
  /** others-report: other meters of the campus have data newer by 48 hours. overdue: nothing for 3 × its usual time between imports. */
  readonly reason: 'others-report' | 'overdue';
}

/** Meters that used to report, are still installed, and fell silent; the longest silent first. */
export async function listSilentMeters(ctx: Context, request: { campus: Campus; now: Date }): Promise<readonly SilentMeter[]> {
  const { campus, now } = request;
  const { db } = ctx.database;
  const last = await lastReadings(db, campus.id);
  const times = await importTimes(db, campus.id);
  const newest = Math.max(...[...last.values()].map((at) => at.getTime()), Number.NEGATIVE_INFINITY);
  const silent: SilentMeter[] = [];
  for (const meter of await listMeters(db, campus.id)) {
    const lastAt = last.get(meter.id);
    if (lastAt === undefined || (meter.activeUntil !== null && meter.activeUntil <= now)) continue;
    const rhythm = usualGap(times.get(meter.id) ?? []);
    if (newest - lastAt.getTime() > SILENT_AFTER_HOURS * 3_600_000) silent.push({ meter, lastAt, reason: 'others-report' });
    else if (
      rhythm !== null &&
      now.getTime() - lastAt.getTime() > Math.max(rhythm * OVERDUE_RHYTHMS, SILENT_AFTER_HOURS * 3_600_000)
    )
      silent.push({ meter, lastAt, reason: 'overdue' });
  }
  return silent.sort((a, b) => a.lastAt.getTime() - b.lastAt.getTime());
}

/** The median time between imports, in milliseconds; null while there are too few to tell. */
function usualGap(times: readonly number[]): number | null {
  if (times.length < LEAST_IMPORTS) return null;
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
