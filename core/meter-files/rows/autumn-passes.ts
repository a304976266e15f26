/** A time of a run through the autumn hour, with both instants it could be; the two are one where nothing is open. */
export interface OpenStamp {
  readonly wallMs: number;
  readonly before: number;
  readonly after: number;
}

/** What lies around a run, as instants; NaN where nothing does. `stepMs` is the step so far, NaN when unknown. */
export interface Surroundings {
  readonly last: number;
  readonly next: number;
  readonly stepMs: number;
}

/**
 * Instants for times in order through the hour that happens twice. `readings` are the ways to read them; each first runs
 * before the clocks go back and then after. Where the clock visibly goes back once, that is the place; where it does not,
 * only steps that are all as long as usual, into the run and out of it, decide. Null where several ways or none are left.
 */
export function choosePasses(readings: readonly (readonly OpenStamp[])[], around: Surroundings): readonly number[] | null {
  const ways = distinct(readings.flatMap(waysOf));
  const fitting = ways.filter((way) => isBetween(way, around));
  const possible = fitting.length > 0 ? fitting : ways;
  const even = possible.filter(({ instants }) => isEven(instants, around));
  if (even.length === 1) return even[0]?.instants ?? null;
  const visible = possible.filter(({ isVisible }) => isVisible);
  return visible.length === 1 ? (visible[0]?.instants ?? null) : null;
}

interface Way {
  readonly instants: readonly number[];
  /** The clock is seen to go back, and not merely a row repeated. */
  readonly isVisible: boolean;
}

function waysOf(stamps: readonly OpenStamp[]): readonly Way[] {
  const backs = stamps.flatMap(({ wallMs }, at) => (at > 0 && wallMs <= (stamps[at - 1]?.wallMs ?? wallMs) ? [at] : []));
  const [back] = backs;
  if (backs.length > 1) return [];
  const open = stamps.filter(({ before, after }) => before !== after).length;
  const isRepetition = back !== undefined && stamps[back]?.wallMs === stamps[back - 1]?.wallMs && open > 2;
  const firsts = back === undefined ? [0, stamps.length] : [back];
  return firsts.flatMap((first) => {
    const instants = stamps.map(({ before, after }, at) => (at < first ? before : after));
    return isRising(instants) ? [{ instants, isVisible: back !== undefined && !isRepetition }] : [];
  });
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return ways.filter((way, at) => ways.findIndex((other) => areEqual(way.instants, other.instants)) === at);
}

function areEqual(one: readonly number[], other: readonly number[]): boolean {
  return one.every((instant, at) => instant === other[at]);
}

function isRising(instants: readonly number[]): boolean {
  return instants.every((instant, at) => at === 0 || instant > (instants[at - 1] ?? instant));
}

function isBetween({ instants }: Way, { last, next }: Surroundings): boolean {
  return !((instants[0] ?? 0) <= last) && !((instants.at(-1) ?? 0) >= next);
}

function isEven(instants: readonly number[], { last, next, stepMs }: Surroundings): boolean {
  if (Number.isNaN(last) || Number.isNaN(next)) return false;
  const all = [last, ...instants, next];
  return all.every((instant, at) => at === 0 || instant - (all[at - 1] ?? Number.NaN) === stepMs);
}
