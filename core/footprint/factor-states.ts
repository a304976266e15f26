/** What became of a statement about a factor, seen from a day. */
export type FactorState = 'holds' | 'to-come' | 'past' | 'replaced' | 'withdrawn';

interface Statement {
  readonly id: number;
  readonly kind: string;
  readonly fromDay: string;
  /** The last day of an hourly one; null for a flat one. */
  readonly untilDay: string | null;
  readonly withdrawnAt: Date | null;
}

/**
 * Whether a statement holds on a local day, has yet to come, is past, was replaced by a later one for the same day, or withdrawn.
 * A flat factor is past once a later one of its kind holds; an hourly one after its last day.
 */
export function factorState<Item extends Statement>(
  one: Item,
  { all, today }: { all: readonly Item[]; today: string },
): FactorState {
  if (one.withdrawnAt !== null) return 'withdrawn';
  if (one.untilDay !== null) return one.fromDay > today ? 'to-come' : one.untilDay < today ? 'past' : 'holds';
  const others = flatInForce(all).filter(({ kind }) => kind === one.kind);
  if (!others.includes(one)) return 'replaced';
  if (one.fromDay > today) return 'to-come';
  return others.findLast(({ fromDay }) => fromDay <= today) === one ? 'holds' : 'past';
}

/** The flat factors that count, by day: not withdrawn, and of each kind and day the one stated last. */
export function flatInForce<Item extends Statement>(all: readonly Item[]): Item[] {
  const newest = new Map<string, Item>();
  for (const one of all) {
    if (one.untilDay !== null || one.withdrawnAt !== null) continue;
    const key = `${one.kind} ${one.fromDay}`;
    const known = newest.get(key);
    if (known === undefined || known.id < one.id) newest.set(key, one);
  }
  return [...newest.values()].sort((a, b) => (a.fromDay < b.fromDay ? -1 : a.fromDay > b.fromDay ? 1 : 0));
}
