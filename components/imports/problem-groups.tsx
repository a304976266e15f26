'use client';

import { useTranslations } from 'next-intl';
import type { ProblemGroup } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import type { Problem, ProblemKind } from '#core/meter-files/problem.ts';

interface ProblemGroupsProps {
  readonly groups: readonly ProblemGroup[];
  readonly canCommit: boolean;
  readonly choose?: ReviewActions['choose'];
}

/** Problems by kind with their count, the first of each, what was expected and what to do. */
export function ProblemGroups({ groups, canCommit, choose }: ProblemGroupsProps) {
  const t = useTranslations('imports.problems');
  if (groups.length === 0) return <p className="mt-5 border-t border-line pt-4 text-soft">{t('none')}</p>;
  return (
    <ul className="mt-5">
      {groups.map((group) => (
        <li
          key={`${group.kind} ${group.severity}`}
          className="grid grid-cols-[3.5rem_1fr] gap-x-4 border-t border-line py-4 sm:grid-cols-[4.5rem_1fr]"
        >
          <Count group={group} />
          <GroupWords group={group} />
          {canCommit && choose !== undefined ? <Remedy kind={group.kind} choose={choose} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Count({ group: { count, severity } }: { readonly group: ProblemGroup }) {
  const t = useTranslations('imports.problems');
  const words = useImportWords();
  const tone = severity === 'refused' ? 'text-clay' : severity === 'info' ? 'text-soft' : '';
  return (
    <p className="text-right">
      <span className={`figures block text-xl leading-tight ${tone}`}>{words.number(count)}</span>
      <span className="text-xs text-soft">{t(`severity.${severity}`)}</span>
    </p>
  );
}

function GroupWords({ group }: { readonly group: ProblemGroup }) {
  const t = useTranslations('imports.problems');
  const words = useImportWords();
  const [first] = group.first;
  if (first === undefined) return null;
  return (
    <div className="min-w-0">
      <p className="font-semibold">{words.problem(first, 'title')}</p>
      <p className="text-sm text-soft">
        <PlaceOf problem={first} />
      </p>
      <details className="mt-0.5 text-sm">
        <summary className="link tappable">{t('look')}</summary>
        <dl className="mt-2 grid gap-2">
          <div>
            <dt className="font-semibold">{t('expected')}</dt>
            <dd className="text-soft">{words.problem(first, 'expected')}</dd>
          </div>
          <div>
            <dt className="font-semibold">{t('remedy')}</dt>
            <dd className="text-soft">{words.problem(first, 'remedy')}</dd>
          </div>
        </dl>
        <ol className="mt-2 grid gap-1">
          {group.first.map((problem) => (
            <li
              key={`${problem.row} ${problem.column} ${problem.found}`}
              className="border-l-2 border-line-strong pl-2.5 break-words"
            >
              <PlaceOf problem={problem} />
            </li>
          ))}
          {group.count > group.first.length ? (
            <li className="text-soft">{t('andMore', { count: group.count - group.first.length })}</li>
          ) : null}
        </ol>
      </details>
    </div>
  );
}

function PlaceOf({ problem: { row, column, found } }: { readonly problem: Problem }) {
  const t = useTranslations('imports.problems');
  const words = useImportWords();
  const parts = [
    row === null ? t('wholeFile') : t('row', { row: words.number(row) }),
    column === null ? null : t('column', { column }),
    found === '' ? null : t('found', { found }),
  ];
  return parts.filter((part) => part !== null).join(t('comma'));
}

const REMEDIES: Partial<Record<ProblemKind, 'replace' | 'allowReset' | 'createMeters'>> = {
  conflict: 'replace',
  'register-drop': 'allowReset',
  'unknown-meter': 'createMeters',
};

function Remedy({ kind, choose }: { readonly kind: ProblemKind; readonly choose: ReviewActions['choose'] }) {
  const t = useTranslations('imports.problems');
  const option = REMEDIES[kind];
  if (option === undefined) return null;
  return (
    <button
      type="button"
      onClick={() => choose({ [option]: true })}
      className="link tappable col-start-2 justify-self-start text-sm font-semibold text-leaf"
    >
      {t(`answer.${option}`)}
    </button>
  );
}
