export type HeroKey = 'unranked' | 'unknown' | 'first' | `${'under' | 'same' | 'over'}-${'up' | 'same' | 'down' | 'new'}`;

/** Which headline a dorm's week gets: its use against its usual, and where its place went. */
export function heroKey(week: {
  readonly usualRatio: number | null;
  readonly movement: number | null;
  readonly rank: number | null;
}): HeroKey {
  if (week.rank === null) return 'unranked';
  if (week.usualRatio === null) return 'unknown';
  const change = Math.round((week.usualRatio - 1) * 100);
  const use = change === 0 ? 'same' : change < 0 ? 'under' : 'over';
  if (week.rank === 1 && use === 'under') return 'first';
  return `${use}-${directionOf(week.movement)}`;
}

const directionOf = (movement: number | null) =>
  movement === null ? 'new' : movement === 0 ? 'same' : movement > 0 ? 'up' : 'down';
