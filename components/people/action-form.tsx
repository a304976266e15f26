'use client';

import { useActionState, useId } from 'react';
import type { FormAction } from '#components/people/form-answer.ts';
import { type FieldView, FormField } from '#components/people/form-field.tsx';
import { ShownOnce } from '#components/people/shown-once.tsx';
import { Button, type ButtonLook } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type ActionFormProps = {
  readonly action: FormAction;
  readonly fields?: readonly FieldView[];
  readonly submit: string;
  readonly pending: string;
  readonly look?: ButtonLook;
  /** Names the button where its words alone would not say whom it is about. Begins with them. */
  readonly label?: string;
  readonly layout?: 'column' | 'row';
};

/** A form whose answer appears above its fields. Without script it is an ordinary form, answered by the whole page. */
export function ActionForm({ action, fields = [], submit, pending, look, label, layout = 'column' }: ActionFormProps) {
  const [answer, send, isPending] = useActionState(action, null);
  const id = useId();
  return (
    <form action={send} className="grid gap-4">
      {answer === null ? null : (
        <Notice tone={answer.tone} isLive>
          <p>{answer.message}</p>
          {answer.once === undefined ? null : <ShownOnce once={answer.once} />}
        </Notice>
      )}
      <div className={layout === 'row' ? 'flex flex-wrap items-end gap-3' : 'grid gap-4'}>
        {fields.map((field) => (
          <FormField
            key={field.name}
            id={`${id}-${field.name}`}
            field={field}
            value={answer?.values[field.name] ?? field.value ?? ''}
          />
        ))}
        <div>
          <Button type="submit" aria-label={label} disabled={isPending} {...(look === undefined ? {} : { look })}>
            {isPending ? pending : submit}
          </Button>
        </div>
      </div>
    </form>
  );
}
