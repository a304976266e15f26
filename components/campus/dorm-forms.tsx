'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useId } from 'react';
import { DORM_KINDS, type DormRow } from '#components/campus/staff-view.ts';
import { type ActionState, type FormAction, IDLE } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Button } from '#components/ui/button.tsx';

const FIELD = 'min-h-11 w-full rounded-xl border border-line-strong bg-card px-3 text-ink';

/** A dorm's name and kind; without a dorm, a new one with its first size. */
export function DormForm({ dorm, action }: { readonly dorm: DormRow | null; readonly action: FormAction }) {
  const t = useTranslations('campus.dorms');
  const [state, act, isPending] = useActionState(action, IDLE);
  return (
    <form action={act} className="mt-2 grid gap-3 sm:grid-cols-2">
      {dorm === null ? null : <input type="hidden" name="dorm" value={dorm.slug} />}
      <Field label={t('name')}>
        {(id) => <input id={id} name="name" required maxLength={200} defaultValue={dorm?.name ?? ''} className={FIELD} />}
      </Field>
      <Field label={t('house')}>
        {(id) => (
          <select id={id} name="kind" defaultValue={dorm?.kind ?? 'slab'} className={FIELD}>
            {DORM_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {dorm === null ? <SizeFields residents={null} floorAreaM2={null} /> : null}
      <Submit state={state} isPending={isPending} words={dorm === null ? t('add') : t('save')} />
    </form>
  );
}

/** Residents and floor area from a day on. */
export function SizeForm({
  dorm,
  today,
  action,
}: {
  readonly dorm: DormRow;
  readonly today: string;
  readonly action: FormAction;
}) {
  const t = useTranslations('campus.dorms');
  const [state, act, isPending] = useActionState(action, IDLE);
  const newest = dorm.sizes.at(-1);
  return (
    <form action={act} className="mt-2 grid gap-3 sm:grid-cols-2">
      <input type="hidden" name="dorm" value={dorm.slug} />
      <Field label={t('fromDay')} note={t('fromDayNote')}>
        {(id) => (
          <input id={id} type="date" name="fromDay" defaultValue={today} className={FIELD} min="1990-01-01" max="2099-12-31" />
        )}
      </Field>
      <span className="max-sm:hidden" />
      <SizeFields residents={newest?.residents ?? null} floorAreaM2={newest?.floorAreaM2 ?? null} />
      <Submit state={state} isPending={isPending} words={t('save')} />
    </form>
  );
}

function SizeFields({ residents, floorAreaM2 }: { readonly residents: number | null; readonly floorAreaM2: number | null }) {
  const t = useTranslations('campus.dorms');
  return (
    <>
      <Field label={t('residents')}>
        {(id) => (
          <input
            id={id}
            type="number"
            name="residents"
            min={0}
            max={999_999}
            step={1}
            defaultValue={residents ?? ''}
            className={FIELD}
          />
        )}
      </Field>
      <Field label={t('area')}>
        {(id) => (
          <input id={id} type="number" name="floorAreaM2" min={1} step="any" defaultValue={floorAreaM2 ?? ''} className={FIELD} />
        )}
      </Field>
    </>
  );
}

function Field({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-sm text-soft">
        {label}
      </label>
      {children(id)}
      {note === undefined ? null : <p className="mt-0.5 text-sm text-soft">{note}</p>}
    </div>
  );
}

function Submit({
  state,
  isPending,
  words,
}: {
  readonly state: ActionState;
  readonly isPending: boolean;
  readonly words: string;
}) {
  const t = useTranslations('campus.dorms');
  const { refusal } = useImportWords();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
      <Button type="submit" look="secondary" disabled={isPending}>
        {words}
      </Button>
      <p role="status" className={`text-sm ${state.status === 'refused' ? 'text-clay' : 'text-soft'}`}>
        {state.status === 'refused' ? refusal(state.code) : state.status === 'done' ? t('saved') : ''}
      </p>
    </div>
  );
}
