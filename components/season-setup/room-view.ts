import type { ListedSeasonView, SeasonLine } from '#components/season/season-view.ts';
import type { RehearsedLeague } from '#components/season-setup/setup-view.ts';
import type { WeekState } from '#components/ui/site-view.ts';

/** Running first, then planned, then past. */
export type SeasonsRoomView = { readonly campus: string; readonly seasons: readonly ListedSeasonView[] };

/** A season as its organisers see it. */
export type StaffSeasonView = SeasonLine & {
  readonly campus: string;
  readonly prizes: readonly string[];
  readonly leagues: readonly RehearsedLeague[];
  readonly weeks: readonly StaffSeasonWeek[];
  /** Dorms too small to be shown to everyone. */
  readonly hidden: readonly string[];
  /** How often its rules changed since it began. */
  readonly changes: number;
};

/** ended: over and not closed. */
export type StaffSeasonWeek = {
  readonly week: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WeekState | 'ahead';
};
