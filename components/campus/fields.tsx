import type { ReactNode } from 'react';

/** The look of a line, a choice or a date in the staff's forms. */
export const FIELD = 'min-h-11 w-full rounded-xl border border-line-strong bg-card px-3 text-ink';

interface LabelledProps {
  readonly label: string;
  readonly note?: string;
  readonly className?: string;
  /** One field. */
  readonly children: ReactNode;
}

/** A field within its label. */
export function Labelled({ label, note, className = '', children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children.
    <label className={`block min-w-0 ${className}`}>
      <span className="block text-sm text-soft">{label}</span>
      {children}
      {note === undefined ? null : <span className="mt-0.5 block text-sm text-soft">{note}</span>}
    </label>
  );
}

/** Why, in a few words: what is decided without one is not understood a year later. */
export function ReasonField({ label, placeholder }: { readonly label: string; readonly placeholder?: string }) {
  return (
    <Labelled label={label} className="grow basis-56">
      <input name="reason" required maxLength={500} placeholder={placeholder} autoComplete="off" className={FIELD} />
    </Labelled>
  );
}
