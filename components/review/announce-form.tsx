'use client';

import { useActionState } from 'react';
import { AnnounceConfirm } from '#components/review/announce-confirm.tsx';
import { AnnounceFieldset } from '#components/review/announce-fieldset.tsx';
import { FormShell } from '#components/review/form-shell.tsx';
import type { AnnounceAction } from '#components/review/form-states.ts';
import type { ReviewView } from '#components/review/review-view.ts';

interface AnnounceFormProps {
  readonly view: ReviewView;
  readonly action: AnnounceAction;
}

/** Announces a week: first written, then looked at as everyone will read it, then sent. */
export function AnnounceForm({ view, action }: AnnounceFormProps) {
  const fields = { ...view.draft, when: 'now', at: '', seen: view.seen } as const;
  const begin = { step: 'write', fields, messageHtml: null, dueAt: null, refusal: null, turn: 0 } as const;
  const [state, send, isPending] = useActionState(action, begin);
  const isWritten = state.step === 'confirm';
  return (
    <FormShell action={send} isPending={isPending} seen={state.fields.seen} refusal={state.refusal} turn={state.turn}>
      {isWritten ? <AnnounceConfirm view={view} state={state} /> : <AnnounceFieldset view={view} fields={state.fields} />}
    </FormShell>
  );
}
