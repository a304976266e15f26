'use client';

import { useMyDorm } from '#components/leaderboard/use-my-dorm.ts';

type MyDormMarkProps = { readonly campus: string; readonly dorm: string; readonly words: string };

/** Marks the reader's own row: spoken as words, seen through the row's style, so that nothing moves when it appears. */
export function MyDormMark({ campus, dorm, words }: MyDormMarkProps) {
  const mine = useMyDorm();
  if (mine !== `${campus}/${dorm}`) return null;
  return (
    <span className="sr-only" data-mine="">
      {words}
    </span>
  );
}
