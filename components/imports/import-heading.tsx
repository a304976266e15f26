import type { ReactNode } from 'react';
import { type ImportStep, ImportSteps } from '#components/imports/import-steps.tsx';

/** The news about a file as the page's headline, how far it has come, and which file it is. */
export function ImportHeading({
  headline,
  step,
  children,
}: {
  readonly headline: string;
  readonly step: ImportStep;
  readonly children: ReactNode;
}) {
  return (
    <header className="mb-7">
      <h1 className="headline text-4xl sm:text-5xl">{headline}</h1>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <ImportSteps current={step} />
        <p className="text-sm text-soft">{children}</p>
      </div>
    </header>
  );
}
