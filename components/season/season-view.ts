import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { CampusView, WeekState } from '#components/ui/site-view.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** A season by itself: what lists and strips show. Weeks are `2026-W47`, days the first Monday and the last Sunday. */
export type SeasonLine = {
  readonly slug: string;
  readonly name: string;
  readonly state: 'planned' | 'running' | 'ended';
  readonly lens: Lens;
  readonly firstWeek: string;
  readonly lastWeek: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Whole days until it begins; 0 once it has. */
  readonly daysToStart: number;
  readonly weekCount: number;
  readonly weeksOver: number;
  readonly dormCount: number;
};

/** Running first, then planned, then past, the newest first. */
export type SeasonListView = { readonly campus: CampusView; readonly seasons: readonly ListedSeasonView[] };

export type ListedSeasonView = SeasonLine & {
  /** First in their league so far; of a season that ended, its winners once it `isSettled`. */
  readonly leaders: readonly (SeasonLeaders & { readonly houses: readonly LeadingHouse[] })[];
  readonly isSettled: boolean;
};

/** A leader as a house in the street. */
export type LeadingHouse = Pick<SeasonRow, 'dorm' | 'kind' | 'usualRatio'>;

export type SeasonLeaders = { readonly league: string | null; readonly names: readonly string[] };

/** One season as everyone may see it. */
export type SeasonView = SeasonLine & {
  readonly campus: CampusView;
  /** Every week is final: nothing can move any more. */
  readonly isSettled: boolean;
  readonly leagues: readonly LeagueView[];
  readonly weeks: readonly SeasonWeekView[];
  readonly prizes: readonly string[];
  readonly rules: SeasonRulesView;
  /** Oldest first. */
  readonly changes: readonly SeasonChangeView[];
  readonly csvPath: string;
  readonly jsonPath: string;
};

export type LeagueView = {
  readonly league: string | null;
  readonly rows: readonly SeasonRow[];
  readonly unplaced: readonly {
    readonly dorm: string;
    readonly name: string;
    readonly reason: 'no-weeks' | 'left' | 'withheld';
  }[];
  /** Who stood where after each week that is over: dorms, best first. */
  readonly steps: readonly { readonly week: string; readonly order: readonly string[] }[];
};

export type SeasonRow = {
  readonly dorm: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly rank: number;
  readonly score: number;
  readonly usualRatio: number | null;
  readonly weeks: readonly SeasonCell[];
  readonly countedWeeks: readonly string[];
  readonly missedWeeks: readonly string[];
  /** 0.5 to 1; null: not known. */
  readonly chanceAheadOfNext: number | null;
};

export type SeasonCell = {
  readonly week: string;
  readonly outcome: 'counted' | 'missed' | 'apart' | 'void' | 'open';
  readonly rank: number | null;
  readonly score: number | null;
  readonly reason: UnrankedReason | 'not-in-season' | null;
};

/** `leaders`: first in their league; empty while nobody is ranked. */
export type SeasonWeekView = {
  readonly week: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WeekState | 'ahead';
  readonly leaders: readonly SeasonLeaders[];
};

export type SeasonRulesView = {
  /** An instant; null while they can still change. */
  readonly frozenAt: string | null;
  /** The season was added when its first week had begun. */
  readonly isLate: boolean;
  readonly digest: string | null;
  /** `2026-W40`; only saving is held against them. */
  readonly baselineWeeks: readonly string[];
  readonly breaks: readonly { readonly firstDay: string; readonly lastDay: string; readonly name: string }[];
  readonly leagues: readonly { readonly league: string | null; readonly dorms: readonly string[] }[];
};

/** Weeks as `2026-W47`; null what did not change. */
export type SeasonChangeView = {
  readonly at: string;
  readonly reason: string;
  readonly name: { readonly from: string; readonly to: string } | null;
  readonly prizes: readonly string[] | null;
  readonly lastWeek: { readonly from: string; readonly to: string } | null;
  readonly joined: { readonly names: readonly string[]; readonly week: string | null } | null;
  readonly left: { readonly names: readonly string[]; readonly week: string | null } | null;
};

/** What a week's page says of the season it belongs to. */
export type SeasonStripView = {
  readonly name: string;
  readonly path: string;
  /** The week's place in the season, from 1. */
  readonly number: number;
  readonly weekCount: number;
};
