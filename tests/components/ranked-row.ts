import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';

/** A ranked dorm in which only what matters to a test is named. */
export function rankedRow(row: Partial<RankedRow> & { readonly name: string; readonly rank: number }): RankedRow {
  return {
    dorm: row.name.toLowerCase(),
    kind: 'slab',
    movement: null,
    score: 10 + row.rank,
    noise: null,
    energyKwh: 1000,
    usualRatio: 1,
    trend: [],
    gap: null,
    isPartlyEstimated: false,
    chanceAheadOfNext: null,
    ...row,
  };
}
