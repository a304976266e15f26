'use client';

import { useTranslations } from 'next-intl';
import { guessValue } from '#components/imports/guess-value.ts';
import type { ChosenOptions, PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { OverruleSelect } from '#components/imports/overrule-select.tsx';
import { timeZones } from '#components/imports/time-zones.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import type { Guess } from '#core/meter-files/meter-file.ts';

interface GuessControlProps {
  readonly guess: Guess;
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

const VALUES: Partial<Record<Guess['about'], readonly string[]>> = {
  layout: ['long', 'wide', 'single', 'day-rows'],
  delimiter: ['comma', 'semicolon', 'tab', 'pipe'],
  time: ['dmy', 'mdy', 'ymd'],
  label: ['start', 'end', 'end-only', 'next-day'],
  kind: ['interval', 'register'],
  unit: ['Wh', 'kWh', 'MWh', 'W', 'kW'],
  order: ['oldest-first', 'newest-first'],
};

/** What a guess says; a choice where staff may know better. Choosing reads the file anew, "as found" takes an answer back. */
export function GuessControl({ guess, place, preview, choose }: GuessControlProps) {
  const t = useTranslations('files');
  const { about } = guess;
  const values = about === 'zone' ? timeZones(place.timeZone) : VALUES[about];
  const said = guessValue(t, guess);
  if (values === undefined || !place.canCommit || !isOpen(guess)) return <p className="font-semibold">{said}</p>;
  return (
    <OverruleSelect
      about={t(`about.${about}`)}
      said={said}
      chosen={chosenValue(about, preview.options)}
      choices={values.map((value) => ({ value, words: guessValue(t, { about, value, params: {} }) }))}
      onChoose={(value) => choose(changeTo(about, value))}
    />
  );
}

/** Whether the file leaves a guess to be overruled: times that need no order of day and month, say, do not. */
function isOpen({ about, value }: Guess): boolean {
  if (about === 'time') return ['dmy', 'mdy', 'ymd'].includes(value);
  if (about === 'label') return value !== 'start-and-end';
  return !(about === 'zone' && value === 'offsets');
}

/** What staff chose, as the select has it; empty for "as found". */
function chosenValue(about: Guess['about'], options: ChosenOptions): string {
  if (about === 'zone') return options.timeZone ?? '';
  if (about === 'time') return options.dateOrder ?? '';
  if (about === 'label') return options.endOnly === true ? 'end-only' : (options.label ?? '');
  if (about === 'order') return options.newestFirst === undefined ? '' : options.newestFirst ? 'newest-first' : 'oldest-first';
  if (about === 'layout' || about === 'delimiter' || about === 'kind' || about === 'unit') return options[about] ?? '';
  return '';
}

function changeTo(about: Guess['about'], value: string): { [Name in keyof ChosenOptions]: ChosenOptions[Name] | undefined } {
  const chosen = value === '' ? undefined : value;
  if (about === 'zone') return { timeZone: chosen };
  if (about === 'order') return { newestFirst: chosen === undefined ? undefined : chosen === 'newest-first' };
  if (about === 'label')
    return chosen === 'end-only' ? { endOnly: true, label: undefined } : { endOnly: undefined, label: asOption(chosen) };
  return { [about === 'time' ? 'dateOrder' : about]: chosen };
}

/** The selects offer nothing but the option's own values. */
function asOption<Value>(value: string | undefined): Value | undefined {
  return value as Value | undefined;
}
