/** Where the reader is; a page hands it to the shell. Paths have no language in front. */
export type SiteSection = 'board' | 'dorms' | 'weeks' | 'season' | 'method';

export type SiteView = {
  readonly campusName: string | null;
  readonly homePath: string;
  readonly links: readonly { readonly section: SiteSection; readonly path: string }[];
  readonly current: SiteSection | null;
  /** The page's own path, query included, for the switch of language. */
  readonly path: string;
};

export type CampusView = { readonly slug: string; readonly name: string; readonly timeZone: string };

/** A state only closes forward: open, ended (over, not counted yet), provisional, final, corrected. */
export type WeekState = 'open' | 'ended' | 'provisional' | 'final' | 'corrected';

export type WeekView = {
  /** ISO week, `2026-W47`. */
  readonly id: string;
  /** Monday and Sunday, `2026-11-16`. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WeekState;
  /** End of the newest reading, null before the first. */
  readonly dataUntil: string | null;
  readonly closesAt: string;
  /** Whole local days that count so far, 0 to 7. */
  readonly daysCounted: number;
};

/** 47 of `2026-W47`. */
export const weekNumber = (week: string): number => Number(week.slice(-2));
