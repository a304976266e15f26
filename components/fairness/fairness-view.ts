import type { SavedPercent } from '#core/ranking/fairness.ts';
import type { Lens } from '#core/ranking/rules.ts';

type Power = Readonly<Record<SavedPercent, number | null>>;

/** How fair one way to count was over past weeks; shares are 0 to 1, null where they cannot be told. */
export type LensFairnessView = {
  readonly lens: Lens;
  /** Weeks in which anybody was ranked this way, and how many dorms were, on average. */
  readonly weeks: number;
  readonly dorms: number;
  readonly evenness: number | null;
  readonly percentile: number | null;
  readonly power: Power;
  readonly seasonPower: Power;
  readonly luck: number | null;
  /** Weeks won, the most first; a tie shares its week. */
  readonly winners: readonly { readonly dorm: string; readonly name: string; readonly weeks: number }[];
  /** The winners of each week, `2026-W40`, by their slugs. */
  readonly drawn: readonly { readonly week: string; readonly dorms: readonly string[] }[];
};

export type FairnessView = {
  readonly campus: { readonly slug: string; readonly name: string };
  /** waiting: to be reckoned. */
  readonly state: 'ready' | 'waiting';
  /** First and last day of the weeks; null without any. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly lenses: readonly LensFairnessView[];
  readonly csvPath: string;
};

/** What staff see before they announce a season's rules. */
export type PlaceboView = {
  readonly leagues: readonly string[];
  readonly league: string | null;
  readonly lens: Lens;
  readonly seasonWeeks: number;
  /** Runs of past weeks as long as a season under the lens chosen, and who won them. */
  readonly season: { readonly runs: number; readonly winners: readonly { readonly name: string; readonly won: number }[] };
  readonly lenses: readonly LensFairnessView[];
};

/** Fewer weeks than these say nothing of a way to count. */
export const LEAST_FAIRNESS_WEEKS = 6;

export function isEnough({ weeks }: Pick<LensFairnessView, 'weeks'>): boolean {
  return weeks >= LEAST_FAIRNESS_WEEKS;
}

/** The most weeks that one dorm would have won, and its share of them. */
export function mostWon({ winners, weeks }: LensFairnessView): { name: string; won: number; share: number } {
  const [first] = winners;
  return { name: first?.name ?? '', won: first?.weeks ?? 0, share: first === undefined || weeks === 0 ? 0 : first.weeks / weeks };
}
