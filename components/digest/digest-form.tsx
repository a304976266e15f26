'use client';

import { useActionState } from 'react';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import type { DigestAction } from '#components/digest/digest-view.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface DigestFormProps {
  readonly action: DigestAction;
  /** Made on the server: student pages carry no words to the browser. */
  readonly words: { readonly send: string; readonly sending: string };
  /** Asks for an address. */
  readonly email?: { readonly label: string; readonly trap: string };
  /** What the link of a mail brought along. */
  readonly hidden?: { readonly name: string; readonly value: string };
}

/** One step of the weekly mail, gone once it is taken. Without script it is an ordinary form, answered by the whole page. */
export function DigestForm({ action, words, email, hidden }: DigestFormProps) {
  const [answer, send, isPending] = useActionState(action, null);
  const isTaken = answer?.tone === 'info';
  return (
    <form action={send} className="grid gap-4">
      {answer === null ? null : (
        <Notice tone={answer.tone} isLive>
          <p className="text-ink">{answer.message}</p>
        </Notice>
      )}
      {isTaken || email === undefined ? null : (
        <Labelled label={email.label}>
          <input
            // React empties a form once its action is done: what was refused is put back.
            key={answer?.email ?? ''}
            {...{ name: 'email', type: 'email', required: true, maxLength: 254, autoComplete: 'email', dir: 'ltr' }}
            defaultValue={answer?.email ?? ''}
            className={FIELD}
          />
        </Labelled>
      )}
      {isTaken || email === undefined ? null : (
        <div aria-hidden="true" className="sr-only">
          <label>
            {email.trap}
            <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
      )}
      {hidden === undefined ? null : <input type="hidden" name={hidden.name} value={hidden.value} />}
      {isTaken ? null : (
        <div>
          <Button type="submit" disabled={isPending}>
            {isPending ? words.sending : words.send}
          </Button>
        </div>
      )}
    </form>
  );
}
