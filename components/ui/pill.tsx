import type { ReactNode } from 'react';

export type PillTone = 'plain' | 'good' | 'gold' | 'warning';

const tones: Record<PillTone, string> = {
  plain: 'border-line-strong text-soft',
  good: 'border-leaf text-leaf',
  gold: 'border-transparent bg-gold-wash text-on-gold-wash',
  warning: 'border-clay text-clay',
};

/** A short state in words; its colour repeats what the words say. */
export function Pill({ tone = 'plain', children }: { readonly tone?: PillTone; readonly children: ReactNode }) {
  return <span className={`inline-flex items-center rounded-full border px-2.5 py-0.5 text-sm ${tones[tone]}`}>{children}</span>;
}
