import type { Problem, ProblemKind, Severity } from '#core/meter-files/problem.ts';
import { storableText, storableTexts } from '#core/meter-files/storable-text.ts';

const LONGEST_PARAM = 2000;
const MOST_REFUSED = 1000;
const MOST_WARNINGS = 200;

/** What to say about a row or file; the rest of a `Problem` is filled in. */
export interface Finding {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly row: number | null;
  readonly column?: string | null;
  readonly found?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** A problem out of a finding: what the file says shortened, what was left out made explicit. */
export function problemOf({ kind, severity, row, column, found, params }: Finding): Problem {
  const name = column === null || column === undefined ? null : storableText(column);
  return {
    kind,
    severity,
    row,
    column: name,
    found: storableText(found ?? ''),
    params: storableTexts(params ?? {}, LONGEST_PARAM),
  };
}

/**
 * Problems of one file as they are found. Of each kind and severity the first thousand refused, held or informed rows and the
 * first 200 warnings are listed; `closing` counts the rest, so that no row disappears silently and memory stays flat.
 */
export class ProblemList {
  #found: Problem[] = [];
  readonly #counts = new Map<string, { count: number; kind: ProblemKind; severity: Severity }>();

  add(finding: Finding): void {
    const { kind, severity } = finding;
    const key = `${kind} ${severity}`;
    const tally = this.#counts.get(key) ?? { count: 0, kind, severity };
    tally.count += 1;
    this.#counts.set(key, tally);
    if (tally.count <= mostOf(severity)) this.#found.push(problemOf(finding));
  }

  /** As `add`, but listed however many there are: for what there can only be few of. */
  addAlways(finding: Finding): void {
    this.#found.push(problemOf(finding));
  }

  /** The problems found since the last call. */
  take(): readonly Problem[] {
    const taken = this.#found;
    this.#found = [];
    return taken;
  }

  /** One `more-of-the-same` for each kind that was cut short, with the number of problems left out. */
  closing(): readonly Problem[] {
    return [...this.#counts.values()]
      .filter(({ count, severity }) => count > mostOf(severity))
      .map(({ count, kind, severity }) =>
        problemOf({ kind: 'more-of-the-same', severity, row: null, params: { kind, count: String(count - mostOf(severity)) } }),
      );
  }
}

function mostOf(severity: Severity): number {
  return severity === 'warning' ? MOST_WARNINGS : MOST_REFUSED;
}
