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
  /** The import whose file looked alike; `on` is an instant. */
  readonly like: { readonly fileName: string; readonly on: string } | null;
  /** The file is a table of text, so that its refused rows can be handed back. */
  readonly isTable: boolean;
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
}

/** A line of the list of imports; instants are ISO strings. */
export interface ImportRow {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: 'received' | 'committed' | 'undone';
  readonly channel: 'page' | 'api' | 'command' | 'watch';
  readonly email: string | null;
  readonly at: string;
  readonly undoneAt: string | null;
  readonly readings: ReadingCounts | null;
  readonly energyKwh: number | null;
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
