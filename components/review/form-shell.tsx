'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Notice } from '#components/ui/notice.tsx';

interface FormShellProps {
  readonly action: (form: FormData) => void;
  readonly isPending: boolean;
  /** Digest of the numbers that were looked at. */
  readonly seen: string;
  readonly refusal: string | null;
  /** Counts answers; what a new one shows is made anew, with what was typed in it. */
  readonly turn: number;
  readonly children: ReactNode;
}

/** A form in two steps that the server answers, with or without a script. After each answer the reader stands at its beginning. */
export function FormShell({ action, isPending, seen, refusal, turn, children }: FormShellProps) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) top.current?.focus();
  }, [turn]);
  return (
    <form action={action} aria-busy={isPending} className={isPending ? 'opacity-70' : ''}>
      <input type="hidden" name="seen" value={seen} />
      {/* biome-ignore lint/a11y/noAutofocus: without a script, the page that answers begins at its top, far from the form. */}
      <div key={turn} ref={top} tabIndex={-1} autoFocus={turn > 0} className="grid max-w-3xl scroll-mt-6 gap-5 outline-none">
        {refusal === null ? null : (
          <Notice tone="warning" isLive>
            <p className="text-ink">{refusal}</p>
          </Notice>
        )}
        {children}
      </div>
    </form>
  );
}
