import type { ReactNode } from 'react';

const LONG = 44;

/** The news of a scene; smaller where it is long. */
export function KioskHeadline({ words, children }: { readonly words: string; readonly children?: ReactNode }) {
  return (
    <div>
      <h1 className={`headline ${words.length > LONG ? 'text-[6.4vmin]' : 'text-[8vmin]'}`}>{words}</h1>
      {children === undefined ? null : <p className="mt-[1.4vmin] text-[3.6vmin] leading-snug text-stage-soft">{children}</p>}
    </div>
  );
}
