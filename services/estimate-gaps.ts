import {
  type Estimate,
  estimateGap,
  type Gap,
  LONGEST_INTERPOLATED_SECONDS,
  type Neighbour,
  PAST_WEEKS,
} from '#core/energy/estimates.ts';
import { type HourSlot, hourSlots } from '#core/time/hour-slots.ts';
import { addDays, localDay } from '#core/time/local-days.ts';
import {
  daysWithGaps,
  type Edge,
  edgesWithin,
  hoursOf,
  replaceEstimates,
  type Surroundings,
  surroundingsOf,
} from '#db/queries/estimates.ts';
import type { DaySpan } from '#db/queries/totals.ts';
import type { Transaction } from '#db/transaction.ts';

/** How far estimates reach into a gap: an hour two weeks in has only one week left that could have measured it. */
const REACH_DAYS = 7 * (PAST_WEEKS - 1) + 1;

interface Request {
  readonly campusId: number;
  readonly timeZone: string;
  readonly revision: number;
  /** Days of meters whose readings, or what counts of them, may have changed. */
  readonly spans: readonly (DaySpan & { longestSeconds: number })[];
  readonly limits: ReadonlyMap<number, number>;
}

/** A run of days of one meter that all have time missing. */
interface Cluster {
  readonly meterId: number;
  readonly days: string[];
}

/**
 * Makes the estimates anew wherever the days given can change them: in gaps that begin before them, on them, and in the
 * 3 weeks after, whose usual hours they are. So estimates depend on what is stored, never on the order of arrival.
 * Only time between two readings that count is estimated. Answers the days whose totals changed by it.
 */
export async function estimateGaps(transaction: Transaction, request: Request): Promise<{ meterId: number; day: string }[]> {
  const { campusId, timeZone, revision } = request;
  const around = await surroundingsOf(transaction, request);
  const windows = around.flatMap(windowsOf);
  const between = windows.flatMap((span) => {
    const { meterFirst, meterLast } = span;
    if (meterFirst === null || meterLast === null) return [];
    const within = { ...span, firstDay: later(span.firstDay, meterFirst), lastDay: earlier(span.lastDay, meterLast) };
    return within.firstDay > within.lastDay ? [] : [within];
  });
  const days = calendarOf(between).map((day) => localDay(day, timeZone));
  const missing = await daysWithGaps(transaction, { campusId, spans: between, days });
  const clusters = clustersOf(missing);
  const estimates = clusters.length === 0 ? [] : await fillClusters(transaction, { ...request, clusters, around });
  const spans = windows.map((span) => ({
    ...span,
    fromAt: localDay(span.firstDay, timeZone).startsAt,
    untilAt: localDay(span.lastDay, timeZone).endsAt,
  }));
  return replaceEstimates(transaction, { campusId, revision, spans, estimates });
}

function windowsOf(span: Surroundings): Surroundings[] {
  const own = { ...span, lastDay: addDays(span.lastDay, 7 * PAST_WEEKS) };
  if (span.dayBefore === null) return [own];
  const gap = { ...span, firstDay: span.dayBefore, lastDay: earlier(addDays(span.dayBefore, REACH_DAYS), span.firstDay) };
  return [gap, own];
}

function calendarOf(spans: readonly DaySpan[]): string[] {
  const days = new Set<string>();
  const done = new Set<string>();
  for (const { firstDay, lastDay } of spans) {
    if (done.has(`${firstDay} ${lastDay}`)) continue;
    done.add(`${firstDay} ${lastDay}`);
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.add(day);
  }
  return [...days].sort();
}

function clustersOf(missing: readonly { meterId: number; day: string }[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const { meterId, day } of missing) {
    const last = clusters.at(-1);
    const isNext = last?.meterId === meterId && addDays(last.days.at(-1) ?? '', 1) === day;
    if (last !== undefined && isNext) last.days.push(day);
    else clusters.push({ meterId, days: [day] });
  }
  return clusters;
}

