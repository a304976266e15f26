'use client';

import { useId, useState } from 'react';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { Button } from '#components/ui/button.tsx';

type ShownOnceProps = { readonly once: NonNullable<NonNullable<FormAnswer>['once']> };

/** A secret to take along now: whole in a field that selects itself, with a button that copies it. */
export function ShownOnce({ once }: ShownOnceProps) {
  const id = useId();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="mt-3">
      <label htmlFor={id} className="block text-sm font-semibold text-ink">
        {once.label}
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        <input
          id={id}
          readOnly
          value={once.value}
          onFocus={(event) => event.currentTarget.select()}
          className="min-h-11 min-w-0 flex-1 basis-60 rounded-xl border border-line-strong bg-sunken px-3 font-mono text-sm text-ink"
        />
        <Button
          look="secondary"
          className="needs-script"
          onClick={() => {
            navigator.clipboard?.writeText(once.value).then(
              () => setIsCopied(true),
              () => setIsCopied(false),
            );
          }}
        >
          <span aria-live="polite">{isCopied ? once.copied : once.copy}</span>
        </Button>
      </div>
    </div>
  );
}
