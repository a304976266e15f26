import type { ReactNode } from 'react';
import { ProblemText } from '#components/season-setup/problem-text.tsx';
import type { DraftField, DraftProblem } from '#core/ranking/season-draft.ts';

interface StepProps {
  readonly number: number;
  readonly title: string;
  /** What is decided here, in a sentence. */
  readonly lead: string;
  readonly children: ReactNode;
}

/** One decision of the form, with its number. */
export function Step({ number, title, lead, children }: StepProps) {
  return (
    <fieldset className="card min-w-0 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-start gap-4">
        <span aria-hidden="true" className="figures w-8 shrink-0 text-3xl leading-8 text-gold-ink">
          {number}
        </span>
        <div className="min-w-0">
          <p aria-hidden="true" className="font-display text-xl leading-8 font-bold tracking-tight">
            {title}
          </p>
          <p className="mt-0.5 max-w-prose text-sm text-soft">{lead}</p>
        </div>
      </div>
      <div className="mt-5 grid gap-5 sm:pl-12">{children}</div>
    </fieldset>
  );
}

interface FieldProps {
  readonly name: DraftField;
  readonly label: string;
  readonly note?: string;
  readonly problems: readonly DraftProblem[];
  readonly className?: string;
  readonly children: (field: { readonly id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
}

/** A field with its words, what is good to know, and what is wrong with it. */
export function Field({ name, label, note, problems, className = '', children }: FieldProps) {
  const own = problems.filter(({ field }) => field === name);
  const id = fieldId(name);
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      {children({ id, 'aria-invalid': own.length > 0, 'aria-describedby': `${id}-note` })}
      <div id={`${id}-note`}>
        {note === undefined ? null : <p className="mt-1 text-sm text-soft">{note}</p>}
        <ProblemText problems={own} />
      </div>
    </div>
  );
}

/** Where a field's problem leads. */
export const fieldId = (name: DraftField): string => `season-${name}`;
