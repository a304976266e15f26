import type { FileSource, ReadOptions, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Transaction } from '#db/transaction.ts';

/** What staff said about the file and what should become of it. */
export interface ImportOptions extends ReadOptions {
  /** A register that drops began again from zero. */
  readonly allowReset?: boolean;
  /** A different value takes the place of the one in effect. */
  readonly replace?: boolean;
  /** Commit nothing if any row is refused. */
  readonly strict?: boolean;
  /** Make a dorm and a meter for each label that is not known. */
  readonly createMeters?: boolean;
}

export interface ImportRequest {
  readonly campus: Campus;
  readonly source: FileSource;
  readonly sha256: Buffer;
  readonly options: ImportOptions;
  readonly channel: 'page' | 'api' | 'command' | 'watch';
  /** preview: everything that commit does, then back to the state before. */
  readonly mode: 'commit' | 'preview';
  readonly now: Date;
  readonly personId?: number;
  readonly idempotencyKey?: string;
  /** The import that was received on the page, which this commits. */
  readonly received?: number;
  /** What earlier files of this look taught is applied where `options` say nothing. */
  readonly usesProfiles?: boolean;
  /** Set while the request is carried out: what the sender said, before a profile added to it. */
  readonly told?: ImportOptions;
  /** A kept file is read again for meters that are known by now: only these labels' rows go in. */
  readonly reread?: { readonly importId: number; readonly labels: ReadonlySet<string> };
  /** Called now and then with the share of the file that has been read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Called as each stage begins. */
  readonly onStage?: (stage: ImportStage) => void;
  /** Asked inside the transaction once everything is in place: what a preview shows beside the result. */
  readonly inspect?: (transaction: Transaction, problems: readonly Problem[]) => Promise<void>;
}

/** What an import does one after the other: waiting for another one, reading the file, and so on. comparing: for previews only. */
export type ImportStage = 'waiting' | 'reading' | 'checking' | 'storing' | 'totalling' | 'comparing';

/** committed: it is in. known: the same file is in already. previewed: it would go in. refused: nothing was stored. */
export interface ImportResult {
  readonly import: number | null;
  readonly state: 'committed' | 'known' | 'previewed' | 'refused';
  readonly readings: { readonly new: number; readonly same: number; readonly replaced: number };
  /** Over the accepted rows (new, same and replaced), decimal text, exact. */
  readonly energyKwh: string;
  readonly problems: readonly Problem[];
  readonly understanding: Understanding | null;
  /** The earlier import whose options were taken over where nothing was said, and which they are. */
  readonly profile?: AppliedProfile | null;
  /** Meters that were named for files of this look, where this one needs a meter. */
  readonly suggestedMeters?: readonly string[];
}

export interface AppliedProfile {
  readonly import: number;
  readonly options: ImportOptions;
}
