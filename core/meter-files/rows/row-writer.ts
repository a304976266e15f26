import type { Decimal } from '#core/meter-files/exact-energy.ts';
import { type EnergyRule, intervalMicroWh, LARGEST_INTERVAL_KWH, registerMicroWh } from '#core/meter-files/exact-energy.ts';
import type { IntervalRow, RegisterRow, Unit } from '#core/meter-files/meter-file.ts';
import { type DecimalSign, readNumber } from '#core/meter-files/number-cells.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { clockText, type Line } from '#core/meter-files/rows/line.ts';
import type { WitnessLine } from '#core/meter-files/rows/witness.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

/** Rows that are ready, waiting to be taken away in a batch. */
export interface RowSink {
  intervals: IntervalRow[];
  registers: RegisterRow[];
  readonly problems: ProblemList;
}

export interface WriterSetup {
  readonly meter: number;
  readonly sink: RowSink;
  readonly witness?: WitnessLine | undefined;
  /** Where problems of the values go. */
  readonly problems: ProblemList;
  readonly zone: ZoneClock;
  readonly now: number;
  readonly decimalSign: DecimalSign;
  readonly unit: Unit;
  readonly countsPulses: boolean;
  /** A multiplier is told, for the file or the meter: it says what a pulse is worth. */
  readonly isPulseWorthKnown: boolean;
  /** In order of time, each from an instant on, the first from the beginning. Of registers only one told for the file. */
  readonly multipliers: readonly MultiplierFrom[];
  /** The multiplier was told for this file. */
  readonly isMultiplierTold: boolean;
  readonly netsGeneration: boolean;
  readonly stampColumn: string | null;
  readonly valueColumn: string | null;
  /** Blank cells of a table with a column a meter are ordinary; a row that is only there for its value and has none is refused. */
  readonly areBlanksOrdinary: boolean;
}

export interface MultiplierFrom {
  readonly fromAt: number;
  readonly multiplier: Decimal;
}

const ONE: Decimal = { isNegative: false, digits: 1, scale: 0 };

/** Half a year: the longest time that is billed at once. A longer one is a wrong year, and would crowd out the rows within. */
const MOST_DAYS = 190;
const DAY_SECONDS = 86_400;

const EARLIEST = Date.UTC(1990, 0, 1);

/** Checks the time and value of one meter's lines and writes the good ones as rows. */
export class RowWriter {
  readonly #setup: WriterSetup;
  readonly #eras: readonly Era[];
  readonly #firstEra: Era;

  constructor(setup: WriterSetup) {
    this.#setup = setup;
    this.#eras = setup.multipliers.map(({ fromAt, multiplier }) => eraOf(setup.unit, fromAt, multiplier));
    this.#firstEra = this.#eras[0] ?? eraOf(setup.unit, Number.NEGATIVE_INFINITY, ONE);
  }

