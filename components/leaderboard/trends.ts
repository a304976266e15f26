import { isOfPast, isRatio, type Lens } from '#core/ranking/rules.ts';

/** A dorm may swing this far before its line reaches the edge, so that quiet weeks look quiet: a tenth, or one ordinary up or down. */
const leastSwing = (lens: Lens): number => (isOfPast(lens) && !isRatio(lens) ? 1 : 0.1);

/**
 * Score histories as heights from -1 to 1, drawn to one scale so that lines compare; up is better under every lens. The
 * middle is a dorm's own mean, or zero where zero already is the dorm's own ordinary week.
 */
export function trendHeights(trends: readonly (readonly (number | null)[])[], lens: Lens): (number | null)[][] {
  const lines = isOfPast(lens) ? trends : trends.map(savingsAgainstMean);
  const swings = lines.flat().map((height) => Math.abs(height ?? 0));
  const scale = Math.max(leastSwing(lens), ...swings);
  return lines.map((line) => line.map((height) => (height === null ? null : height / scale)));
}

/** Scores of which less is better, as shares below their mean. */
function savingsAgainstMean(scores: readonly (number | null)[]): (number | null)[] {
  const known = scores.filter((score) => score !== null);
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  return scores.map((score) => (score === null ? null : mean === 0 ? 0 : (mean - score) / mean));
}
