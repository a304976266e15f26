import type { Lens } from '#core/ranking/rules.ts';

/** What the organisers announced of a final week, and what follows from its places. */
export type AnnouncementView = {
  readonly lens: Lens;
  readonly announcedAt: string;
  /** The week was corrected since: the words are about the places announced then. */
  readonly isCorrected: boolean;
  /** Safe markup; null where nothing was said. */
  readonly messageHtml: string | null;
  readonly prize: string | null;
  readonly season: { readonly name: string; readonly path: string; readonly prizes: readonly string[] } | null;
  readonly leagues: readonly AnnouncedLeagueView[];
};

export type AnnouncedLeagueView = {
  readonly league: string | null;
  /** The first three places; more where they are shared. */
  readonly places: readonly AnnouncedPlaceView[];
  readonly mostImproved: { readonly places: number; readonly dorms: readonly { dorm: string; name: string }[] } | null;
  readonly seasonSoFar: readonly AnnouncedPlaceView[];
};

export type AnnouncedPlaceView = {
  readonly dorm: string;
  readonly name: string;
  readonly rank: number;
  readonly score: number | null;
};
