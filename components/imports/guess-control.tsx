'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { guessValue } from '#components/imports/guess-value.ts';
import type { ChosenOptions, PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { timeZones } from '#components/imports/time-zones.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import type { Guess } from '#core/meter-files/meter-file.ts';

interface GuessControlProps {
  readonly guess: Guess;
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

type Overruled = { readonly option: keyof ChosenOptions; readonly values: readonly string[] };

const OVERRULED: Partial<Record<Guess['about'], Overruled>> = {
  time: { option: 'dateOrder', values: ['dmy', 'mdy', 'ymd'] },
  label: { option: 'label', values: ['start', 'end'] },
  kind: { option: 'kind', values: ['interval', 'register'] },
  unit: { option: 'unit', values: ['Wh', 'kWh', 'MWh', 'W', 'kW'] },
  order: { option: 'newestFirst', values: ['newest-first'] },
};

/** What a guess says; a choice where staff may know better. Choosing reads the file anew. */
export function GuessControl({ guess, place, preview, choose }: GuessControlProps) {
  const t = useTranslations('files');
  const said = guessValue(t, guess);
  const overruled: Overruled | undefined =
    guess.about === 'zone' ? { option: 'timeZone', values: timeZones(place.timeZone) } : OVERRULED[guess.about];
  if (overruled === undefined || !place.canCommit || !isOpen(guess)) return <p className="font-semibold">{said}</p>;
  const { option, values } = overruled;
  const told = preview.options[option];
  const chosen = told === undefined ? '' : told === true ? (values[0] ?? '') : String(told);
  return (
    <OverruleSelect
      about={t(`about.${guess.about}`)}
      said={said}
      chosen={chosen}
      choices={values.map((value) => ({ value, words: guessValue(t, { ...guess, value }) }))}
      onChoose={(value) => choose({ [option]: value === '' ? undefined : option === 'newestFirst' ? true : value })}
    />
  );
}

/** Times that need no order of day and month, and labels that the file gives in two columns, leave nothing to choose. */
function isOpen({ about, value }: Guess): boolean {
  if (about === 'time') return ['dmy', 'mdy', 'ymd'].includes(value);
  if (about === 'label') return value === 'start' || value === 'end';
  return !(about === 'zone' && value === 'offsets');
}

interface OverruleSelectProps {
  readonly about: string;
  readonly said: string;
  readonly chosen: string;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string) => void;
}

function OverruleSelect({ about, said, chosen, choices, onChoose }: OverruleSelectProps) {
  const t = useTranslations('imports.read');
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {about}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
        className="-ml-1.5 max-w-full cursor-pointer rounded-lg border border-transparent bg-sunken px-1.5 py-0.5 font-semibold text-ink hover:border-line-strong"
      >
        <option value="">{chosen === '' ? said : t('findOut')}</option>
        {choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
