/** A dorm may swing by this share before its line reaches the edge, so that quiet weeks look quiet. */
const leastSwing = 0.1;

/**
 * Score histories as heights from -1 to 1 around each dorm's own mean, drawn to one scale so that lines compare;
 * scores are better when lower, and up is better here.
 */
export function trendHeights(trends: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const deviations = trends.map(deviationsFromMean);
  const swings = deviations.flat().map((deviation) => Math.abs(deviation ?? 0));
  const scale = Math.max(leastSwing, ...swings);
  return deviations.map((line) => line.map((deviation) => (deviation === null ? null : deviation / scale)));
}

function deviationsFromMean(scores: readonly (number | null)[]): (number | null)[] {
  const known = scores.filter((score) => score !== null);
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  return scores.map((score) => (score === null ? null : mean === 0 ? 0 : (mean - score) / mean));
}
