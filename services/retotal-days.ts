import { DEAD_TIME_MARGIN_DAYS } from '#core/energy/dead-time.ts';
import { spikeLimit } from '#core/energy/spikes.ts';
import { FILL_PAST_WEEKS } from '#core/ranking/fill.ts';
import { addDays, type LocalDay, localDay, localDaysBetween } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { daysToJudge, type HeldRow, heldRowsOf, limitBases, stageLimits } from '#db/queries/holds.ts';
import { hasRivalImports, longestIntervals, type MeterSpan } from '#db/queries/readings.ts';
import { addUpDays, askDays, type DaySpan, openTotals, storeTotals } from '#db/queries/totals.ts';
import { touchWeeks, touchWeeksWithGaps, touchWeeksWithZeros, usersAmong } from '#db/queries/touched-weeks.ts';
import type { Transaction } from '#db/transaction.ts';
import { estimateGaps } from '#services/estimate-gaps.ts';
import { type FoundRun, findFrozenRuns } from '#services/find-frozen-runs.ts';

/** What the check of the values found on the way. */
export interface Retotalled {
  /** Values of the import `revision` that are held for their power. */
  readonly held: readonly HeldRow[];
  /** Runs of one value that touch the spans and are long enough to look at, whether ordinary or not. */
  readonly runs: readonly FoundRun[];
}

interface Request {
  readonly campusId: number;
  readonly timeZone: string;
  readonly revision: number;
  readonly spans: readonly MeterSpan[];
  /** Meters whose limit staff have changed: their days are judged anew, wherever they are. */
  readonly judgeAnew?: readonly number[];
}

/**
 * Adds up anew the local days (in the campus's zone) that the spans share time with, inside the caller's transaction:
 * holds values over their meter's limit, also on days elsewhere where the limit has moved, estimates gaps by rule, finds
 * runs of one value, and marks the weeks of all days that changed as touched by `revision`.
 */
export async function retotalDays(transaction: Transaction, request: Request): Promise<Retotalled> {
  const { campusId, timeZone, revision } = request;
  const asked = wholeDays(request);
  const meterIds = [...new Set([...asked.spans.map((span) => span.meterId), ...(request.judgeAnew ?? [])])];
  if (meterIds.length === 0) return { held: [], runs: [] };
  const longest = await longestIntervals(transaction, { campusId, meterIds });
  const withLongest = <Span extends DaySpan>(span: Span) => ({ ...span, longestSeconds: longest.get(span.meterId) ?? 0 });
  const usersBefore = await usersAmong(transaction, { campusId, meterIds });

  await openTotals(transaction);
  await askDays(transaction, asked.spans);
  const hasRivals = await hasRivalImports(transaction, { campusId, spans: asked.spans.map(withLongest) });
  await addUpDays(transaction, { campusId, spans: asked.spans.map(withLongest), days: asked.days, isJudged: false, hasRivals });
  const limits = await moveLimits(transaction, { ...request, meterIds });
  const judged = await daysToJudge(transaction, campusId);
  const single = judged.map(({ meterId, day }) => ({ meterId, firstDay: day, lastDay: day }));
  if (judged.length > 0) {
    const days = [...new Set(judged.map(({ day }) => day))].sort().map((day) => localDay(day, timeZone));
    await addUpDays(transaction, { campusId, spans: single.map(withLongest), days, isJudged: true, hasRivals: true });
  }
  const held = judged.length > 0 ? await heldRowsOf(transaction, { campusId, revision }) : [];
  await storeTotals(transaction, { campusId, revision });

  const elsewhere = single.filter((one) => !asked.spans.some((span) => isWithin(one, span)));
  const changed = [...asked.spans, ...elsewhere].map(withLongest);
  const estimated = await estimateGaps(transaction, { campusId, timeZone, revision, spans: changed, limits });
  const runs = await findFrozenRuns(transaction, { campusId, timeZone, spans: changed, limits });
  const days = [...asked.days.map(({ day }) => day), ...judged.map(({ day }) => day), ...estimated.map(({ day }) => day)];
  await touchDays(transaction, { campusId, timeZone, revision, meterIds, days, usersBefore });
  return { held, runs };
}

