'use client';

import { useTranslations } from 'next-intl';
import type { PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { MeterField } from '#components/imports/meter-field.tsx';
import type { ReviewActions } from '#components/imports/use-review.ts';

interface MoreOptionsProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

const DUPLICATES = [1, 2, 3, 4, 5, 6, 10, 12, 15] as const;

/** What is seldom needed: loggers that stamp ends only or write each reading several times, and files of one meter. */
export function MoreOptions({ place, preview, choose }: MoreOptionsProps) {
  const t = useTranslations('imports.more');
  const { options, guesses, questions } = preview;
  const isOneMeter = guesses.some(({ about, value }) => about === 'layout' && value === 'single') || options.meter !== undefined;
  const asksMeter = questions.some(({ kind }) => kind === 'meter-not-given');
  return (
    <details className="mt-3 border-t border-line pt-3" {...(options.meter === undefined ? {} : { open: true })}>
      <summary className="tappable text-sm text-soft hover:text-ink">{t('title')}</summary>
      <div className="mt-2 grid gap-3">
        <label className="flex items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-1 size-4.5 accent-(--leaf)"
            checked={options.endOnly === true}
            onChange={(event) => choose({ endOnly: event.target.checked ? true : undefined })}
          />
          <span>
            {t('endOnly')}
            <span className="block text-sm text-soft">{t('endOnlyNote')}</span>
          </span>
        </label>
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
        {isOneMeter && !asksMeter ? <MeterField place={place} value={options.meter ?? ''} choose={choose} /> : null}
      </div>
    </details>
  );
}
