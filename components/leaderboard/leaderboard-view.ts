import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { SeasonStripView } from '#components/season/season-view.ts';
import type { CampusView, WeekState, WeekView } from '#components/ui/site-view.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** What the board draws. Energy in kWh, shares and ratios as fractions; null is known absence. */
export type LeaderboardView = {
  readonly campus: CampusView;
  readonly week: WeekView;
  readonly lens: Lens;
  /** The lenses on offer and where each is shown, `lens` among them. */
  readonly lenses: readonly { readonly lens: Lens; readonly path: string }[];
  /** Lenses under which another dorm comes first. */
  readonly lensesThatDisagree: readonly Lens[];
  /** Best first. */
  readonly rows: readonly RankedRow[];
  readonly unranked: readonly UnrankedDorm[];
  /** Energy of all shown dorms over their usual for the same days. */
  readonly campusUsualRatio: number | null;
  readonly season: SeasonStripView | null;
  readonly csvPath: string;
  readonly lastClosed: ClosedWeek | null;
};

export type RankedRow = {
  /** Slug. */
  readonly dorm: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly rank: number;
  /** Places gained since last week, negative when lost; null when it had none. */
  readonly movement: number | null;
  /** In the lens's unit; see `IS_HIGHER_BETTER`. */
  readonly score: number;
  /** One standard deviation of the score in ordinary weeks. */
  readonly noise: number | null;
  /** Measured kWh. */
  readonly energyKwh: number;
  /** Energy over its usual for the same days. */
  readonly usualRatio: number | null;
  /** Scores of up to six weeks, oldest first, this week last. */
  readonly trend: readonly (number | null)[];
  readonly gap: Gap | null;
  readonly isPartlyEstimated: boolean;
  /** Chance that its lead over the next row is real, 0.5 to 1. */
  readonly chanceAheadOfNext: number | null;
};

/** To the dorm just ahead; an amount of 0 shares its place. */
export type Gap = { readonly aheadName: string; readonly amount: number; readonly energyKwh: number | null };

export type UnrankedDorm = {
  readonly dorm: string;
  readonly name: string;
  readonly reason: UnrankedReason;
  /** Share of the week that is read at its least covered meter, and estimated at its most estimated one. */
  readonly coverage: number;
  readonly estimated: number;
};

export type ClosedWeek = {
  readonly id: string;
  readonly state: WeekState;
  readonly winners: readonly {
    readonly dorm: string;
    readonly name: string;
    readonly kind: DormKind;
    readonly usualRatio: number | null;
  }[];
};