async function fillClusters(
  transaction: Transaction,
  request: Request & { clusters: readonly Cluster[]; around: readonly Surroundings[] },
): Promise<(Estimate & { meterId: number })[]> {
  const { campusId, timeZone, clusters, limits } = request;
  const longest = new Map(request.spans.map((span) => [span.meterId, span.longestSeconds]));
  const reach = new Map(request.around.map((span) => [span.meterId, span]));
  const margin = LONGEST_INTERPOLATED_SECONDS * 1000;
  const stretches = clusters.map(({ meterId, days }) => ({
    meterId,
    fromAt: localDay(days[0] ?? '', timeZone).startsAt - margin,
    untilAt: localDay(days.at(-1) ?? '', timeZone).endsAt + margin + 1000,
    longestSeconds: longest.get(meterId) ?? 0,
    limitWatts: limits.get(meterId) ?? Number.POSITIVE_INFINITY,
  }));
  const edges = byCluster(await edgesWithin(transaction, { campusId, stretches }));
  const past = await pastHours(transaction, request);
  return clusters.flatMap((cluster, index) => {
    const slots = cluster.days.flatMap((day) => hourSlots(localDay(day, timeZone)));
    const gaps = gapsOf(edges.get(index) ?? [], { cluster, slots, reach: reach.get(cluster.meterId) });
    return gaps.flatMap((gap) => {
      const within = slots.filter((slot) => slot.endsAt > gap.startsAt && slot.startsAt < gap.endsAt);
      const found = estimateGap(gap, { slots: within, past: (slot) => past(cluster.meterId, slot) });
      return found.map((estimate) => ({ ...estimate, meterId: cluster.meterId }));
    });
  });
}

/** Gaps from edges; one that goes on beyond the cluster ends with it, and counts only where the meter reads again there. */
function gapsOf(
  edges: readonly Edge[],
  request: { cluster: Cluster; slots: readonly HourSlot[]; reach: Surroundings | undefined },
): Gap[] {
  const { cluster, slots, reach } = request;
  const from = slots[0]?.startsAt ?? 0;
  const until = slots.at(-1)?.endsAt ?? 0;
  const isFirst = cluster.days[0] === reach?.meterFirst;
  const isLast = cluster.days.at(-1) === reach?.meterLast;
  if (edges.length === 0) return [{ startsAt: from, endsAt: until, before: null, after: null }];
  return edges.flatMap(({ before, after }) => {
    if ((before === null && isFirst) || (after === null && isLast)) return [];
    return [{ startsAt: before?.endsAt ?? from, endsAt: after?.startsAt ?? until, before, after }];
  });
}

/** What the same weekday and hour of the 3 weeks before measured, from the weeks that measured all of it. */
async function pastHours(
  transaction: Transaction,
  { campusId, timeZone, clusters }: Request & { clusters: readonly Cluster[] },
): Promise<(meterId: number, slot: HourSlot) => Neighbour[]> {
  const wanted = new Map<string, { meterId: number; day: string }>();
  for (const { meterId, days } of clusters) {
    for (const day of days) for (const before of weeksBefore(day)) wanted.set(`${meterId} ${before}`, { meterId, day: before });
  }
  const hours = await hoursOf(transaction, { campusId, days: [...wanted.values()] });
  const lengths = new Map<string, Map<number, number>>();
  const lengthsOf = (day: string) => {
    const known = lengths.get(day) ?? hourLengths(day, timeZone);
    lengths.set(day, known);
    return known;
  };
  return (meterId, slot) =>
    weeksBefore(slot.day).flatMap((day) => {
      const hour = hours.get(`${meterId} ${day}`)?.get(slot.hour);
      return hour !== undefined && hour.seconds === lengthsOf(day).get(slot.hour) ? [hour] : [];
    });
}

function hourLengths(day: string, timeZone: string): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const { hour, startsAt, endsAt } of hourSlots(localDay(day, timeZone)))
    lengths.set(hour, (lengths.get(hour) ?? 0) + (endsAt - startsAt) / 1000);
  return lengths;
}

function weeksBefore(day: string): string[] {
  return Array.from({ length: PAST_WEEKS }, (_, index) => addDays(day, -7 * (index + 1)));
}

function byCluster(edges: readonly Edge[]): Map<number, Edge[]> {
  const groups = new Map<number, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.cluster);
    if (group === undefined) groups.set(edge.cluster, [edge]);
    else group.push(edge);
  }
  return groups;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
