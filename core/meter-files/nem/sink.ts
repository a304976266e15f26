import { type Decimal, type EnergyRule, intervalMicroWh, LARGEST_INTERVAL_KWH } from '#core/meter-files/exact-energy.ts';
import type { IntervalRow, MeterSettings, ReadOptions, Unit } from '#core/meter-files/meter-file.ts';
import { isMegawatt } from '#core/meter-files/nem/records.ts';
import { readDecimal, readNumber } from '#core/meter-files/number-cells.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { unitOf } from '#core/meter-files/table/words.ts';

/** Rows that are ready, and the problems met on the way. */
export interface NemSink {
  intervals: IntervalRow[];
  readonly problems: ProblemList;
}

/** A channel that counts, on its way to rows of one meter. */
export interface CountedChannel {
  /** Index of the meter's label. */
  readonly meter: number;
  readonly netsGeneration: boolean;
  /** Unit and multiplier at an instant. */
  ruleAt(instant: number): EnergyRule;
}

/** How a channel's values become energy: a told unit or multiplier goes before the file's and the meter's. */
export function countedChannel({
  meter,
  unit,
  settings,
  options,
}: {
  readonly meter: number;
  readonly unit: string;
  readonly settings: MeterSettings;
  readonly options: ReadOptions;
}): CountedChannel {
  const ruleOf = (multiplier: string) => ruleFor(unit, options.unit ?? null, settings.unit, readDecimal(multiplier));
  const told = options.multiplier ?? null;
  const first = ruleOf(told ?? settings.multiplier);
  const changes = told === null ? settings.multipliers : [];
  const later = changes.map(({ fromAt, multiplier }) => ({ fromAt, rule: ruleOf(multiplier) }));
  const { netsGeneration } = settings;
  return { meter, netsGeneration, ruleAt: (instant) => later.findLast(({ fromAt }) => fromAt <= instant)?.rule ?? first };
}

function ruleFor(text: string, told: Unit | null, usual: Unit | null, multiplier: Decimal): EnergyRule {
  if (told === null && isMegawatt(text)) {
    return { unit: 'kW', multiplier: { ...multiplier, digits: BigInt(multiplier.digits) * 1000n } };
  }
  return { unit: told ?? unitOf(text) ?? usual ?? 'kWh', multiplier };
}

/** A value cell as it is to be judged; `column` names the cell, `found` what stood there. */
export interface ValueCell {
  readonly text: string;
  readonly startsAt: number;
  readonly seconds: number;
  where(): { readonly row: number; readonly column: string; readonly found: string };
}

/** The exact energy of a cell in µWh; null, and a problem said, where it holds none that can count. */
export function energyOf(cell: ValueCell, channel: CountedChannel, problems: ProblemList): number | null {
  const number = readNumber(cell.text, '.');
  if (typeof number === 'string') {
    const isMissing = number === 'missing';
    problems.add({ kind: isMissing ? 'value-missing' : 'value-bad', severity: isMissing ? 'info' : 'refused', ...cell.where() });
    return null;
  }
  if (number.isNegative && !channel.netsGeneration) {
    problems.add({ kind: 'value-negative', severity: 'refused', ...cell.where() });
    return null;
  }
  const energy = intervalMicroWh(number, channel.ruleAt(cell.startsAt), cell.seconds);
  if (energy === null) {
    const params = { most: String(LARGEST_INTERVAL_KWH) };
    problems.add({ kind: 'value-implausible', severity: 'refused', ...cell.where(), params });
    return null;
  }
  return number.isNegative && energy !== 0 ? -energy : energy;
}
