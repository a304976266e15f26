import type { RegisterStamp } from '#core/energy/registers.ts';

export const REGISTER_ANSWERS = ['rollover', 'reset', 'swap', 'mistake', 'real'] as const;
/**
 * What staff say about a step of a register. rollover: it went past its last number. reset: it began again at
 * `newStart`. swap: another instrument took over, the old one ended at `oldEnd`, the new one began at `newStart`.
 * mistake: the value at that stamp is wrong. real: so much energy was used.
 */
export type RegisterAnswer = (typeof REGISTER_ANSWERS)[number];

/** An answer that holds. `at` is epoch milliseconds; values are what the instrument showed, in µWh, null where not known. */
export interface RegisterEvent {
  readonly at: number;
  readonly kind: RegisterAnswer;
  readonly digits: number | null;
  readonly oldEndMicroWh: bigint | null;
  readonly newStartMicroWh: bigint | null;
}

/** The answer of a kind about the step from one stamp to the next; a mistake is about its own stamp only. */
export function eventWithin(
  events: readonly RegisterEvent[],
  step: { readonly base: RegisterStamp; readonly stamp: RegisterStamp; readonly kind: RegisterAnswer },
): RegisterEvent | null {
  const { base, stamp, kind } = step;
  return events.find((event) => event.kind === kind && event.at > base.stampedAt && event.at <= stamp.stampedAt) ?? null;
}

export function isMistake(events: readonly RegisterEvent[], stamp: RegisterStamp): boolean {
  return events.some((event) => event.kind === 'mistake' && event.at === stamp.stampedAt);
}
