import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';

/** A dorm's place under every lens; null where it is not ranked. */
export interface CheckedDorm {
  readonly dormId: number;
  readonly ranks: Readonly<Record<Lens, number | null>>;
  /** The places between its best and its worst, as far as it is ranked. */
  readonly spread: number;
}

export interface LensCheck {
  /** By the mean of its places where ranked; those ranked nowhere last. */
  readonly dorms: readonly CheckedDorm[];
  /** Who comes first under each lens; empty where it ranks nobody. */
  readonly winners: Readonly<Record<Lens, readonly number[]>>;
  /** How many lenses rank anybody, and how many different dorms come first under them. */
  readonly lensesThatRank: number;
  readonly differentWinners: number;
  /** The dorms whose place depends most on the lens, three at most, each by at least three places. */
  readonly moving: readonly CheckedDorm[];
}

const LEAST_SPREAD = 3;
const MOST_NAMED = 3;

/** Lays a week's standings under every lens side by side. */
export function checkLenses(byLens: ReadonlyMap<Lens, readonly Standing[]>): LensCheck {
  const ids = [...new Set([...byLens.values()].flatMap((standings) => standings.map(({ dormId }) => dormId)))];
  const ranks = new Map(
    LENSES.map((lens) => [lens, new Map((byLens.get(lens) ?? []).map(({ dormId, rank }) => [dormId, rank]))]),
  );
  const dorms = ids.map((dormId) => checkedDorm(dormId, (lens) => ranks.get(lens)?.get(dormId) ?? null));
  const winners = byEachLens((lens) => dorms.filter((dorm) => dorm.ranks[lens] === 1).map(({ dormId }) => dormId));
  const first = LENSES.map((lens) => winners[lens]).filter((won) => won.length > 0);
  return {
    dorms: dorms.sort((a, b) => meanRank(a) - meanRank(b)),
    winners,
    lensesThatRank: first.length,
    differentWinners: new Set(first.map((won) => won.toSorted((a, b) => a - b).join(' '))).size,
    moving: dorms
      .filter(({ spread }) => spread >= LEAST_SPREAD)
      .sort((a, b) => b.spread - a.spread)
      .slice(0, MOST_NAMED),
  };
}

function checkedDorm(dormId: number, rankUnder: (lens: Lens) => number | null): CheckedDorm {
  const ranks = byEachLens(rankUnder);
  const known = Object.values(ranks).filter((rank) => rank !== null);
  return { dormId, ranks, spread: known.length === 0 ? 0 : Math.max(...known) - Math.min(...known) };
}

/** A value for every lens. */
export function byEachLens<Value>(pick: (lens: Lens) => Value): Record<Lens, Value> {
  return {
    energy: pick('energy'),
    'per-resident': pick('per-resident'),
    'per-area': pick('per-area'),
    saving: pick('saving'),
    'weather-adjusted': pick('weather-adjusted'),
    effort: pick('effort'),
  };
}

function meanRank({ ranks }: CheckedDorm): number {
  const known = Object.values(ranks).filter((rank) => rank !== null);
  return known.length === 0 ? Number.POSITIVE_INFINITY : known.reduce((sum, rank) => sum + rank, 0) / known.length;
}
