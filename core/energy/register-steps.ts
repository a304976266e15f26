import { eventWithin, type RegisterEvent } from '#core/energy/register-events.ts';
import { isWithinLimit } from '#core/energy/register-limit.ts';
import { energyBetween, type MultiplierSpan, type Shown, scaled } from '#core/energy/register-scale.ts';
import type { RegisterStamp } from '#core/energy/registers.ts';
import type { Unit } from '#core/meter-files/meter-file.ts';

/** What a meter's record says of how its register is to be read. */
export interface RegisterRules {
  readonly multipliers: readonly MultiplierSpan[];
  /** One of the units that the register shows, in µWh. */
  readonly unitMicroWh: bigint;
  /** After so many digits it begins again from zero; null when not known. */
  readonly digits: number | null;
  /** The register runs backwards while more is generated than used: such energy is negative. */
  readonly netsGeneration: boolean;
  /** Mean power above which a difference is held; null: no limit. */
  readonly mostMicroW: bigint | null;
  /** What staff have said, in order of time. */
  readonly events: readonly RegisterEvent[];
}

/** One unit of a register in µWh; of a meter whose unit nobody told, a kWh. */
export function unitMicroWh(unit: Unit | null): bigint {
  return unit === 'Wh' || unit === 'W' ? 1_000_000n : unit === 'MWh' ? 1_000_000_000_000n : 1_000_000_000n;
}

/** The energy of a step and what explains it (rise: nothing has to, also where generation is netted); `isShared` where a change of multiplier was shared out by time. */
export interface ExplainedStep {
  readonly kind: 'rise' | 'register-rollover' | 'register-reset' | 'register-swap';
  readonly microWh: bigint;
  readonly isShared: boolean;
}

/** A step from an accepted value to the next, explained; or why it is held. */
export function explainStep(
  base: RegisterStamp,
  stamp: RegisterStamp,
  rules: RegisterRules,
): ExplainedStep | 'register-drop' | 'register-jump' {
  const swap = eventWithin(rules.events, { base, stamp, kind: 'swap' });
  if (swap !== null) return { kind: 'register-swap', ...swapped(base, stamp, { rules, swap }) };
  const rise = energyBetween(base, stamp, rules.multipliers);
  if (rise.microWh < 0n) return explainDrop(base, stamp, { rules, fall: rise }) ?? 'register-drop';
  const isReal = eventWithin(rules.events, { base, stamp, kind: 'real' }) !== null;
  if (isReal || isWithinLimit(rise.microWh, stamp.stampedAt - base.stampedAt, rules.mostMicroW)) return { kind: 'rise', ...rise };
  return 'register-jump';
}

/** The energy from one value over a register's last number to the next; null where it is no likely step. */
export function rolloverStep(
  base: Shown,
  stamp: Shown,
  { digits, rules }: { digits: number; rules: RegisterRules },
): { microWh: bigint; isShared: boolean } | null {
  const step = overTheTop(base, stamp, { digits, rules });
  const most = rangeOf(stamp, { digits, rules });
  // Without a usual maximum to go by, only a small step past the last number is taken for one.
  const share = rules.mostMicroW === null ? 10n : 2n;
  const isLikely = rangeOf(base, { digits, rules }) > base.registerMicroWh && step.shown * share <= most;
  return isLikely && isWithinLimit(step.microWh, stamp.stampedAt - base.stampedAt, rules.mostMicroW) ? step : null;
}

function explainDrop(
  base: RegisterStamp,
  stamp: RegisterStamp,
  { rules, fall }: { rules: RegisterRules; fall: { microWh: bigint; isShared: boolean } },
): ExplainedStep | null {
  const rollover = eventWithin(rules.events, { base, stamp, kind: 'rollover' });
  if (rollover !== null) {
    const said = overTheTop(base, stamp, { digits: rollover.digits ?? rules.digits ?? 0, rules });
    if (said.microWh >= 0n) return { kind: 'register-rollover', microWh: said.microWh, isShared: said.isShared };
  }
  const reset = eventWithin(rules.events, { base, stamp, kind: 'reset' });
  if (reset !== null) return { kind: 'register-reset', ...sinceStart(base, stamp, { rules, newStart: reset.newStartMicroWh }) };
  if (rules.netsGeneration && isWithinLimit(-fall.microWh, stamp.stampedAt - base.stampedAt, rules.mostMicroW)) {
    const isHalfRound =
      rules.digits !== null &&
      (base.registerMicroWh - stamp.registerMicroWh) * 2n > rangeOf(stamp, { digits: rules.digits, rules });
    if (!isHalfRound) return { kind: 'rise', ...fall };
  }
  const likely = rules.digits === null ? null : rolloverStep(base, stamp, { digits: rules.digits, rules });
  if (likely !== null) return { kind: 'register-rollover', microWh: likely.microWh, isShared: likely.isShared };
  return stamp.allowsReset ? { kind: 'register-reset', ...sinceStart(base, stamp, { rules, newStart: null }) } : null;
}

function overTheTop(base: Shown, stamp: Shown, { digits, rules }: { digits: number; rules: RegisterRules }) {
  const reached = { ...stamp, registerMicroWh: stamp.registerMicroWh + rangeOf(stamp, { digits, rules }) };
  return { ...energyBetween(base, reached, rules.multipliers), shown: reached.registerMicroWh - base.registerMicroWh };
}

function rangeOf(shown: Shown, { digits, rules }: { digits: number; rules: RegisterRules }): bigint {
  const range = { ...shown, registerMicroWh: 10n ** BigInt(digits) * rules.unitMicroWh };
  return shown.isScaled ? scaled({ ...range, isScaled: false }, rules.multipliers) : range.registerMicroWh;
}

/** From what the register began at (zero unless said); never negative. */
function sinceStart(base: Shown, stamp: Shown, { rules, newStart }: { rules: RegisterRules; newStart: bigint | null }) {
  const start = { stampedAt: base.stampedAt, registerMicroWh: newStart ?? 0n, isScaled: newStart === null && stamp.isScaled };
  return atLeastNothing(energyBetween(start, stamp, rules.multipliers));
}

/** Both instruments' parts; one whose end or start nobody wrote down is not counted. */
function swapped(base: Shown, stamp: Shown, { rules, swap }: { rules: RegisterRules; swap: RegisterEvent }) {
  const at = (registerMicroWh: bigint) => ({ stampedAt: swap.at, registerMicroWh, isScaled: false });
  const none = { microWh: 0n, isShared: false };
  const { oldEndMicroWh, newStartMicroWh } = swap;
  const old = oldEndMicroWh === null ? none : atLeastNothing(energyBetween(base, at(oldEndMicroWh), rules.multipliers));
  const young = newStartMicroWh === null ? none : atLeastNothing(energyBetween(at(newStartMicroWh), stamp, rules.multipliers));
  return { microWh: old.microWh + young.microWh, isShared: old.isShared || young.isShared };
}

function atLeastNothing(energy: { microWh: bigint; isShared: boolean }) {
  return energy.microWh < 0n ? { ...energy, microWh: 0n } : energy;
}
