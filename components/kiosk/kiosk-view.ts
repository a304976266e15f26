import type { Advice, DormStanding } from '#components/dorm/dorm-view.ts';
import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { Headline } from '#components/leaderboard/headline.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import type { CampusView, WeekState, WeekView } from '#components/ui/site-view.ts';
import type { Unranked } from '#components/ui/use-reason.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** What a hall screen draws, and what it asks for again every minute. Ratios as fractions; null is known absence. */
export type KioskView = {
  /** The build of the pages that drew this: a screen of another one loads itself anew. */
  readonly build: string;
  readonly campus: CampusView;
  readonly week: WeekView;
  /** The week's last moment, an instant. */
  readonly endsAt: string;
  readonly lens: Lens;
  readonly news: Headline;
  /** Best first. */
  readonly rows: readonly KioskRow[];
  readonly unrankedCount: number;
  readonly campusUsualRatio: number | null;
  /** The season the week belongs to, and the week's place in it. */
  readonly season: { readonly name: string; readonly number: number; readonly weekCount: number } | null;
  readonly lastClosed: { readonly week: string; readonly state: WeekState; readonly winners: readonly string[] } | null;
  /** What the organisers said of the last closed week; null until it is announced. */
  readonly announced: KioskAnnounced | null;
  /** The dorm in whose hall the screen hangs; null on a campus's own. */
  readonly dorm: KioskDorm | null;
};

export type KioskRow = Pick<RankedRow, 'dorm' | 'name' | 'kind' | 'rank' | 'movement' | 'score' | 'usualRatio'>;

export type KioskHouse = Pick<KioskRow, 'dorm' | 'name' | 'kind' | 'usualRatio'>;

export type KioskAnnounced = {
  readonly week: string;
  readonly isCorrected: boolean;
  /** Who came first, by league; empty where nobody could be ranked. */
  readonly leagues: readonly { readonly league: string | null; readonly winners: readonly string[] }[];
  /** The only winner's house as it was lit that week; null where several won, or it is not known. */
  readonly house: KioskHouse | null;
  /** Who gained most places; null where there are leagues, or nobody did. */
  readonly improved: { readonly names: readonly string[]; readonly places: number } | null;
  /** The beginning of the message as plain lines; null where nothing was said. */
  readonly message: string | null;
  readonly prize: string | null;
};

export type KioskDorm = {
  readonly slug: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly usualRatio: number | null;
  readonly standing: DormStanding | null;
  readonly unranked: Unranked | null;
  readonly rankedCount: number;
  readonly advice: Advice | null;
};

/** Whether an answer is one: a network's sign-in page or an older server may answer in our place. */
export function isKioskView(value: unknown): value is KioskView {
  if (typeof value !== 'object' || value === null) return false;
  const { build, rows, week, announced } = value as Partial<Record<keyof KioskView, unknown>>;
  return typeof build === 'string' && Array.isArray(rows) && typeof week === 'object' && week !== null && announced !== undefined;
}
