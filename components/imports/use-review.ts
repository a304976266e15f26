import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChosenOptions, PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { Refused, readProgress } from '#components/imports/read-progress.ts';
import { optionsQuery, staffApi } from '#components/imports/staff-paths.ts';

/** Where the review of a file stands. `share` is of the file, 0 to 1; `shown` is the newest preview, null before the first. */
export interface Review {
  readonly phase: 'reading' | 'shown' | 'committing' | 'committed';
  readonly share: number;
  readonly shown: PreviewView | null;
  /** Why the last request failed. */
  readonly refusal: string | null;
  /** The import that it became. */
  readonly committed: number | null;
}

export interface ReviewActions {
  /** Reads the file anew with these options; undefined takes one back. */
  readonly choose: (change: { readonly [Name in keyof ChosenOptions]: ChosenOptions[Name] | undefined }) => void;
  readonly reread: () => void;
  readonly commit: () => void;
}

const START: Review = { phase: 'reading', share: 0, shown: null, refusal: null, committed: null };

export function useReview({ campus, importId }: ReviewPlace): [Review, ReviewActions] {
  const [review, setReview] = useState(START);
  const running = useRef<AbortController | null>(null);
  const base = staffApi(campus, `imports/${importId}`);

  const run = useCallback(async (address: string, phase: 'reading' | 'committing') => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setReview((before) => ({ ...before, phase, share: 0, refusal: null }));
    try {
      const answer = await readProgress<PreviewView & { import?: number }>(address, {
        signal: controller.signal,
        onProgress: (share) => setReview((before) => ({ ...before, share })),
      });
      if (controller.signal.aborted) return;
      if (answer.import === undefined) setReview({ ...START, phase: 'shown', shown: answer });
      else setReview({ ...START, phase: 'committed', shown: answer, committed: answer.import });
    } catch (error) {
      if (controller.signal.aborted) return;
      const refusal = error instanceof Refused ? error.code : 'network';
      setReview((before) => ({ ...before, phase: 'shown', refusal }));
    }
  }, []);

  useEffect(() => {
    void run(`${base}/preview?first`, 'reading');
    return () => running.current?.abort();
  }, [base, run]);

  const options = review.shown?.options ?? {};
  return [
    review,
    {
      choose: (change) => {
        const chosen = Object.fromEntries(Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined));
        setReview((before) => (before.shown === null ? before : { ...before, shown: { ...before.shown, options: chosen } }));
        void run(`${base}/preview${optionsQuery(chosen)}`, 'reading');
      },
      reread: () => void run(`${base}/preview${optionsQuery(options)}`, 'reading'),
      commit: () => void run(`${base}/commit${optionsQuery(options)}`, 'committing'),
    },
  ];
}
