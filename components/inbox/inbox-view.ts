import type { Problem } from '#core/meter-files/problem.ts';

/** A label in files that nobody has placed. Instants are ISO strings. */
export interface UnknownMeterRow {
  readonly label: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Null where a file names it once for all its rows. */
  readonly rows: number | null;
  readonly files: number;
  readonly sample: { readonly importId: number; readonly fileName: string; readonly row: number | null };
}

/** A file that came by itself and does not go in without a human. */
export interface WaitingRow {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly at: string;
  readonly channel: 'page' | 'api' | 'command' | 'watch';
  readonly why: readonly Problem[];
  readonly refused: number;
}

export const REGISTER_CHOICES = ['rollover', 'reset', 'swap', 'mistake', 'real'] as const;
export type RegisterChoice = (typeof REGISTER_CHOICES)[number];

/** A register's value that is held; values are what the instrument showed, in `unit`. */
export interface HeldRegisterRow {
  readonly meterId: number;
  readonly label: string;
  readonly dorm: string;
  readonly kind: 'register-drop' | 'register-jump';
  readonly unit: string;
  readonly at: string;
  readonly shown: number;
  readonly beforeAt: string;
  readonly before: number;
  readonly file: { readonly importId: number; readonly fileName: string; readonly row: number };
  /** So many later values wait for the same answer. */
  readonly others: number;
  readonly lastAt: string;
  /** Answers that can be, the likeliest first; `digits` where they are known. */
  readonly choices: readonly { readonly answer: RegisterChoice; readonly digits: number | null }[];
}

/** A value that is over its meter's limit and does not count. Times are ISO strings. */
export interface HeldValueRow {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly kwh: number;
  readonly kw: number;
  readonly file: { readonly importId: number; readonly fileName: string; readonly row: number };
}

/** A meter's held values: only the first are listed, `count` is all of them. */
export interface HeldMeterRow {
  readonly meterId: number;
  readonly label: string;
  readonly dorm: string;
  readonly limitKw: number;
  readonly count: number;
  readonly values: readonly HeldValueRow[];
}

/** What staff said of values: decisions of one moment and reason are one. */
export interface DecidedRow {
  readonly ids: readonly number[];
  readonly meterId: number;
  readonly label: string;
  readonly decision: 'accept' | 'refuse';
  readonly reason: string;
  readonly email: string | null;
  readonly at: string;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** A label that is not asked about, and why. */
export interface IgnoredRow {
  readonly label: string;
  readonly reason: string;
  readonly email: string | null;
  readonly at: string;
}

/** Another name of a meter. */
export interface AliasRow {
  readonly label: string;
  readonly meterId: number;
  readonly meter: string;
  readonly email: string | null;
  readonly at: string;
}

export interface InboxView {
  readonly unknownMeters: readonly UnknownMeterRow[];
  readonly waiting: readonly WaitingRow[];
  readonly registers: readonly HeldRegisterRow[];
  readonly values: readonly HeldMeterRow[];
  readonly decided: readonly DecidedRow[];
  readonly ignored: readonly IgnoredRow[];
  readonly aliases: readonly AliasRow[];
  readonly dorms: readonly { readonly id: number; readonly name: string }[];
  readonly meters: readonly { readonly id: number; readonly label: string }[];
}

/** Where a row is, and whether the reader may answer. */
export interface InboxPlace {
  readonly campus: string;
  readonly timeZone: string;
  readonly canAnswer: boolean;
}
