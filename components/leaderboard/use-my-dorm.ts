'use client';

import { useSyncExternalStore } from 'react';
import { onMyDormChange, readMyDorm } from '#components/leaderboard/my-dorm-store.ts';

const unknownOnServer = (): null => null;

/** `campus/dorm` once the page is live; null in the first HTML. */
export function useMyDorm(): string | null {
  return useSyncExternalStore(onMyDormChange, readMyDorm, unknownOnServer);
}
