'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { BoardEffect } from '#components/imports/board-effect.tsx';
import { type FormAction, IDLE, type PreviewView, type ReviewPlace } from '#components/imports/import-view.ts';
import { RemedyList } from '#components/imports/remedy-list.tsx';
import { canBeAnswered, canBeCommitted } from '#components/imports/review-headline.ts';
import { importPath, optionsQuery, staffApi } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { Review, ReviewActions } from '#components/imports/use-review.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

interface IfYouCommitProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly phase: Review['phase'];
  readonly actions: ReviewActions;
  readonly discard: FormAction;
}

/** What committing would bring, what it would leave out and how the board would change. */
export function IfYouCommit({ place, preview, phase, actions, discard }: IfYouCommitProps) {
  const t = useTranslations('imports.commit');
  const isCommittable = canBeCommitted(preview);
  return (
    <Card title={t('title')} note={t(preview.state === 'known' ? 'noteKnown' : isCommittable ? 'note' : 'noteNothing')}>
      {isCommittable ? <Counts preview={preview} /> : null}
      {preview.state === 'known' && preview.knownImport !== null ? (
        <LocalLink href={importPath(place.campus, preview.knownImport)} className={buttonClass('secondary')}>
          {t('toKnown')}
        </LocalLink>
      ) : null}
      {preview.questions.length > 0 && canBeAnswered(preview) ? <p className="text-soft">{t('askFirst')}</p> : null}
      {preview.state === 'known' || preview.questions.length > 0 ? null : (
        <RemedyList
          campus={place.campus}
          groups={preview.groups}
          unknownMeters={preview.unknownMeters.length}
          choose={place.canCommit ? actions.choose : null}
        />
      )}
      {preview.board === null ? null : <BoardEffect board={preview.board} />}
      <Buttons place={place} preview={preview} phase={phase} actions={actions} discard={discard} />
    </Card>
  );
}

function Counts({ preview: { readings, groups, energyKwh } }: { readonly preview: PreviewView }) {
  const t = useTranslations('imports.commit');
  const words = useImportWords();
  const sum = (severity: string) =>
    groups.filter((group) => group.severity === severity).reduce((total, group) => total + group.count, 0);
  const figures = [
    { key: 'new', count: readings.new, isShown: true },
    { key: 'same', count: readings.same, isShown: readings.same > 0 },
    { key: 'replaced', count: readings.replaced, isShown: readings.replaced > 0 },
    { key: 'held', count: sum('held'), isShown: sum('held') > 0 },
    { key: 'refused', count: sum('refused'), isShown: sum('refused') > 0 },
  ].filter(({ isShown }) => isShown);
  return (
    <>
      <ul className="flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(({ key, count }) => (
          <li key={key} className="flex flex-col">
            <span className={`figures text-3xl leading-tight ${key === 'refused' ? 'text-clay' : ''}`}>
              {words.number(count)}
            </span>
            <span className="text-sm text-soft">{t(`count.${key}`, { count })}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-soft">{t('energy', { kwh: words.number(energyKwh, 1) })}</p>
    </>
  );
}

function Buttons({ place, preview, phase, actions, discard }: IfYouCommitProps) {
  const t = useTranslations('imports.commit');
  const words = useImportWords();
  const [state, act, isPending] = useActionState(discard, IDLE);
  const isBusy = phase !== 'shown';
  const count = preview.readings.new + preview.readings.replaced;
  const refused = preview.groups.some(({ severity }) => severity === 'refused' || severity === 'held');
  const query = optionsQuery(preview.options);
  const download = (path: string) => staffApi(place.campus, `imports/${place.importId}/${path}${query}`);
  return (
    <div className="mt-5 grid justify-items-start gap-2.5">
      {canBeCommitted(preview) && place.canCommit ? (
        <Button onClick={actions.commit} disabled={isBusy}>
          {count > 0 ? t('do', { count }) : t('doNothingNew')}
        </Button>
      ) : null}
      {refused ? (
        <a href={download('refused-rows')} className={buttonClass('secondary')} download>
          {t('refusedRows')}
        </a>
      ) : null}
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {preview.groups.length === 0 ? null : (
          <a href={download('problems')} className="link tappable text-sm text-soft" download>
            {t('problemList')}
          </a>
        )}
        {place.canCommit ? (
          <form action={act}>
            <input type="hidden" name="import" value={place.importId} />
            <button type="submit" className="link tappable text-sm text-soft" disabled={isPending || phase === 'committing'}>
              {t('discard')}
            </button>
          </form>
        ) : null}
      </div>
      {place.canCommit ? null : <p className="text-sm text-soft">{t('lookOnly')}</p>}
      {state.status === 'refused' ? <p role="alert">{words.refusal(state.code)}</p> : null}
    </div>
  );
}
