import { eventWithin, isMistake } from '#core/energy/register-events.ts';
import { isWithinLimit } from '#core/energy/register-limit.ts';
import { energyBetween, type Shown } from '#core/energy/register-scale.ts';
import { type ExplainedStep, explainStep, type RegisterRules } from '#core/energy/register-steps.ts';
import type { Quality } from '#core/meter-files/meter-file.ts';

/** What a register showed at an instant, as one file said. */
export interface RegisterStamp extends Shown {
  readonly startsAt: number | null;
  readonly quality: Quality;
  readonly allowsReset: boolean;
  /** Refused for its own start: brings no energy, yet the next difference begins here. */
  readonly isBaseOnly: boolean;
  readonly revision: number;
  readonly rowNumber: number;
}

/** Energy between two stamps; it belongs to the file that gave the later one. */
export interface RegisterReading {
  readonly startsAt: number;
  readonly seconds: number;
  readonly energyMicroWh: bigint;
  readonly quality: Quality;
  readonly revision: number;
  readonly rowNumber: number;
}

/**
 * register-first: nothing to take a difference from. overlap: the row says it began before the stamp before it; its
 * value still serves as base. register-drop: lower than before and not explained; register-jump: more than the meter can
 * have used, or going on from such a value. Both are held, and no base. register-rollover, register-reset,
 * register-swap: explained so. multiplier-changed: shared out by time over a change of multiplier.
 */
export interface RegisterFinding {
  readonly kind: 'register-first' | 'overlap' | HoldKind | Exclude<ExplainedStep['kind'], 'rise'> | 'multiplier-changed';
  readonly stamp: RegisterStamp;
  readonly base: RegisterStamp | null;
}

export type HoldKind = 'register-drop' | 'register-jump';

export interface RegisterState {
  /** What the next stamp is taken from. */
  readonly base: RegisterStamp | null;
  /** A held jump since then: values that go on from it are held with it. */
  readonly suspect: RegisterStamp | null;
}

export const NO_STATE: RegisterState = { base: null, suspect: null };

export interface RegisterStep {
  readonly reading: RegisterReading | null;
  readonly finding: RegisterFinding | null;
  readonly state: RegisterState;
}

/**
 * The reading between the last accepted stamp and the next one in time. The energy belongs to all of that time, also
 * across stamps that were refused or held. Never an absolute value, and negative only of a meter that nets generation.
 */
export function readNextStamp(state: RegisterState, stamp: RegisterStamp, rules: RegisterRules): RegisterStep {
  if (isMistake(rules.events, stamp)) return { reading: null, finding: null, state };
  const { base } = state;
  const accepted: RegisterState = { base: stamp, suspect: null };
  if (base === null) return { reading: null, finding: { kind: 'register-first', stamp, base }, state: accepted };
  const step = explainStep(base, stamp, rules);
  if (step === 'register-drop') return { reading: null, finding: { kind: step, stamp, base }, state };
  const follows = isFollowing(state.suspect, stamp, rules);
  const isReal = eventWithin(rules.events, { base, stamp, kind: 'real' }) !== null;
  if (step === 'register-jump' || (follows && step.kind === 'rise' && !isReal)) {
    const suspect = follows || isLower(stamp, state.suspect, rules) ? stamp : state.suspect;
    return { reading: null, finding: { kind: 'register-jump', stamp, base }, state: { base, suspect } };
  }
  if (stamp.isBaseOnly) return { reading: null, finding: null, state: accepted };
  if (stamp.startsAt !== null && stamp.startsAt < base.stampedAt)
    return { reading: null, finding: { kind: 'overlap', stamp, base }, state: accepted };
  const kind = step.kind !== 'rise' ? step.kind : step.isShared ? 'multiplier-changed' : null;
  return { reading: readingOf(base, stamp, step), finding: kind === null ? null : { kind, stamp, base }, state: accepted };
}

function readingOf(base: RegisterStamp, stamp: RegisterStamp, step: ExplainedStep): RegisterReading {
  return {
    startsAt: base.stampedAt,
    seconds: Math.round((stamp.stampedAt - base.stampedAt) / 1000),
    energyMicroWh: step.microWh,
    quality: step.isShared ? 'estimated' : stamp.quality,
    revision: stamp.revision,
    rowNumber: stamp.rowNumber,
  };
}

/** Whether a value goes on from a held one in a step that the meter can have used: it confirms the jump. */
function isFollowing(suspect: RegisterStamp | null, stamp: RegisterStamp, rules: RegisterRules): boolean {
  if (suspect === null) return false;
  const { microWh } = energyBetween(suspect, stamp, rules.multipliers);
  return microWh >= 0n && isWithinLimit(microWh, stamp.stampedAt - suspect.stampedAt, rules.mostMicroW);
}

/** Of several held levels the lowest is the likeliest. */
function isLower(stamp: RegisterStamp, suspect: RegisterStamp | null, rules: RegisterRules): boolean {
  return suspect === null || energyBetween(suspect, stamp, rules.multipliers).microWh < 0n;
}
