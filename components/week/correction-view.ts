import type { CampusView } from '#components/ui/site-view.ts';
import type { Unranked } from '#components/ui/use-reason.ts';
import type { EditionView } from '#components/week/week-page-view.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** A week as it was announced beside each of its corrections. */
export type EditionsPageView = {
  readonly campus: CampusView;
  /** `2026-W46` */
  readonly week: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly lens: Lens;
  /** An instant; null while the week is not final. */
  readonly announcedAt: string | null;
  /** Newest first. */
  readonly corrections: readonly CorrectionView[];
  /** Oldest first. */
  readonly editions: readonly EditionView[];
  readonly methodVersion: string;
  readonly csvPath: string;
  readonly jsonPath: string;
};

export type CorrectionView = {
  readonly edition: number;
  readonly correctedAt: string;
  readonly reason: string | null;
  /** In the order of the correction. */
  readonly rows: readonly CorrectedRow[];
};

/** Null: the dorm is not in that edition. */
export type CorrectedRow = {
  readonly dorm: string;
  readonly name: string;
  readonly announced: PlaceView | null;
  readonly corrected: PlaceView | null;
};

export type PlaceView =
  | { readonly rank: number; readonly score: number }
  | { readonly rank: null; readonly score: null; readonly why: Unranked };

/** Every correction of a campus, newest first; `isCut`: there are older ones. */
export type CorrectionsPageView = {
  readonly campus: CampusView;
  readonly corrections: readonly (CorrectionView & { readonly week: string; readonly lens: Lens })[];
  readonly isCut: boolean;
};
