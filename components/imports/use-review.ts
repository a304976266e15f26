import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChosenOptions, PreviewView, ProfileView, ReviewPlace } from '#components/imports/import-view.ts';
import { Refused, readProgress } from '#components/imports/read-progress.ts';
import { optionsQuery, staffApi } from '#components/imports/staff-paths.ts';

/** Where the review of a file stands. `share` is of the file, 0 to 1; `shown` is the newest preview, null before the first. */
export interface Review {
  readonly phase: 'reading' | 'shown' | 'committing' | 'committed';
  /** What the server is at, as it says itself; null before it has begun. */
  readonly stage: string | null;
  readonly share: number;
  readonly shown: PreviewView | null;
  /** Why the last request failed, and whether it was a commit. */
  readonly refusal: { readonly code: string; readonly phase: 'reading' | 'committing' } | null;
  /** The import that it became. */
  readonly committed: number | null;
  /** The profile as it was first applied; staff may have taken its answers back since. */
  readonly profile: ProfileView | null;
}

type Change = { readonly [Name in keyof ChosenOptions]: ChosenOptions[Name] | undefined };

export interface ReviewActions {
  /** Reads the file anew with these options; undefined takes one back. */
  readonly choose: (change: Change) => void;
  readonly reread: () => void;
  /** Does once more what failed. */
  readonly retry: () => void;
  /** Ends the reading; what was shown before stays. */
  readonly stop: () => void;
  readonly commit: () => void;
}

const START: Review = {
  phase: 'reading',
  stage: null,
  share: 0,
  shown: null,
  refusal: null,
  committed: null,
  profile: null,
};

export function useReview({ campus, importId }: ReviewPlace): [Review, ReviewActions] {
  const [review, setReview] = useState(START);
  const running = useRef<AbortController | null>(null);
  const last = useRef<{ address: string; phase: 'reading' | 'committing' } | null>(null);
  const base = staffApi(campus, `imports/${importId}`);

  const run = useCallback(async (address: string, phase: 'reading' | 'committing') => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    last.current = { address, phase };
    setReview((before) => ({ ...before, phase, stage: null, share: 0, refusal: null }));
    try {
      const answer = await readProgress<PreviewView & { import?: number }>(address, {
        signal: controller.signal,
        onProgress: (share) => setReview((before) => ({ ...before, share })),
        onStage: (stage) => setReview((before) => ({ ...before, stage })),
      });
      if (controller.signal.aborted) return;
      setReview((before) => afterAnswer(before, answer));
    } catch (error) {
      if (controller.signal.aborted) return;
      const code = error instanceof Refused ? error.code : 'network';
      setReview((before) => ({ ...before, phase: 'shown', refusal: { code, phase } }));
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
      retry: () => void (last.current === null ? null : run(last.current.address, last.current.phase)),
      stop: () => {
        running.current?.abort();
        setReview((before) => ({ ...before, phase: 'shown', refusal: { code: 'stopped', phase: 'reading' } }));
      },
      commit: () => void run(`${base}/commit${optionsQuery(options)}`, 'committing'),
    },
  ];
}

function afterAnswer(before: Review, answer: PreviewView & { import?: number }): Review {
  const profile = answer.profile ?? before.profile;
  // What was drawn stays while the answer to a commit has no picture of its own.
  if (answer.import !== undefined)
    return { ...START, profile, phase: 'committed', shown: before.shown ?? answer, committed: answer.import };
  return { ...START, profile, phase: 'shown', shown: answer };
}
