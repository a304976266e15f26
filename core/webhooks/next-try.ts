const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

/**
 * When a message that failed `tries` times is tried again; null: no more. Up to a fifth is added by chance (`luck`, 0 to 1), so that all
 * the messages that one outage stopped do not come back at once.
 */
export function nextTry(failed: { readonly tries: number; readonly at: Date; readonly luck: number }): Date | null {
  const wait = WAITS[failed.tries - 1];
  return wait === undefined ? null : new Date(failed.at.getTime() + wait * (1 + failed.luck / 5));
}
