import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { PosterMessage } from '#components/poster/poster-message.ts';
import type { CampusView, WeekView } from '#components/ui/site-view.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** A closed week as a sheet of paper. Names are on one line and of a length. */
export type PosterView = {
  readonly campus: CampusView;
  readonly week: WeekView;
  readonly lens: Lens;
  readonly headline: string;
  readonly rankedCount: number;
  readonly dormCount: number;
  /** At most three: the first places, or the winners of the leagues. */
  readonly houses: readonly PosterHouse[];
  /** At most `MOST_LEAGUES`; of those with a place. */
  readonly leagues: readonly PosterLeague[];
  readonly leagueCount: number;
  /** Null outside a season. */
  readonly season: string | null;
  readonly prize: string | null;
  readonly message: PosterMessage | null;
  /** The week's page, whole. */
  readonly url: string;
};

export type PosterHouse = {
  readonly dorm: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly usualRatio: number | null;
  readonly rank: number;
};

export type PosterLeague = {
  readonly league: string | null;
  /** At most `MOST_PLACES`. */
  readonly places: readonly PosterPlace[];
  readonly placeCount: number;
  readonly improved: { readonly names: readonly string[]; readonly places: number } | null;
  readonly seasonSoFar: readonly PosterPlace[];
};

export type PosterPlace = { readonly dorm: string; readonly name: string; readonly rank: number; readonly score: number | null };

/** What a sheet has room for. */
export const MOST_LEAGUES = 3;
export const MOST_PLACES = 4;
