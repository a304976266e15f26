import type { ReactNode } from 'react';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

interface GuessFrameProps {
  readonly about: string;
  readonly why?: string;
  readonly certainty: { readonly tone: PillTone; readonly words: string } | null;
  readonly children: ReactNode;
}

/** A line of the list of guesses: what it is about, what it says and why, how sure it is. */
export function GuessFrame({ about, why, certainty, children }: GuessFrameProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-0.5 sm:grid-cols-[7.5rem_minmax(0,1fr)_auto]">
      <dt className="col-span-2 text-sm text-soft sm:col-span-1 sm:text-base">{about}</dt>
      <dd className="min-w-0">
        {children}
        {why === undefined || why === '' ? null : <p className="text-sm break-words text-soft">{why}</p>}
      </dd>
      <dd>{certainty === null ? null : <Pill tone={certainty.tone}>{certainty.words}</Pill>}</dd>
    </div>
  );
}