  /** True when the times are ones that can be: then the row stands in the meter's sequence, whatever becomes of its value. */
  writeInterval(line: Line, startsAt: number, endsAt: number): boolean {
    this.#setup.witness?.(line, startsAt, endsAt);
    const { meter, sink } = this.#setup;
    const seconds = Math.round((endsAt - startsAt) / 1000);
    if (seconds < 1) {
      this.#refuse('length-zero', line);
      return false;
    }
    if (!this.#isInRecords(line, startsAt, endsAt)) return false;
    if (line.start !== null && seconds > MOST_DAYS * DAY_SECONDS) {
      this.#refuse('length-implausible', line, { most: String(MOST_DAYS) });
      return false;
    }
    const decimal = this.#decimalOf(line);
    if (decimal === null) return true;
    const rule = this.#ruleFor(line, startsAt);
    const amount = rule === null ? null : intervalMicroWh(decimal, rule, seconds);
    if (rule === null) this.#refuseUnit(line);
    else if (amount === null) this.#refuseValue('value-implausible', line, { most: String(LARGEST_INTERVAL_KWH) });
    else {
      const energyMicroWh = decimal.isNegative ? 0 - amount : amount;
      sink.intervals.push({ row: line.row, meter, startsAt, seconds, energyMicroWh, quality: line.quality });
    }
    return true;
  }

  writeRegister(line: Line, startsAt: number, stampedAt: number): void {
    if (startsAt >= stampedAt) this.#refuse('length-zero', line);
    this.#writeRegister(line, {
      stampedAt,
      startsAt: Number.isNaN(startsAt) ? null : startsAt,
      isBaseOnly: startsAt >= stampedAt,
    });
  }

  /** A register whose own start was refused. */
  writeBase(line: Line, stampedAt: number): void {
    this.#writeRegister(line, { stampedAt, startsAt: null, isBaseOnly: true });
  }

  refuseLength(line: Line): void {
    this.#setup.witness?.(line, Number.NaN, Number.NaN);
    this.#refuse('length-unknown', line);
  }

  #writeRegister(line: Line, stamps: Pick<RegisterRow, 'stampedAt' | 'startsAt' | 'isBaseOnly'>): void {
    this.#setup.witness?.(line, stamps.startsAt ?? Number.NaN, stamps.stampedAt);
    if (!this.#isInRecords(line, stamps.stampedAt, stamps.stampedAt)) return;
    const decimal = this.#decimalOf(line);
    if (decimal === null) return;
    const { meter, sink, isMultiplierTold: isScaled } = this.#setup;
    const rule = this.#ruleFor(line, stamps.stampedAt);
    const amount = rule === null ? null : registerMicroWh(decimal, rule);
    if (rule === null) this.#refuseUnit(line);
    else if (amount === null) this.#refuseValue('value-implausible', line, { most: '9223372036' });
    else {
      const register = decimal.isNegative ? -amount : amount;
      sink.registers.push({ row: line.row, meter, ...stamps, registerMicroWh: register, isScaled, quality: line.quality });
    }
  }

  #isInRecords(line: Line, startsAt: number, endsAt: number): boolean {
    if (startsAt < EARLIEST) this.#refuse('time-before-records', line);
    else if (endsAt > this.#setup.now) {
      this.#refuse('time-in-future', line, { now: clockText(this.#setup.zone.wall(this.#setup.now)) });
    } else return true;
    return false;
  }

  #decimalOf(line: Line): Decimal | null {
    const cell = readNumber(line.value, this.#setup.decimalSign);
    if (cell === 'missing') this.#missing(line);
    else if (cell === 'bad') this.#refuseValue('value-bad', line);
    else if (cell.isNegative && !this.#setup.netsGeneration) this.#refuseValue('value-negative', line);
    else return cell;
    return null;
  }

  /** How a line's value becomes energy; null for pulses of a meter without a multiplier. */
  #ruleFor({ unit }: Line, at: number): EnergyRule | null {
    const { countsPulses, isPulseWorthKnown } = this.#setup;
    if ((countsPulses || unit === 'pulses') && !isPulseWorthKnown) return null;
    const era = this.#eras.length < 2 ? this.#firstEra : (this.#eras.findLast(({ fromAt }) => fromAt <= at) ?? this.#firstEra);
    if (unit === null || unit === 'pulses' || unit === era.usual.unit) return era.usual;
    const rule = era.others.get(unit) ?? { unit, multiplier: era.usual.multiplier };
    era.others.set(unit, rule);
    return rule;
  }

  #missing(line: Line): void {
    this.#setup.problems.add({
      kind: 'value-missing',
      severity: this.#setup.areBlanksOrdinary ? 'info' : 'refused',
      row: line.row,
      column: this.#setup.valueColumn,
      found: line.value,
    });
  }

  #refuse(kind: ProblemKind, line: Line, params: Readonly<Record<string, string>> = {}): void {
    const found = line.start === null ? line.stampText : `${line.startText} – ${line.stampText}`;
    this.#setup.problems.add({ kind, severity: 'refused', row: line.row, column: this.#setup.stampColumn, found, params });
  }

  #refuseUnit({ row, unit }: Line): void {
    const { problems, valueColumn } = this.#setup;
    problems.add({
      kind: 'unit-unknown',
      severity: 'refused',
      row,
      column: valueColumn,
      found: unit ?? 'pulses',
      params: { reason: 'pulses' },
    });
  }

  #refuseValue(kind: ProblemKind, line: Line, params: Readonly<Record<string, string>> = {}): void {
    const column = this.#setup.valueColumn;
    this.#setup.problems.add({ kind, severity: 'refused', row: line.row, column, found: line.value, params });
  }
}

/** A time through which a meter's multiplier is the same. */
interface Era {
  readonly fromAt: number;
  readonly usual: EnergyRule;
  readonly others: Map<Unit, EnergyRule>;
}

function eraOf(unit: Unit, fromAt: number, multiplier: Decimal): Era {
  return { fromAt, usual: { unit, multiplier }, others: new Map() };
}
