import type { ReactNode } from 'react';
import { Facade } from '#components/facade/facade.tsx';

type EmptyStateProps = { readonly title: string; readonly children: ReactNode };

/** Nothing here yet, and what happens next: an unlit house stands for it. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <section className="stage flex flex-col items-center gap-5 rounded-(--radius-card) px-6 py-10 text-center sm:py-14">
      <Facade dorm="empty" kind="row" usualRatio={null} size="large" name={null} className="h-36" />
      <div className="max-w-prose">
        <h2 className="text-2xl font-bold">{title}</h2>
        <div className="mt-2 text-stage-soft">{children}</div>
      </div>
    </section>
  );
}
