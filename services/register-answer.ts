import type { RegisterAnswer } from '#core/energy/register-events.ts';
import { unitMicroWh } from '#core/energy/register-steps.ts';
import { registerMicroWh } from '#core/meter-files/exact-energy.ts';
import { readNumber } from '#core/meter-files/number-cells.ts';
import type { Meter } from '#db/queries/meters.ts';
import type { stepAt } from '#db/queries/registers.ts';
import { ServiceError } from '#services/service-error.ts';

/** What staff answer about a value. `oldEnd` and `newStart` are decimal text in the meter's unit (kWh unless told), as the instrument showed them. */
export interface RegisterAnswerSaid {
  readonly answer: RegisterAnswer;
  readonly digits?: number;
  readonly oldEnd?: string;
  readonly newStart?: string;
}

type Step = Exclude<Awaited<ReturnType<typeof stepAt>>, null>;

/** An answer ready to be stored. Errors: answer-unfit where it cannot be so. */
export function answerToStore(said: RegisterAnswerSaid, { meter, step }: { meter: Meter; step: Step | null }) {
  const { answer } = said;
  const values = {
    kind: answer,
    digits: answer === 'rollover' ? digitsOf(said, { meter, step }) : null,
    oldEndMicroWh: answer === 'swap' ? shownOf('old end', said.oldEnd, meter) : null,
    newStartMicroWh: answer === 'swap' || answer === 'reset' ? shownOf('new start', said.newStart, meter) : null,
  };
  if (step === null || step.isScaled) return values;
  if (values.oldEndMicroWh !== null && step.baseMicroWh !== null && values.oldEndMicroWh < step.baseMicroWh)
    throw unfit('The old instrument cannot have ended lower than the last value before. Check the old end.');
  if (values.newStartMicroWh !== null && values.newStartMicroWh > step.registerMicroWh)
    throw unfit('The new instrument cannot have begun higher than this value. Check the new start.');
  return values;
}

function digitsOf(said: RegisterAnswerSaid, { meter, step }: { meter: Meter; step: Step | null }): number {
  const digits = said.digits ?? meter.registerDigits;
  if (digits === null || !Number.isInteger(digits) || digits < 3 || digits > 15)
    throw unfit('How many digits does the register have? A rollover needs them, from 3 to 15.');
  const range = 10n ** BigInt(digits) * unitMicroWh(meter.unit);
  if (step !== null && step.baseMicroWh !== null && !step.isScaled && step.baseMicroWh >= range)
    throw unfit(`A register of ${digits} digits cannot have shown the value before. Check the digits.`);
  return digits;
}

function shownOf(name: string, text: string | undefined, meter: Meter): bigint | null {
  if (text === undefined || text.trim() === '') return null;
  const decimal = readNumber(text, '.');
  const value =
    typeof decimal === 'string' || decimal.isNegative
      ? null
      : registerMicroWh(decimal, { unit: meter.unit ?? 'kWh', multiplier: { isNegative: false, digits: 1, scale: 0 } });
  if (value === null) throw unfit(`The ${name} is a number such as 12345.6, not “${text}”.`);
  return value;
}

function unfit(message: string): ServiceError {
  return new ServiceError('answer-unfit', message);
}
