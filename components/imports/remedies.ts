import type { ProblemGroup } from '#components/imports/import-view.ts';
import type { ProblemKind, Severity } from '#core/meter-files/problem.ts';

/** What is to be done about a problem. */
export const REMEDIES = ['meters', 'replace', 'held', 'registers', 'clock', 'units', 'mend', 'fetch', 'look', 'nothing'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Problems with one remedy; `count` is of meters for `meters`, of steps for `registers`, else of rows or places. */
export interface RemedyGroup {
  readonly remedy: Remedy;
  readonly severity: Severity;
  readonly count: number;
  readonly groups: readonly ProblemGroup[];
}

const BY_KIND: Partial<Record<ProblemKind, Remedy>> = {
  'unknown-meter': 'meters',
  conflict: 'replace',
  spike: 'held',
  'register-drop': 'registers',
  'register-jump': 'registers',
  'time-in-future': 'clock',
  'time-before-records': 'clock',
  'time-does-not-exist': 'clock',
  'time-ambiguous': 'clock',
  'zone-disagrees': 'clock',
  'value-implausible': 'units',
  'unit-unknown': 'units',
  'kind-differs': 'units',
  gap: 'fetch',
  'value-missing': 'fetch',
  'length-unknown': 'fetch',
  'duplicates-incomplete': 'fetch',
  'archive-damaged': 'fetch',
  'row-too-long': 'fetch',
};

const GRAVITY: readonly Severity[] = ['refused', 'held', 'warning', 'info'];

/**
 * Problems by what must be done about them, the grave ones first. What is only told needs nothing, and a warning that
 * nothing else is known for wants a look. `unknownMeters` is how many meters `unknown-meter` is about.
 */
export function byRemedy(groups: readonly ProblemGroup[], unknownMeters: number): RemedyGroup[] {
  const found = new Map<Remedy, ProblemGroup[]>();
  for (const group of groups) {
    const remedy = remedyOf(group);
    found.set(remedy, [...(found.get(remedy) ?? []), group]);
  }
  const worst = (some: readonly ProblemGroup[]) => Math.min(...some.map(({ severity }) => GRAVITY.indexOf(severity)));
  return [...found]
    .map(([remedy, own]): RemedyGroup => {
      const rows = own.reduce((total, { count, steps }) => total + (steps ?? count), 0);
      return {
        remedy,
        severity: GRAVITY[worst(own)] ?? 'info',
        count: remedy === 'meters' ? Math.max(1, unknownMeters) : rows,
        groups: own,
      };
    })
    .toSorted((a, b) => worst(a.groups) - worst(b.groups) || REMEDIES.indexOf(a.remedy) - REMEDIES.indexOf(b.remedy));
}

function remedyOf({ kind, severity }: ProblemGroup): Remedy {
  if (severity === 'info') return 'nothing';
  const known = BY_KIND[kind];
  if (known !== undefined) return known;
  return severity === 'warning' ? 'look' : severity === 'held' ? 'held' : 'mend';
}
