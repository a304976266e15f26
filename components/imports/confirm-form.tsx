'use client';

import { type ReactNode, useActionState, useId, useRef } from 'react';
import { type FormAction, IDLE } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Button } from '#components/ui/button.tsx';

interface ConfirmFormProps {
  readonly action: FormAction;
  readonly importId: number;
  /** A plain link instead of a button, where there are many. */
  readonly isQuiet?: boolean;
  /** What the button says, what is asked, what follows, and the two answers. */
  readonly words: { readonly open: string; readonly title: string; readonly yes: string; readonly no: string };
  readonly children: ReactNode;
}

/** A button that asks once more, in a dialog that keyboards and screen readers know, before it acts. */
export function ConfirmForm({ action, importId, isQuiet = false, words, children }: ConfirmFormProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, act, isPending] = useActionState(action, IDLE);
  const { refusal } = useImportWords();
  const id = useId();
  return (
    <>
      {isQuiet ? (
        <button type="button" className="link tappable font-semibold" onClick={() => dialog.current?.showModal()}>
          {words.open}
        </button>
      ) : (
        <Button look="secondary" onClick={() => dialog.current?.showModal()}>
          {words.open}
        </Button>
      )}
      <dialog
        ref={dialog}
        aria-labelledby={id}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-(--radius-card) border border-line bg-card p-6 text-ink backdrop:bg-black/50"
      >
        <h2 id={id} className="text-xl font-bold">
          {words.title}
        </h2>
        <div className="mt-2 text-soft">{children}</div>
        {state.status === 'refused' ? (
          <p role="alert" className="mt-3 text-clay">
            {refusal(state.code)}
          </p>
        ) : null}
        <div className="mt-5 flex flex-wrap gap-2.5">
          <form action={act}>
            <input type="hidden" name="import" value={importId} />
            <Button type="submit" look="danger" disabled={isPending}>
              {words.yes}
            </Button>
          </form>
          <Button look="secondary" onClick={() => dialog.current?.close()}>
            {words.no}
          </Button>
        </div>
      </dialog>
    </>
  );
}
