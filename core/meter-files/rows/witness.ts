import type { Quality, Unit } from '#core/meter-files/meter-file.ts';
import { type DecimalSign, readNumber } from '#core/meter-files/number-cells.ts';
import type { Line } from '#core/meter-files/rows/line.ts';

/** A value as it stood in a file, with what is known of its time; whether it counted is not told. */
export interface WitnessedValue {
  readonly row: number;
  /** The meter's label. */
  readonly meter: string;
  /** Epoch milliseconds; NaN where the times were not understood, or a register's value has no start. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** The times as they stood; blank where there is none of the kind. */
  readonly startText: string;
  readonly endText: string;
  /** A number with a decimal point, or the text that stood there. */
  readonly value: string;
  readonly unit: Unit | 'pulses';
  readonly isRegister: boolean;
  readonly quality: Quality;
}

/** Somebody who wants to know what stood in certain rows. */
export interface RowWitness {
  wants(row: number): boolean;
  take(value: WitnessedValue): void;
}

/** Tells of one meter's line; `startsAt` and `endsAt` are NaN where its times were not understood. */
export type WitnessLine = (line: Readonly<Line>, startsAt: number, endsAt: number) => void;

/** What tells a witness of one meter's lines; undefined where there is none. */
export function witnessOf({
  witness,
  meter,
  unit,
  isRegister,
  areEnds,
  decimalSign,
}: {
  readonly witness: RowWitness | undefined;
  readonly meter: string;
  readonly unit: Unit | 'pulses';
  readonly isRegister: boolean;
  /** A line's only time is its end. */
  readonly areEnds: boolean;
  readonly decimalSign: DecimalSign;
}): WitnessLine | undefined {
  if (witness === undefined) return undefined;
  return (line, startsAt, endsAt) => {
    if (!witness.wants(line.row)) return;
    const { row, stampText, quality } = line;
    const isEnd = line.start !== null || isRegister || areEnds;
    witness.take({
      row,
      meter,
      startsAt,
      endsAt,
      startText: line.start === null ? (isEnd ? '' : stampText) : line.startText,
      endText: isEnd ? stampText : '',
      value: plainNumber(line.value, decimalSign),
      unit: line.unit ?? unit,
      isRegister,
      quality,
    });
  };
}

/** A number with a decimal point and nothing between its digits; any other text as it stands. */
export function plainNumber(text: string, sign: DecimalSign): string {
  const decimal = readNumber(text, sign);
  if (typeof decimal === 'string') return text.trim();
  const digits = String(decimal.digits).padStart(decimal.scale + 1, '0');
  const whole = decimal.scale > 0 ? digits.slice(0, -decimal.scale) : digits + '0'.repeat(-decimal.scale);
  const decimals = decimal.scale > 0 ? `.${digits.slice(-decimal.scale)}` : '';
  return `${decimal.isNegative ? '-' : ''}${whole}${decimals}`;
}
