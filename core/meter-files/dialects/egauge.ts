import type { Dialect, RecordChange } from '#core/meter-files/dialects/dialect.ts';
import { findRecord, formatGuess, leftOutGuess, runsOneWay } from '#core/meter-files/dialects/findings.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext, Unit } from '#core/meter-files/meter-file.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { unitOf, wordsOf } from '#core/meter-files/table/words.ts';

/**
 * The export of an eGauge: `Date & Time`, then a column for each register with its unit in brackets. Mean power (kW) over each
 * step, or running totals (kWh, Ws); usage and generation are sums of the others.
 */
export const egauge: Dialect = ({ head }, context) => {
  const header = findRecord(head, isHeader);
  if (header === null) return null;
  const registers = header.record.flatMap((name, index) => registerOf(name, index));
  const read = chosenOf(registers, { head, context, told: context.options.valueColumn?.trim() });
  const isEnergy = read.some(({ unit }) => isEnergyUnit(unit));
  const areTotals = isEnergy && read.every(({ index }) => runsOneWay(cellsOf(head, index)));
  const leftOut = registers.filter((register) => !read.includes(register)).map(({ name }) => name);
  return {
    format: 'egauge',
    header: [header.record[0]?.trim() ?? '', ...read.map((register) => nameOf(register, read.length === 1))],
    headerRow: header.row,
    begin: () => change(read),
    options: areTotals ? { kind: 'register' } : {},
    guesses: [formatGuess('egauge', 'column-names', { columns: header.record.slice(0, 3).join(', ') }), ...leftOutGuess(leftOut)],
    questions: [],
  };
};

interface Register {
  readonly index: number;
  readonly name: string;
  readonly bare: string;
  readonly unit: Unit | 'Ws' | null;
}

function isHeader(record: readonly string[]): boolean {
  const [time = '', ...others] = record;
  if (wordsOf(time) !== 'date time') return false;
  const named = others.filter((cell) => cell.trim() !== '');
  const registers = named.flatMap((name, index) => registerOf(name, index));
  return registers.length === named.length && registers.some(({ unit }) => unit !== null);
}

function registerOf(cell: string, index: number): readonly Register[] {
  const [, bare = '', text = ''] = /^(.{0,200}?)\s?\[([^\]]{1,12})\]$/s.exec(cell.trim()) ?? [];
  if (text === '') return [];
  return [{ index, name: cell.trim(), bare, unit: text === 'Ws' ? 'Ws' : unitOf(text) }];
}

function isEnergyUnit(unit: Register['unit']): boolean {
  return unit !== null && unit !== 'kW' && unit !== 'W';
}

/** Energy rather than power, and the registers rather than their sums, unless staff say which column, or know a sum as a meter. */
function chosenOf(
  registers: readonly Register[],
  { context, told }: { readonly head: RecordBlock; readonly context: ReadContext; readonly told: string | undefined },
): readonly Register[] {
  const wanted = registers.filter(({ name, bare }) => name === told || bare === told);
  if (wanted.length > 0) return wanted;
  const readable = registers.filter(({ unit }) => unit !== null);
  const hasEnergy = readable.some(({ unit }) => isEnergyUnit(unit));
  const alike = readable.filter(({ unit }) => isEnergyUnit(unit) === hasEnergy);
  const known = alike.filter(({ name, bare }) => knowsMeter(context, name) || knowsMeter(context, bare));
  const physical = alike.filter(({ bare }) => !isUsage(bare) && !isGeneration(bare));
  if (physical.length > 0) return alike.filter((register) => physical.includes(register) || known.includes(register));
  const usage = alike.filter(({ bare }) => isUsage(bare));
  return known.length > 0 ? known : usage.length > 0 ? usage : alike;
}

function isUsage(bare: string): boolean {
  return /^(total )?(usage|use|consumption)$/.test(wordsOf(bare));
}

function isGeneration(bare: string): boolean {
  return /^(total )?(generation|gen)$/.test(wordsOf(bare));
}

/** One column of usage alone is the file's one value, whichever meter that is. */
function nameOf({ name, bare, unit }: Register, isOnly: boolean): string {
  const shown = unit === 'Ws' ? 'Wh' : unit;
  return isOnly && isUsage(bare) ? `Usage [${shown}]` : unit === 'Ws' ? `${bare} [Wh]` : name;
}

function cellsOf({ records }: RecordBlock, index: number): readonly string[] {
  return records.slice(0, 2000).map((record) => record[index] ?? '');
}

function change(read: readonly Register[]): RecordChange {
  return {
    take: (record) => [
      [
        record[0] ?? '',
        ...read.map(({ index, unit }) => (unit === 'Ws' ? wattHours(record[index] ?? '') : (record[index] ?? ''))),
      ],
    ],
  };
}

/** Watt seconds as watt hours, to the nearest µWh, which is as fine as registers are kept. */
export function wattHours(text: string): string {
  const [, sign = '', whole = '', decimals = ''] = /^\s*(-?)(\d{1,30})(?:\.(\d{0,9}))?\s*$/.exec(text) ?? [];
  if (whole === '') return text;
  const divisor = 3600n * 10n ** BigInt(decimals.length);
  const micro = (BigInt(whole + decimals) * 2_000_000n + divisor) / (2n * divisor);
  return `${sign}${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, '0')}`;
}
