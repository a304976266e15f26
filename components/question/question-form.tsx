'use client';

import { useActionState } from 'react';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import type { AskAction } from '#components/question/question-view.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface QuestionFormProps {
  readonly action: AskAction;
  readonly dorms: readonly { readonly slug: string; readonly name: string }[];
  /** Made on the server: student pages carry no words to the browser. */
  readonly words: Readonly<Record<'question' | 'questionNote' | 'dorm' | 'anyDorm' | 'trap' | 'send' | 'sending', string>>;
}

/** Asks about a week. Without script it is an ordinary form, answered by the whole page. */
export function QuestionForm({ action, dorms, words }: QuestionFormProps) {
  const [answer, send, isPending] = useActionState(action, null);
  return (
    <form action={send} className="grid gap-4">
      {answer === null ? null : (
        <Notice tone={answer.tone} isLive>
          <p className="text-ink">{answer.message}</p>
        </Notice>
      )}
      <Labelled label={words.question} note={words.questionNote}>
        <textarea
          // React empties a form once its action is done: what was refused is put back.
          key={answer?.words ?? ''}
          name="words"
          required
          rows={4}
          dir="auto"
          defaultValue={answer?.words ?? ''}
          autoComplete="off"
          className={`${FIELD} py-2`}
        />
      </Labelled>
      <Labelled label={words.dorm}>
        <select key={answer?.dorm ?? ''} name="dorm" defaultValue={answer?.dorm ?? ''} className={FIELD}>
          <option value="">{words.anyDorm}</option>
          {dorms.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      <div aria-hidden="true" className="sr-only">
        <label>
          {words.trap}
          <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <div>
        <Button type="submit" disabled={isPending}>
          {isPending ? words.sending : words.send}
        </Button>
      </div>
    </form>
  );
}
