'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Button } from '#components/ui/button.tsx';

/** What every value is multiplied by: a transformer's ratio, or kWh a pulse. */
export function MultiplierField({ value, choose }: { readonly value: string; readonly choose: ReviewActions['choose'] }) {
  const t = useTranslations('imports.multiplier');
  const id = useId();
  const [text, setText] = useState(value);
  const wanted = text.trim().replace(',', '.');
  const isUsable = wanted === '' || (/^\d{1,9}(\.\d{1,9})?$/.test(wanted) && Number(wanted) > 0);
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isUsable) choose({ multiplier: wanted === '' ? undefined : wanted });
      }}
    >
      <div className="min-w-0 grow basis-40">
        <label htmlFor={id} className="block text-sm text-soft">
          {t('label')}
        </label>
        <input
          id={id}
          value={text}
          inputMode="decimal"
          autoComplete="off"
          placeholder="1"
          aria-invalid={!isUsable}
          onChange={(event) => setText(event.target.value)}
          className="min-h-11 w-full rounded-xl border border-line-strong bg-card px-3 text-ink"
        />
      </div>
      <Button type="submit" look="secondary" disabled={!isUsable || wanted === value}>
        {t('use')}
      </Button>
    </form>
  );
}
