'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useId } from 'react';
import { type ActionState, type FormAction, IDLE, type ReviewPlace } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

interface UnknownMetersProps {
  readonly place: ReviewPlace;
  readonly labels: readonly string[];
  readonly placeMeter: FormAction;
  readonly onPlaced: () => void;
  readonly choose: ReviewActions['choose'];
}

const MOST_SHOWN = 12;

/** The inbox of meters that no dorm has: staff say which dorm each belongs to, or let each have one of its own. */
export function UnknownMeters({ place, labels, placeMeter, onPlaced, choose }: UnknownMetersProps) {
  const t = useTranslations('imports.unknown');
  return (
    <Card id="unknown-meters" title={t('title', { count: labels.length })} note={t('note')}>
      {place.dorms.length === 0 ? (
        <p className="text-soft">{t('noDorms')}</p>
      ) : (
        <ul className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          {labels.slice(0, MOST_SHOWN).map((label) => (
            <li key={label}>
              <PlaceMeter place={place} label={label} placeMeter={placeMeter} onPlaced={onPlaced} />
            </li>
          ))}
        </ul>
      )}
      {labels.length > MOST_SHOWN ? (
        <p className="mt-3 text-sm text-soft">{t('more', { count: labels.length - MOST_SHOWN })}</p>
      ) : null}
      <Button look="secondary" className="mt-4" onClick={() => choose({ createMeters: true })}>
        {t('createAll')}
      </Button>
    </Card>
  );
}

function PlaceMeter({
  place,
  label,
  placeMeter,
  onPlaced,
}: Omit<UnknownMetersProps, 'labels' | 'choose'> & { readonly label: string }) {
  const t = useTranslations('imports.unknown');
  const words = useImportWords();
  const id = useId();
  const [state, act, isPending] = useActionState(async (before: ActionState, form: FormData) => {
    const answer = await placeMeter(before, form);
    if (answer.status === 'done') onPlaced();
    return answer;
  }, IDLE);
  const isDone = state.status === 'done';
  return (
    <form action={act} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="label" value={label} />
      <div className="min-w-0 grow basis-48">
        <label htmlFor={id} className="block text-sm text-soft">
          {t('which', { label })}
        </label>
        <select
          id={id}
          name="dorm"
          required
          defaultValue=""
          className="min-h-11 w-full rounded-xl border border-line-strong bg-card px-3"
        >
          <option value="" disabled>
            {t('choose')}
          </option>
          {place.dorms.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" look="secondary" disabled={isPending || isDone}>
        {t('assign')}
      </Button>
      {state.status === 'refused' ? (
        <p role="alert" className="basis-full text-sm text-clay">
          {words.refusal(state.code)}
        </p>
      ) : null}
    </form>
  );
}
