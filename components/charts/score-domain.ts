import { isOfPast, type Lens } from '#core/ranking/rules.ts';

export type ScoreDomain = { readonly least: number; readonly most: number };

/** The ends of a scale that holds every score with its noise. Zero stands at the left, or in the middle where scores have a sign. */
export function scoreDomain(rows: readonly { readonly score: number; readonly noise: number | null }[], lens: Lens): ScoreDomain {
  const most = Math.max(...rows.map(({ score, noise }) => (isOfPast(lens) ? Math.abs(score) : score) + (noise ?? 0)), 0);
  return { least: isOfPast(lens) ? -most : 0, most };
}
