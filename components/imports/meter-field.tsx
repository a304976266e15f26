'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { ReviewPlace } from '#components/imports/import-view.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Button } from '#components/ui/button.tsx';

interface MeterFieldProps {
  readonly place: ReviewPlace;
  readonly value: string;
  readonly choose: ReviewActions['choose'];
}

/** The one meter that a file is about: one that is known, or a new label. */
export function MeterField({ place, value, choose }: MeterFieldProps) {
  const t = useTranslations('imports.meter');
  const id = useId();
  const [label, setLabel] = useState(value);
  const wanted = label.trim();
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        choose({ meter: wanted === '' ? undefined : wanted });
      }}
    >
      <div className="min-w-0 grow basis-52">
        <label htmlFor={id} className="block text-sm text-soft">
          {t('label')}
        </label>
        <input
          id={id}
          list={`${id}-meters`}
          value={label}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setLabel(event.target.value)}
          className="min-h-11 w-full rounded-xl border border-line-strong bg-card px-3 text-ink"
        />
        <datalist id={`${id}-meters`}>
          {place.meters.map((meter) => (
            <option key={meter} value={meter} />
          ))}
        </datalist>
      </div>
      <Button type="submit" look="secondary" disabled={wanted === value}>
        {t('use')}
      </Button>
    </form>
  );
}
