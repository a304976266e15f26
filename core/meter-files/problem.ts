/**
 * Something an import found in a file. Problems are data: they are counted, shown, stored and translated, never thrown.
 *
 * `row` is the physical line in the file, header included, from 1; null when the problem is about the whole file.
 * `column` is the column's name, or its number from 1 where there is no header; null when the whole row is meant.
 * `found` is what stood there, shortened to 200 characters. `params` feed the sentences for "expected" and "remedy",
 * which live in messages/<locale>/problems.json under the problem's kind. In a file that holds others (an archive, a
 * workbook) `params.file` names the one inside; `params.meter` names the meter where one line holds several.
 */
export interface Problem {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly row: number | null;
  readonly column: string | null;
  readonly found: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * refused: the row does not count. held: the row is kept apart until staff decide. warning: it counts, look at it.
 * info: nothing is wrong, but staff may wonder.
 */
export type Severity = 'refused' | 'held' | 'warning' | 'info';

export const PROBLEM_KINDS = [
  // the whole file
  'empty-file',
  'no-usable-row',
  'unreadable-file',
  'layout-unknown',
  'layout-ambiguous',
  'answer-unusable',
  'too-many-columns',
  'too-many-meters',
  'label-in-doubt',
  'date-order-ambiguous',
  'unit-unknown',
  'meter-not-given',
  'no-consumption-channel',
  'header-missing',
  'channel-left-out',
  'zone-disagrees',
  'zone-unknown',
  'kind-differs',
  'more-of-the-same',
  // archives and workbooks
  'archive-damaged',
  'archive-too-large',
  'archive-encrypted',
  'archive-nested',
  'archive-unsupported',
  'file-left-out',
  'workbook-unsupported',
  'doctype',
  // a row
  'row-too-short',
  'row-too-long',
  'record-misplaced',
  'value-missing',
  'value-bad',
  'value-negative',
  'value-implausible',
  'value-questionable',
  'quality-unknown',
  'quality-range-bad',
  'quantity-differs',
  'time-bad',
  'time-in-future',
  'time-before-records',
  'time-does-not-exist',
  'time-ambiguous',
  'length-unknown',
  'length-zero',
  'length-implausible',
  'length-differs',
  'sequence-assumed',
  'gap',
  'overlap',
  'conflict',
  'duplicates-unequal',
  'duplicates-incomplete',
  'superseded',
  'unknown-meter',
  'meter-ignored',
  'total-row',
  'line-left-out',
  'more-unknown-meters',
  'logger-error',
  'not-electricity',
  'too-coarse',
  'spike',
  'frozen',
  // temperatures
  'temperature-missing',
  'temperature-ambiguous',
  'temperature-unit-unknown',
  'temperature-implausible',
  'temperature-conflict',
  // lists of dorms and meters
  'column-missing',
  'cell-missing',
  'cell-bad',
  'dorm-unknown',
  // factors
  'factor-repeated',
  // registers
  'register-first',
  'register-drop',
  'register-jump',
  'register-rollover',
  'register-reset',
  'register-swap',
  'multiplier-changed',
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** A problem with its empty places filled in: about the whole file unless a row is given. */
export function problemFor(said: Pick<Problem, 'kind' | 'severity'> & Partial<Problem>): Problem {
  return { row: null, column: null, found: '', params: {}, ...said };
}

/** What the sentences about a problem are filled with. Their language knows no hyphen in a choice, hence no-time is no_time. */
export function problemWords({ params, found }: Pick<Problem, 'params' | 'found'>): Record<string, string> {
  const reason = params.reason === undefined ? {} : { reason: params.reason.replaceAll('-', '_') };
  return { ...UNSAID, ...params, ...reason, found };
}

/** Places in sentences that problems stored long ago leave open. */
const UNSAID = { reason: '', before: '', beforeAt: '', likely: '', digits: '' };
