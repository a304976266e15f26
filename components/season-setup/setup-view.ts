import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { LensFairnessView } from '#components/fairness/fairness-view.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { DraftProblem, SeasonDraft } from '#core/ranking/season-draft.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** new: set up; planned: all of it may change; running: what may still change, with a reason. */
export type SetupMode = 'new' | 'planned' | 'running';

/** All that the form shows and holds a draft against, as plain values. Weeks are Mondays. */
export type SetupView = {
  readonly campus: string;
  readonly mode: SetupMode;
  /** The season that is changed, or that the new one is made after. */
  readonly of: { readonly slug: string; readonly name: string } | null;
  readonly thisWeek: string;
  readonly start: SeasonDraft;
  readonly weeks: readonly SetupWeek[];
  readonly dorms: readonly SetupDorm[];
  readonly breaks: readonly { readonly firstDay: string; readonly lastDay: string; readonly name: string }[];
  /** The campus's other seasons. */
  readonly others: readonly {
    readonly slug: string;
    readonly name: string;
    readonly firstWeek: string;
    readonly lastWeek: string;
  }[];
  readonly fairness: {
    readonly state: 'ready' | 'waiting';
    readonly lenses: readonly Omit<LensFairnessView, 'drawn'>[];
  };
};

export type SetupWeek = {
  readonly monday: string;
  /** Null while it is not over, and where nothing was measured. */
  readonly kwh: number | null;
  readonly wholeDorms: number;
  readonly isOver: boolean;
  readonly isOrdinary: boolean;
};

export type SetupDorm = {
  readonly slug: string;
  readonly name: string;
  readonly kind: DormKind;
  /** The league it belongs to outside any season. */
  readonly league: string | null;
  readonly residents: number | null;
  readonly hasArea: boolean;
  /** Why it could not be ranked last week. */
  readonly reason: UnrankedReason | null;
  readonly isPublic: boolean;
};

/** What the form's action answers. */
export type SetupState = {
  /** Counts answers. */
  readonly turn: number;
  /** As it was sent; null before the first time. */
  readonly draft: SeasonDraft | null;
  readonly reason: string;
  readonly problems: readonly DraftProblem[];
  /** busy: the weeks are being reckoned by the worker just now. */
  readonly rehearsal: RehearsalView | 'busy' | null;
};

export const NOT_SENT: SetupState = { turn: 0, draft: null, reason: '', problems: [], rehearsal: null };

export type SetupAction = (before: SetupState, form: FormData) => Promise<SetupState>;

export type RehearsalView = {
  readonly lens: Lens;
  /** Days: a Monday and a Sunday; null: too few weeks are over. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly weekCount: number;
  readonly weeksThere: number;
  readonly kind: 'ordinary' | 'season' | 'break';
  readonly leagues: readonly RehearsedLeague[];
};

export type RehearsedLeague = {
  readonly league: string | null;
  readonly ranked: number;
  readonly total: number;
  readonly rows: readonly PlacedDorm[];
  readonly unranked: readonly string[];
};

/** A dorm with its place. */
export type PlacedDorm = {
  readonly dorm: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly rank: number;
  readonly score: number;
  readonly usualRatio: number | null;
  readonly weeksCounted: number;
  readonly weeksMissed: number;
};