function isWithin(one: DaySpan, span: DaySpan): boolean {
  return one.meterId === span.meterId && one.firstDay >= span.firstDay && one.lastDay <= span.lastDay;
}

function wholeDays({ spans, timeZone }: Request): { spans: (DaySpan & MeterSpan)[]; days: LocalDay[] } {
  const days = new Map<string, LocalDay>();
  const whole: (DaySpan & MeterSpan)[] = [];
  for (const span of spans) {
    const touched = localDaysBetween({ startsAt: span.firstAt, endsAt: span.lastAt, timeZone });
    const first = touched[0];
    const last = touched.at(-1);
    if (first === undefined || last === undefined) continue;
    whole.push({ meterId: span.meterId, firstDay: first.day, lastDay: last.day, firstAt: first.startsAt, lastAt: last.endsAt });
    for (const day of touched) days.set(day.day, day);
  }
  return { spans: whole, days: [...days.values()].sort((a, b) => a.startsAt - b.startsAt) };
}

/** Reckons each meter's limit with the days just added up, and whether it moved; registers are judged by their steps instead. */
async function moveLimits(
  transaction: Transaction,
  request: Request & { meterIds: readonly number[] },
): Promise<Map<number, number>> {
  const anew = new Set(request.judgeAnew ?? []);
  const limits = (await limitBases(transaction, request)).map(({ meterId, isRegister, mostKw, before, after }) => {
    const limitOf = (dailyPeaks: readonly number[]) =>
      isRegister ? Number.POSITIVE_INFINITY : spikeLimit({ dailyPeaks, mostKw });
    const watts = limitOf(after);
    return { meterId, watts, hasMoved: anew.has(meterId) || watts !== limitOf(before) };
  });
  await stageLimits(transaction, limits);
  return new Map(limits.map(({ meterId, watts }) => [meterId, watts]));
}

async function touchDays(
  transaction: Transaction,
  request: {
    campusId: number;
    timeZone: string;
    revision: number;
    meterIds: readonly number[];
    days: readonly string[];
    usersBefore: ReadonlySet<number>;
  },
): Promise<void> {
  const { campusId, timeZone, revision, meterIds, usersBefore } = request;
  const mondays = [...new Set(request.days.map(mondayOf))];
  await touchWeeks(transaction, { campusId, revision, mondays });
  await touchWeeksWithZeros(transaction, { campusId, revision, meterIds, mondays: mondays.flatMap(neighbours) });
  const after = mondays.flatMap((monday) => WEEKS_FILLED_FROM.map((weeks) => addDays(monday, 7 * weeks)));
  const following = [...new Set(after)].filter((monday) => !mondays.includes(monday));
  const daysAfter = following.flatMap((monday) =>
    Array.from({ length: 7 }, (_, index) => localDay(addDays(monday, index), timeZone)),
  );
  await touchWeeksWithGaps(transaction, { campusId, revision, meterIds, days: daysAfter });
  const users = await usersAmong(transaction, { campusId, meterIds });
  const turned = meterIds.filter((id) => users.has(id) !== usersBefore.has(id));
  if (turned.length > 0) await touchWeeksWithZeros(transaction, { campusId, revision, meterIds: turned, mondays: null });
}

/** So many weeks on, a week's missing hours may be filled from these, or from others whose dead time hangs on zeros of these. */
const WEEKS_FILLED_FROM = Array.from({ length: FILL_PAST_WEEKS + DEAD_TIME_MARGIN_DAYS / 7 }, (_, index) => index + 1);

/** Weeks whose dead time may hang on zeros of this one. */
function neighbours(monday: string): string[] {
  const weeks = DEAD_TIME_MARGIN_DAYS / 7;
  return Array.from({ length: weeks }, (_, index) => (index + 1) * 7).flatMap((days) => [
    addDays(monday, -days),
    addDays(monday, days),
  ]);
}
