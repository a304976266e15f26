import type { RegisterAnswer } from '#core/energy/register-events.ts';
import { isWithinLimit } from '#core/energy/register-limit.ts';
import { energyBetween } from '#core/energy/register-scale.ts';
import { type RegisterRules, rolloverStep } from '#core/energy/register-steps.ts';
import type { HoldKind, RegisterStamp } from '#core/energy/registers.ts';

/** An answer that would fit; `digits` only with a rollover. */
export interface RegisterSuggestion {
  readonly answer: RegisterAnswer;
  readonly digits: number | null;
}

/** What may have happened at a held value, the likeliest first. */
export function suggestAnswers(
  hold: { readonly kind: HoldKind; readonly base: RegisterStamp; readonly stamp: RegisterStamp },
  rules: RegisterRules,
): RegisterSuggestion[] {
  const { kind, base, stamp } = hold;
  if (kind === 'register-jump') return [plain('mistake'), plain('swap'), plain('real')];
  const digits = digitsAlmostFull(base, rules);
  const isRollover = digits !== null && rolloverStep(base, stamp, { digits, rules }) !== null;
  const sinceZero = energyBetween({ ...stamp, stampedAt: base.stampedAt, registerMicroWh: 0n }, stamp, rules.multipliers);
  const isFromZero = isWithinLimit(sinceZero.microWh, stamp.stampedAt - base.stampedAt, rules.mostMicroW);
  // What shows less than a tenth of before has begun again rather than been read wrong.
  const isLow = stamp.registerMicroWh * 10n < base.registerMicroWh;
  return [
    ...(isRollover ? [{ answer: 'rollover', digits } as const] : []),
    ...(isFromZero && isLow
      ? [plain('reset'), plain('swap'), plain('mistake')]
      : [plain('mistake'), plain('swap'), plain('reset')]),
  ];
}

/** The digits of a value that fills more than nine tenths of what so many digits can show; null where it does not. */
function digitsAlmostFull({ registerMicroWh, isScaled }: RegisterStamp, { unitMicroWh }: RegisterRules): number | null {
  const shown = registerMicroWh / unitMicroWh;
  const digits = String(shown).length;
  return !isScaled && digits >= 3 && shown * 10n > 9n * 10n ** BigInt(digits) ? digits : null;
}

function plain(answer: RegisterAnswer): RegisterSuggestion {
  return { answer, digits: null };
}
