import type { ReactNode } from 'react';

type CardProps = {
  readonly title: string;
  readonly note?: string;
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A titled region; the title is the answer the card gives, not its topic. */
export function Card({ title, note, id, className = '', children }: CardProps) {
  return (
    <section
      {...(id === undefined ? {} : { id })}
      className={`card min-w-0 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6 ${className}`}
    >
      <h2 className="text-xl leading-tight font-bold tracking-tight">{title}</h2>
      {note === undefined ? null : <p className="mt-1 text-sm text-soft">{note}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
