'use client';

import { useTranslations } from 'next-intl';
import { inboxPath } from '#components/campus/room-paths.ts';
import type { ProblemGroup } from '#components/imports/import-view.ts';
import { byRemedy, type Remedy, type RemedyGroup } from '#components/imports/remedies.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import type { Problem } from '#core/meter-files/problem.ts';

interface RemedyListProps {
  readonly campus: string;
  readonly groups: readonly ProblemGroup[];
  readonly unknownMeters: number;
  /** Null where nothing can be answered any more, or not by this person. */
  readonly choose: ReviewActions['choose'] | null;
  /** The values that are held are stored by now. */
  readonly isStored?: boolean;
}

/** Problems by what is to be done, each with its count, what does it, and the first places. */
export function RemedyList({ campus, groups, unknownMeters, choose, isStored = false }: RemedyListProps) {
  const t = useTranslations('imports.problems');
  if (groups.length === 0) return <p className="mt-5 border-t border-line py-4 text-soft">{t('none')}</p>;
  return (
    <ul className="mt-5">
      {byRemedy(groups, unknownMeters).map((group) => (
        <li
          key={group.remedy}
          className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 border-t border-line py-4 sm:grid-cols-[4.5rem_minmax(0,1fr)]"
        >
          <Count group={group} />
          <div className="min-w-0">
            <h3 className="font-sans font-semibold">{t(`remedyOf.${group.remedy}.title`, { count: group.count })}</h3>
            <p className="text-sm text-soft">{t(`remedyOf.${group.remedy}.note`)}</p>
            <Doing remedy={group.remedy} campus={campus} choose={choose} isStored={isStored} />
            {group.groups.map((kind) => (
              <KindOfProblem key={`${kind.kind} ${kind.severity}`} group={kind} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Count({ group: { count, severity } }: { readonly group: RemedyGroup }) {
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

const OPTION: Partial<Record<Remedy, 'replace' | 'allowReset'>> = {
  replace: 'replace',
  registers: 'allowReset',
};

/** The button or link that does it. */
function Doing({
  remedy,
  campus,
  choose,
  isStored,
}: Pick<RemedyListProps, 'campus' | 'choose'> & { readonly remedy: Remedy; readonly isStored: boolean }) {
  const t = useTranslations('imports.problems');
  const look = 'link tappable text-sm font-semibold text-leaf';
  const isOfInbox = remedy === 'held' || remedy === 'registers' || remedy === 'meters';
  if (choose === null)
    return isStored && isOfInbox ? (
      <LocalLink href={inboxPath(campus)} className={look}>
        {t('toInbox')}
      </LocalLink>
    ) : null;
  const option = OPTION[remedy];
  return (
    <p className="flex flex-wrap gap-x-5">
      {remedy === 'meters' ? (
        <a href="#unknown-meters" className={look}>
          {t('answer.place')}
        </a>
      ) : null}
      {remedy === 'units' ? (
        <a href="#more-ways" className={look}>
          {t('answer.units')}
        </a>
      ) : null}
      {option === undefined ? null : (
        <button type="button" onClick={() => choose({ [option]: true })} className={look}>
          {t(`answer.${option}`)}
        </button>
      )}
    </p>
  );
}

function KindOfProblem({ group }: { readonly group: ProblemGroup }) {
  const t = useTranslations('imports.problems');
  const words = useImportWords();
  const [first] = group.first;
  if (first === undefined) return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="py-1 hover:text-ink">
        <span className="link">{words.problem(first, 'title')}</span>{' '}
        <span className="text-soft">× {words.number(group.count)}</span>
      </summary>
      <dl className="mt-1 grid gap-2">
        <div>
          <dt className="font-semibold">{t('expected')}</dt>
          <dd className="text-soft">{words.problem(first, 'expected')}</dd>
        </div>
        <div>
          <dt className="font-semibold">{t('remedy')}</dt>
          <dd className="text-soft">{words.problem(first, 'remedy')}</dd>
        </div>
      </dl>
      <ol className="mt-2 mb-2 grid gap-1">
        {group.first.map((problem, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be alike in everything
            key={index}
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
  );
}

function PlaceOf({ problem: { row, column, found, params } }: { readonly problem: Problem }) {
  const t = useTranslations('imports.problems');
  const words = useImportWords();
  const parts = [
    params.file === undefined ? null : params.file,
    row === null ? (params.file === undefined ? t('wholeFile') : null) : t('row', { row: words.number(row) }),
    column === null ? null : t('column', { column }),
    found === '' ? null : t('found', { found }),
  ];
  return parts.filter((part) => part !== null).join(t('comma'));
}
