import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { Gap } from '#components/leaderboard/leaderboard-view.ts';
import type { JudgedBy } from '#components/ui/judged-by.ts';
import type { CampusView, WeekView } from '#components/ui/site-view.ts';
import type { Unranked } from '#components/ui/use-reason.ts';
import type { EquivalentCode } from '#core/footprint/equivalents.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** What a dorm's page draws for one week. Energy in kWh, shares and ratios as fractions; null is known absence. */
export type DormView = {
  readonly campus: CampusView;
  readonly week: WeekView;
  readonly lens: Lens;
  readonly dorm: { readonly slug: string; readonly name: string; readonly kind: DormKind };
  /** Energy over its usual for the same days. */
  readonly usualRatio: number | null;
  readonly standing: DormStanding | null;
  /** Why there is no standing; null exactly when there is one. */
  readonly unranked: Unranked | null;
  readonly rankedCount: number;
  /** What the score was reckoned with; null under a lens that needs no past, and where it is not known. */
  readonly judgedBy: JudgedBy | null;
  /** One standard deviation of the score in ordinary weeks. */
  readonly noise: number | null;
  /** Its place this week under every lens on offer, this one among them; null where it has none. */
  readonly places: readonly LensPlace[];
  /** Up to two dorms above and below, this one among them, best first. */
  readonly ladder: readonly LadderRung[];
  /** Monday to Sunday; empty where the dorm's figures are not shown. */
  readonly days: readonly DayUse[];
  /** Up to twelve weeks, oldest first, this one last. */
  readonly history: readonly WeekRank[];
  readonly profile: UsualProfile | null;
  readonly advice: Advice | null;
  readonly receipt: ReceiptFigures | null;
  readonly footprint: Footprint | null;
  /** Something everyday that stands for the energy so far. */
  readonly footprintEquivalent: { readonly code: EquivalentCode; readonly count: number } | null;
  readonly paths: {
    readonly daysCsv: string | null;
    readonly historyCsv: string | null;
    readonly profileCsv: string | null;
    /** The last closed week's. */
    readonly receipt: { readonly week: string; readonly path: string } | null;
  };
};

export type DormStanding = {
  readonly rank: number;
  readonly movement: number | null;
  readonly score: number;
  readonly gap: Gap | null;
};

export type LensPlace = { readonly lens: Lens; readonly rank: number | null };

export type LadderRung = {
  readonly dorm: string;
  readonly name: string;
  readonly rank: number;
  readonly score: number;
  readonly noise: number | null;
  /** Chance that its lead over the next rung is real, 0.5 to 1. */
  readonly chanceAheadOfNext: number | null;
};

/** `over`: the day has ended; `running`: today; `to-come`; `missing`: ended without readings. */
export type DayUse = {
  /** `2026-11-16`. */
  readonly day: string;
  readonly state: 'over' | 'running' | 'to-come' | 'missing';
  readonly energyKwh: number | null;
  readonly usualKwh: number | null;
};

export type WeekRank = { readonly week: string; readonly rank: number | null };

/** A usual week: rows Monday to Sunday, one value a column, in kWh per hour. Columns are hours of the day, one or several wide. */
export type UsualProfile = {
  readonly columns: readonly { readonly fromHour: number; readonly toHour: number }[];
  readonly rows: readonly (readonly (number | null)[])[];
};

/** The one thing worth doing, chosen from the dorm's own profile. */
export type Advice =
  | { readonly code: 'evening-peak'; readonly hour: number; readonly aboveMean: number }
  | { readonly code: 'night-base'; readonly shareOfMean: number }
  | { readonly code: 'weekend'; readonly aboveWeekdays: number };

export type ReceiptFigures = {
  readonly measuredKwh: number;
  /** Part of the measured sum that is estimated. */
  readonly estimatedKwh: number;
  /** Counted for time without readings, on top of the sum. */
  readonly filledKwh: number;
  readonly coverage: number;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly score: number;
};

export type Footprint = {
  readonly co2eKg: number | null;
  readonly cost: { readonly amount: number; readonly currency: string } | null;
};
