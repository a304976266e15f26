'use client';

import { buttonClass } from '#components/ui/button.tsx';

export function PrintButton({ words }: { readonly words: string }) {
  return (
    <button type="button" className={`needs-script ${buttonClass('primary')}`} onClick={() => window.print()}>
      {words}
    </button>
  );
}
