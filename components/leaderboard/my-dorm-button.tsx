'use client';

import { rememberMyDorm } from '#components/leaderboard/my-dorm-store.ts';
import { useMyDorm } from '#components/leaderboard/use-my-dorm.ts';

type MyDormButtonProps = {
  readonly campus: string;
  readonly dorm: string;
  readonly words: { readonly make: string; readonly is: string; readonly forget: string };
};

/** Makes a dorm the reader's own in this browser, or forgets it. */
export function MyDormButton({ campus, dorm, words }: MyDormButtonProps) {
  const mine = useMyDorm() === `${campus}/${dorm}`;
  return (
    <p className="needs-script not-printed flex min-h-9 flex-wrap items-center gap-x-3" aria-live="polite">
      {mine ? <span className="font-semibold text-stage-gold">{words.is}</span> : null}
      <button
        type="button"
        onClick={() => rememberMyDorm(mine ? null : `${campus}/${dorm}`)}
        className="tappable min-h-9 rounded-full border border-current px-4 text-sm font-medium hover:bg-stage-ink/10"
      >
        {mine ? words.forget : words.make}
      </button>
    </p>
  );
}
