import { useTranslations } from 'next-intl';
import { ImportHeading } from '#components/imports/import-heading.tsx';
import type { FormAction, ImportRow, ProblemGroup } from '#components/imports/import-view.ts';
import { RemedyList } from '#components/imports/remedy-list.tsx';
import { importsPath, staffApi } from '#components/imports/staff-paths.ts';
import { UndoForm } from '#components/imports/undo-form.tsx';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { boardPath } from '#components/ui/paths.ts';

interface ImportDoneProps {
  readonly campus: string;
  readonly timeZone: string;
  readonly row: ImportRow;
  readonly groups: readonly ProblemGroup[];
  /** How many meters had no dorm. */
  readonly unknownMeters: number;
  /** Null for those who may only look. */
  readonly undo: FormAction | null;
}

/** An import that is in, or was taken back: what it brought, what stayed out, and the way to the board. */
export function ImportDone({ campus, timeZone, row, groups, unknownMeters, undo }: ImportDoneProps) {
  const t = useTranslations('imports.done');
  const headlines = useTranslations('imports.headline');
  const words = useImportWords();
  const commit = useTranslations('imports.commit');
  const readings = row.readings ?? { new: 0, same: 0, replaced: 0 };
  const brought = readings.new + readings.replaced;
  const isUndone = row.state === 'undone';
  const headline = isUndone
    ? headlines('undone')
    : brought > 0
      ? headlines('done', { subject: row.subject, count: brought })
      : headlines('doneSame');
  const who = row.email ?? t(`channel.${row.channel}`);
  return (
    <>
      <ImportHeading headline={headline} step="done">
        <span className="break-all">{row.fileName}</span> · {words.bytes(row.bytes)} · {words.when(row.at, timeZone)} · {who}
      </ImportHeading>
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_1.25fr]">
        <Card
          title={t(isUndone ? 'undoneTitle' : 'title')}
          note={isUndone && row.undoneAt !== null ? t('undoneAt', { when: words.when(row.undoneAt, timeZone) }) : t('note')}
        >
          <ul className="flex flex-wrap gap-x-8 gap-y-3">
            {(['new', 'same', 'replaced'] as const).map((key) => (
              <li key={key} className="flex flex-col">
                <span className="figures text-3xl leading-tight">{words.number(readings[key])}</span>
                <span className="text-sm text-soft">{t(`count.${key}`)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm text-soft">
            {row.days === null
              ? t('energy', { kwh: words.number(row.energyKwh ?? 0, 1) })
              : t('temperatures', { days: row.days })}
          </p>
          <div className="mt-5 flex flex-wrap gap-2.5">
            <LocalLink href={boardPath(campus)} className={buttonClass('primary')}>
              {t('toBoard')}
            </LocalLink>
            <LocalLink href={importsPath(campus)} className={buttonClass('secondary')}>
              {t('next')}
            </LocalLink>
            {!isUndone && undo !== null ? <UndoForm importId={row.id} fileName={row.fileName} undo={undo} /> : null}
          </div>
        </Card>
        <Card title={t(groups.length === 0 ? 'allWell' : 'problems')} note={t('problemsNote')}>
          <RemedyList campus={campus} groups={groups} unknownMeters={unknownMeters} choose={null} isStored={!isUndone} />
          {isUndone || !groups.some(({ severity }) => severity === 'refused' || severity === 'held') ? null : (
            <a
              href={staffApi(campus, `imports/${row.id}/refused-rows`)}
              className={`${buttonClass('secondary')} mt-1 mb-2 flex w-fit`}
              download
            >
              {commit('refusedRows')}
            </a>
          )}
          {groups.length === 0 ? null : (
            <a href={staffApi(campus, `imports/${row.id}/problems`)} className="link tappable text-sm text-soft" download>
              {t('problemList')}
            </a>
          )}
        </Card>
      </div>
    </>
  );
}
