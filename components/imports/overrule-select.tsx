'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';

interface OverruleSelectProps {
  readonly about: string;
  /** What was found, shown while nothing is chosen. */
  readonly said: string;
  /** Empty: as found. */
  readonly chosen: string;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string) => void;
}

/** A value that can be overruled, in a select as plain as the words around it. */
export function OverruleSelect({ about, said, chosen, choices, onChoose }: OverruleSelectProps) {
  const t = useTranslations('imports.read');
  const id = useId();
  const isMissing = chosen !== '' && !choices.some(({ value }) => value === chosen);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {about}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
        className="-ml-1.5 min-h-7 max-w-full cursor-pointer rounded-lg border border-transparent bg-sunken px-1.5 py-0.5 font-semibold text-ellipsis text-ink hover:border-line-strong print:border-0 print:bg-transparent"
      >
        <option value="">{chosen === '' ? said : t('asFound')}</option>
        {isMissing ? <option value={chosen}>{chosen}</option> : null}
        {choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
