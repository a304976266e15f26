'use client';

import { useTranslations } from 'next-intl';
import { GuessControl } from '#components/imports/guess-control.tsx';
import { guessValue } from '#components/imports/guess-value.ts';
import type { PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { MoreOptions } from '#components/imports/more-options.tsx';
import { QuestionList } from '#components/imports/question-list.tsx';
import { canBeAnswered } from '#components/imports/review-headline.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Card } from '#components/ui/card.tsx';
import { Pill } from '#components/ui/pill.tsx';
import type { Guess } from '#core/meter-files/meter-file.ts';

interface WhatWeReadProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

/** Each guess about a file with its reason and a way to overrule it; first the questions that only staff can answer. */
export function WhatWeRead({ place, preview, choose }: WhatWeReadProps) {
  const t = useTranslations('imports.read');
  const asked = new Set(preview.questions.map(({ kind }) => kind));
  return (
    <Card title={t('title')} note={t('note')}>
      {preview.questions.length === 0 ? null : <QuestionList place={place} preview={preview} choose={choose} />}
      <dl className="grid gap-y-3">
        {preview.guesses
          .filter(({ about }) => !WRITING.has(about) && !(about === 'time' && asked.has('date-order-ambiguous')))
          .map((guess) => (
            <GuessRow key={guess.about} guess={guess} place={place} preview={preview} choose={choose} />
          ))}
        <ToldRows preview={preview} choose={choose} isOpen={place.canCommit} />
      </dl>
      <Writing place={place} preview={preview} choose={choose} />
      {place.canCommit && canBeAnswered(preview) ? <MoreOptions place={place} preview={preview} choose={choose} /> : null}
    </Card>
  );
}

/** How the file is written: seldom news. */
const WRITING: ReadonlySet<Guess['about']> = new Set(['format', 'encoding', 'delimiter', 'decimal']);

function Writing({ preview, ...rest }: WhatWeReadProps) {
  const t = useTranslations('files');
  const guesses = preview.guesses.filter(({ about }) => WRITING.has(about));
  if (guesses.length === 0) return null;
  return (
    <details className="mt-5 border-t border-line pt-3">
      <summary className="tappable text-sm text-soft hover:text-ink">
        {guesses.map((guess) => guessValue(t, guess)).join(' · ')}
      </summary>
      <dl className="mt-2 grid gap-y-3">
        {guesses.map((guess) => (
          <GuessRow key={guess.about} guess={guess} preview={preview} {...rest} />
        ))}
      </dl>
    </details>
  );
}

const ROW = 'grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 sm:grid-cols-[8.5rem_1fr_auto]';

function GuessRow({ guess, ...rest }: WhatWeReadProps & { readonly guess: Guess }) {
  const t = useTranslations('files');
  const why = `evidence.${guess.evidence}`;
  return (
    <div className={ROW}>
      <dt className="col-span-2 text-sm text-soft sm:col-span-1 sm:text-base">{t(`about.${guess.about}`)}</dt>
      <dd className="min-w-0">
        <GuessControl guess={guess} {...rest} />
        <p className="text-sm text-soft">{t.has(why) ? t(why, guess.params) : guess.evidence}</p>
      </dd>
      <dd>
        <Pill tone={guess.certainty === 'sure' ? 'good' : guess.certainty === 'told' ? 'gold' : 'plain'}>
          {t(`certainty.${guess.certainty}`)}
        </Pill>
      </dd>
    </div>
  );
}

/** What staff decided about conflicts, resets and unknown meters, to be taken back. */
function ToldRows({ preview, choose, isOpen }: { preview: PreviewView; choose: ReviewActions['choose']; isOpen: boolean }) {
  const t = useTranslations('imports.told');
  const files = useTranslations('files.certainty');
  const told = (['replace', 'allowReset', 'createMeters'] as const).filter((name) => preview.options[name] === true);
  return told.map((name) => (
    <div key={name} className={ROW}>
      <dt className="col-span-2 text-sm text-soft sm:col-span-1 sm:text-base">{t(`${name}.about`)}</dt>
      <dd className="min-w-0">
        <p className="font-semibold">{t(`${name}.value`)}</p>
        {isOpen ? (
          <button type="button" className="link tappable text-sm" onClick={() => choose({ [name]: undefined })}>
            {t('takeBack')}
          </button>
        ) : null}
      </dd>
      <dd>
        <Pill tone="gold">{files('told')}</Pill>
      </dd>
    </div>
  ));
}
