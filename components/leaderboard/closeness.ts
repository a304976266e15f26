import { isTooCloseToCall } from '#core/ranking/how-sure.ts';
import { isOfPast, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

/** A score, and the chance that its lead over the next one is real; null where that is not known. */
export type Placed = { readonly score: number; readonly chanceAheadOfNext: number | null };

/** Without a known chance, a gap of less than this share of the score counts as close. */
export const closeShare = 0.01;

/** The same where scores lie around zero and have no share: so many steps of the precision at which ties are called. */
const closeSteps = 10;

/** Whether the order of two neighbours could as well be the other way round. */
export function isTooClose(ahead: Placed, behind: Placed, lens: Lens): boolean {
  return isTooCloseToCall(ahead.chanceAheadOfNext) ?? Math.abs(behind.score - ahead.score) < closeGap(ahead.score, lens);
}

/** The gap below which two scores count as close while no chance is known. */
export function closeGap(score: number, lens: Lens): number {
  if (isOfPast(lens)) return TIE_PRECISION[lens] * closeSteps;
  return Math.max(TIE_PRECISION[lens], Math.abs(score) * closeShare);
}

/** The chance of each order in whole per cent, "54 to 46"; null when it is not known or the order is sure. */
export function callOdds(ahead: Placed): { readonly ahead: number; readonly behind: number } | null {
  if (ahead.chanceAheadOfNext === null || isTooCloseToCall(ahead.chanceAheadOfNext) !== true) return null;
  const percent = Math.round(ahead.chanceAheadOfNext * 100);
  return { ahead: percent, behind: 100 - percent };
}
