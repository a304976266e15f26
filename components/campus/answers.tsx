'use client';

import { createContext, type FormEvent, type ReactNode, startTransition, use, useActionState, useEffect, useRef } from 'react';
import type { StaffAnswer, StaffFormAction } from '#components/campus/staff-answer.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface Answering {
  readonly answer: StaffAnswer;
  readonly send: (form: FormData) => void;
  readonly isPending: boolean;
}

const Section = createContext<Answering | null>(null);

/**
 * A section whose forms share one action: what was done is said above them, since the form that asked may be gone with
 * what it was about.
 */
export function Answers({ action, children }: { readonly action: StaffFormAction; readonly children: ReactNode }) {
  const [answer, send, isPending] = useActionState(action, null);
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer?.tone === 'info') said.current?.focus();
  }, [answer]);
  return (
    <Section value={{ answer, send, isPending }}>
      <div ref={said} tabIndex={-1} role="status" className={answer?.tone === 'info' ? 'mb-4 scroll-mt-4' : ''}>
        {answer?.tone === 'info' ? <Said answer={answer} /> : null}
      </div>
      {children}
    </Section>
  );
}

interface AnswerFormProps {
  /** Tells this form from the others of its section; sent as `item`. */
  readonly item: string;
  readonly className?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A form of the section around it. What was typed stays when the answer is no. */
export function AnswerForm({ item, className, label, children }: AnswerFormProps) {
  const section = use(Section);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (section === null || section.isPending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => section.send(form));
  };
  const refused = section?.answer?.tone === 'warning' && section.answer.item === item ? section.answer : null;
  return (
    <form
      {...(section === null ? {} : { action: section.send })}
      onSubmit={submit}
      aria-busy={section?.isPending === true}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={`${className ?? ''} ${section?.isPending === true ? 'opacity-70' : ''}`}
    >
      <input type="hidden" name="item" value={item} />
      {children}
      <div role="alert" className={refused === null ? '' : 'w-full'}>
        {refused === null ? null : <Said answer={refused} />}
      </div>
    </form>
  );
}

function Said({ answer }: { readonly answer: Exclude<StaffAnswer, null> }) {
  return (
    <Notice tone={answer.tone}>
      <p className="text-ink">
        {answer.message}
        {answer.link === null ? null : (
          <>
            {' '}
            <LocalLink href={answer.link.href} className="link tappable">
              {answer.link.words}
            </LocalLink>
          </>
        )}
      </p>
    </Notice>
  );
}
