import type { FileSource, Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { type Finding, problemOf } from '#core/meter-files/problem-list.ts';

/** Reads a file that was found inside another one. */
export type ReadInner = (file: { readonly source: FileSource; readonly context: ReadContext }) => Promise<MeterFileReading>;

/** A problem about the whole file. */
export function wholeFile(finding: Omit<Finding, 'row' | 'severity'> & Partial<Finding>): Problem {
  return problemOf({ severity: 'refused', row: null, ...finding });
}

/** A reading that yields nothing: its questions say why. */
export function refusedReading({
  format,
  guesses = [],
  questions,
}: {
  readonly format: string;
  readonly guesses?: readonly Guess[];
  readonly questions: readonly Problem[];
}): MeterFileReading {
  return { understanding: { format, guesses, questions, meters: [] }, meters: [], async *batches() {} };
}
