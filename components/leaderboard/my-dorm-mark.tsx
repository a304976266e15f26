'use client';

import { useMyDorm } from '#components/leaderboard/use-my-dorm.ts';

/** " · yours" behind the reader's own dorm. */
export function MyDormMark({ dorm, words }: { readonly dorm: string; readonly words: string }) {
  const mine = useMyDorm();
  return mine?.endsWith(`/${dorm}`) === true ? <strong className="font-semibold text-gold-ink">{` · ${words}`}</strong> : null;
}
