'use client';

import { useTranslations } from 'next-intl';
import { GuessControl } from '#components/imports/guess-control.tsx';
import type { PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { MeterField } from '#components/imports/meter-field.tsx';
import { MultiplierField } from '#components/imports/multiplier-field.tsx';
import type { ReviewActions } from '#components/imports/use-review.ts';

interface MoreOptionsProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

const DUPLICATES = [1, 2, 3, 4, 5, 6, 10, 12, 15] as const;

/** What is seldom needed: the sign between columns, a multiplier, readings written several times, files of one meter. */
export function MoreOptions({ place, preview, choose }: MoreOptionsProps) {
  const t = useTranslations('imports.more');
  const files = useTranslations('files.about');
  const { options, guesses, questions } = preview;
  const delimiter = guesses.find(({ about }) => about === 'delimiter');
  const isOneMeter = guesses.some(({ about, value }) => about === 'layout' && value === 'single') || options.meter !== undefined;
  const asksMeter = questions.some(({ kind }) => kind === 'meter-not-given');
  const isUsed = options.meter ?? options.multiplier ?? options.duplicates ?? options.delimiter;
  return (
    <details id="more-ways" className="mt-3 border-t border-line pt-3" {...(isUsed === undefined ? {} : { open: true })}>
      <summary className="tappable text-sm text-soft hover:text-ink">{t('title')}</summary>
      <div className="mt-2 grid gap-4">
        {delimiter === undefined ? null : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span>{files('delimiter')}</span>
            <GuessControl guess={delimiter} place={place} preview={preview} choose={choose} />
          </div>
        )}
        <label className="flex flex-wrap items-center gap-2.5">
          <span>{t('duplicates')}</span>
          <select
            className="min-h-9 rounded-lg border border-line-strong bg-card px-2"
            value={options.duplicates ?? 1}
            onChange={(event) => choose({ duplicates: event.target.value === '1' ? undefined : Number(event.target.value) })}
          >
            {[...new Set([...DUPLICATES, options.duplicates ?? 1])].map((count) => (
              <option key={count} value={count}>
                {t('times', { count })}
              </option>
            ))}
          </select>
        </label>
        <MultiplierField key={options.multiplier ?? ''} value={options.multiplier ?? ''} choose={choose} />
        {isOneMeter && !asksMeter ? (
          <MeterField key={options.meter ?? ''} place={place} value={options.meter ?? ''} choose={choose} />
        ) : null}
      </div>
    </details>
  );
}
