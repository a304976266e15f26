'use client';

import { useTranslations } from 'next-intl';
import { fileColumns } from '#components/imports/file-columns.ts';
import { GuessFrame } from '#components/imports/guess-frame.tsx';
import type { PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { OverruleSelect } from '#components/imports/overrule-select.tsx';
import type { ReviewActions } from '#components/imports/use-review.ts';

interface ColumnRowsProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

/** Which columns are the time, the meter and the value, each to be chosen among the file's own. */
export function ColumnRows({ place, preview, choose }: ColumnRowsProps) {
  const t = useTranslations('imports.read');
  const certainty = useTranslations('files.certainty');
  const { options, guesses } = preview;
  const layout = guesses.find(({ about }) => about === 'layout');
  const columns = fileColumns({ guesses, questions: [] });
  if (layout === undefined || columns.length === 0) return null;
  const time = guesses.find(({ about }) => about === 'time')?.params.column ?? '';
  const isWide = layout.value === 'wide' || layout.value === 'day-rows';
  const rows = [
    { option: 'timeColumn' as const, found: time },
    ...(layout.value === 'long' || layout.value === 'day-rows'
      ? [{ option: 'meterColumn' as const, found: layout.params.meter ?? '' }]
      : []),
    ...(isWide ? [] : [{ option: 'valueColumn' as const, found: layout.params.values ?? '' }]),
  ];
  return rows.map(({ option, found }) => {
    const told = options[option] ?? '';
    const said = found === '' ? t('noColumn') : found;
    return (
      <GuessFrame key={option} about={t(option)} certainty={told === '' ? null : { tone: 'gold', words: certainty('told') }}>
        {place.canCommit ? (
          <OverruleSelect
            about={t(option)}
            said={said}
            chosen={told}
            choices={columns.map(({ value, name }) => ({ value, words: name ?? t('columnNumber', { number: value }) }))}
            onChoose={(value) => choose({ [option]: value === '' ? undefined : value })}
          />
        ) : (
          <p className="font-semibold">{said}</p>
        )}
      </GuessFrame>
    );
  });
}
