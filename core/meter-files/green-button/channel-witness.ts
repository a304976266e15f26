import type { Decimal } from '#core/meter-files/exact-energy.ts';
import type { Channel } from '#core/meter-files/green-button/channels.ts';
import type { Unit } from '#core/meter-files/meter-file.ts';
import { readNumber } from '#core/meter-files/number-cells.ts';
import { plainNumber, type RowWitness, type WitnessLine, witnessOf } from '#core/meter-files/rows/witness.ts';

/** Tells a witness of a channel's readings, their power of ten in the unit or else in the number. */
export function channelWitness({
  channel,
  unit,
  isRegister,
  witness,
}: {
  readonly channel: Channel;
  readonly unit: Unit;
  readonly isRegister: boolean;
  readonly witness: RowWitness | undefined;
}): WitnessLine | undefined {
  const power = powerOf(channel.factor);
  const scaled = UNITS[unit][power];
  const tell = witnessOf({ witness, meter: channel.label, unit: scaled ?? unit, isRegister, areEnds: false, decimalSign: '.' });
  if (tell === undefined || scaled !== undefined) return tell;
  return (line, startsAt, endsAt) => tell({ ...line, value: timesTenTo(line.value, power) }, startsAt, endsAt);
}

/** What a unit is called that is larger or smaller by a power of ten. */
const UNITS: Readonly<Record<Unit, Readonly<Record<number, Unit>>>> = {
  Wh: { 0: 'Wh', 3: 'kWh', 6: 'MWh' },
  kWh: { [-3]: 'Wh', 0: 'kWh', 3: 'MWh' },
  MWh: { [-6]: 'Wh', [-3]: 'kWh', 0: 'MWh' },
  W: { 0: 'W', 3: 'kW' },
  kW: { [-3]: 'W', 0: 'kW' },
};

function powerOf({ digits, scale }: Decimal): number {
  return scale > 0 ? -scale : String(digits).length - 1;
}

/** A number moved by so many decimals; any other text as it stands. */
function timesTenTo(text: string, power: number): string {
  const decimal = readNumber(text, '.');
  if (typeof decimal === 'string') return text;
  const sign = decimal.isNegative ? '-' : '';
  const scale = decimal.scale - power;
  const digits = scale < 0 ? `${decimal.digits}${'0'.repeat(-scale)}` : String(decimal.digits).padStart(scale + 1, '0');
  return plainNumber(scale > 0 ? `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}` : `${sign}${digits}`, '.');
}
