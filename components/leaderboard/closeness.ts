import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

/** Below this chance an order is "too close to call". */
const sureFrom = 0.8;

/** Without a known chance, a gap of less than this share of the score counts as close. */
export const closeShare = 0.01;

/** Whether the order of two neighbours could as well be the other way round. */
export function isTooClose(ahead: RankedRow, behind: RankedRow, lens: Lens): boolean {
  if (ahead.chanceAheadOfNext !== null) return ahead.chanceAheadOfNext < sureFrom;
  return Math.abs(behind.score - ahead.score) < Math.max(TIE_PRECISION[lens], Math.abs(ahead.score) * closeShare);
}

/** The chance of each order in whole per cent, "54 to 46"; null when it is not known or the order is sure. */
export function callOdds(ahead: RankedRow): { readonly ahead: number; readonly behind: number } | null {
  if (ahead.chanceAheadOfNext === null || ahead.chanceAheadOfNext >= sureFrom) return null;
  const percent = Math.round(ahead.chanceAheadOfNext * 100);
  return { ahead: percent, behind: 100 - percent };
}
