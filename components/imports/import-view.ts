import type { Guess, ReadOptions } from '#core/meter-files/meter-file.ts';
import type { Problem, ProblemKind, Severity } from '#core/meter-files/problem.ts';

/** What staff said about a file. */
export interface ChosenOptions extends ReadOptions {
  readonly allowReset?: boolean;
  readonly replace?: boolean;
  readonly createMeters?: boolean;
}

export interface ReadingCounts {
  readonly new: number;
  readonly same: number;
  readonly replaced: number;
}

/** Problems of one kind: how many, and the first of them. */
export interface ProblemGroup {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly count: number;
  /** Steps of registers that values are held for: one may hold all values after it. Null for other kinds. */
  readonly steps: number | null;
  readonly first: readonly Problem[];
}

/** A dorm's place this week before and after; null is unranked. Scores are in the lens's unit. */
export interface BoardMove {
  readonly dorm: string;
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
}

export interface BoardEffectView {
  readonly weekId: string;
  /** Every dorm, in the order after. */
  readonly standings: readonly BoardMove[];
  /** Ids of published weeks that would be looked at again. */
  readonly publishedWeeks: readonly string[];
}

/** A meter of the picture. Figures of its cells are told apart by place: the n-th is of the n-th cell. */
export interface MeterPictureView {
  readonly label: string;
  readonly dorm: string;
  readonly isRegister: boolean;
  readonly stepSeconds: number | null;
  readonly energyKwh: number;
  readonly counts: Readonly<Record<'new' | 'same' | 'replaced' | 'held' | 'refused', number>>;
  readonly gapSeconds: number;
  /** Intervals too long to be told by day: there is nothing to draw. */
  readonly isCoarse: boolean;
  readonly cells: readonly PictureCellView[];
}

/** kWh, the part of it that is estimated, the part of the time that is missing (0 to 1), new, held. */
export type PictureCellView = readonly [kwh: number, estimated: number, missing: number, isNew: 0 | 1, isHeld: 0 | 1];

/** The file's meters over its time, those that need a look first. Instants are ISO strings. */
export interface PictureView {
  readonly unit: 'hour' | 'day' | 'week' | 'month';
  /** The first day of each cell, for hours with the hour: 2026-11-16T07. */
  readonly keys: readonly string[];
  readonly firstAt: string;
  readonly lastAt: string;
  readonly meterCount: number;
  readonly completeCount: number;
  readonly meters: readonly MeterPictureView[];
}

/** The import whose answers were taken over, and those that were; `on` is an instant. */
export interface ProfileView {
  readonly importId: number;
  readonly fileName: string;
  readonly on: string;
  readonly options: ChosenOptions;
}

export interface PreviewView {
  readonly state: 'previewed' | 'refused' | 'known' | 'committed';
  /** The import in which the same file is known. */
  readonly knownImport: number | null;
  readonly readings: ReadingCounts;
  readonly energyKwh: number;
  readonly options: ChosenOptions;
  readonly guesses: readonly Guess[];
  readonly questions: readonly Problem[];
  readonly groups: readonly ProblemGroup[];
  /** Labels that no dorm has, as far as they are listed. */
  readonly unknownMeters: readonly string[];
  readonly profile: ProfileView | null;
  /** Meters that were named for files like this one. */
  readonly suggestedMeters: readonly string[];
  readonly picture: PictureView | null;
  readonly board: BoardEffectView | null;
}

export interface DormChoice {
  readonly slug: string;
  readonly name: string;
}

/** What the review of a received file knows beside its preview. */
export interface ReviewPlace {
  readonly campus: string;
  readonly timeZone: string;
  readonly importId: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly dorms: readonly DormChoice[];
  /** Labels of the meters that have a dorm. */
  readonly meters: readonly string[];
  readonly canCommit: boolean;
  /** How it came, and when (an ISO instant). */
  readonly channel: ImportRow['channel'];
  readonly receivedAt: string;
}

/** A line of the list of imports; instants are ISO strings. */
export interface ImportRow {
  readonly id: number;
  readonly subject: 'readings' | 'temperatures';
  readonly fileName: string;
  readonly bytes: number;
  readonly state: 'received' | 'committed' | 'undone';
  readonly channel: 'page' | 'api' | 'command' | 'watch';
  readonly email: string | null;
  readonly at: string;
  readonly undoneAt: string | null;
  readonly readings: ReadingCounts | null;
  readonly energyKwh: number | null;
  /** Days that a file of temperatures tells of. */
  readonly days: number | null;
  readonly problems: Readonly<Record<Severity, number>> | null;
}

/** How an action ended; `code` is a key of the errors' words. */
export type ActionState =
  | { readonly status: 'idle' }
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly code: string };

/** An action of the page, as forms call it. */
export type FormAction = (before: ActionState, form: FormData) => Promise<ActionState>;

export const IDLE: ActionState = { status: 'idle' };
