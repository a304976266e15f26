/**
 * A reading longer than this is kept for baselines but counts in no week's total: a whole week may lie inside it, and how
 * its energy fell on the days nobody has seen.
 */
export const LONGEST_RANKED_SECONDS = 8 * 86_400;
