import type { ReactNode } from 'react';

interface InboxSectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** A sort of thing that waits. */
export function InboxSection({ id, title, note, children }: InboxSectionProps) {
  return (
    <section id={id} className="min-w-0 scroll-mt-4">
      <h2 className="text-2xl leading-tight font-bold tracking-tight">{title}</h2>
      {note === undefined ? null : <p className="mt-1 max-w-prose text-soft">{note}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

/** Lines one below the other, in one card. */
export function Lines({ children }: { readonly children: ReactNode }) {
  return <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">{children}</ul>;
}

export function Line({ className = '', children }: { readonly className?: string; readonly children: ReactNode }) {
  return <li className={`border-b border-line px-5 py-4 last:border-0 ${className}`}>{children}</li>;
}
