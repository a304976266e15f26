import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import type { AnnouncementView } from '#components/week/announcement-view.ts';

/** A closed week: its board as it was published, and what was published when. */
export type WeekPageView = {
  /** `lastClosed` is not drawn here. */
  readonly board: LeaderboardView;
  readonly methodVersion: string;
  /** Oldest first. */
  readonly editions: readonly EditionView[];
  /** Null while the result is not final. */
  readonly announcement: AnnouncementView | null;
  /** ISO weeks, null at either end. */
  readonly previousWeek: string | null;
  readonly nextWeek: string | null;
};

export type EditionView = {
  readonly edition: number;
  readonly state: 'provisional' | 'final' | 'corrected';
  readonly publishedAt: string;
  /** The organisers' words; a correction always has them. */
  readonly reason: string | null;
  /** Short digest by which a copy can be compared. */
  readonly digest: string;
};
