import { Buffer } from 'node:buffer';
import type { ReadOptions } from '#core/meter-files/meter-file.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import { anyContext, anyOptions } from '#tests/fuzz/any-options.ts';
import { Dice } from '#tests/fuzz/dice.ts';
import { type Judged, judgeFile } from '#tests/fuzz/judge.ts';
import { mutateBytes, mutateNumber } from '#tests/fuzz/mutate-bytes.ts';
import { mutateCells, mutateLines } from '#tests/fuzz/mutate-cells.ts';
import { encoded, mutateXml, packed, textOf, workbook } from '#tests/fuzz/pack.ts';
import { DIALECTS } from '#tests/fuzz/right-dialects.ts';
import { greenButton, nem12, nem13 } from '#tests/fuzz/right-records.ts';
import { type MakeTable, type RightTable, TABLES } from '#tests/fuzz/right-tables.ts';

/** Every format by its name: a case is made of one of them. */
const MAKERS: Readonly<Record<string, MakeTable>> = { ...TABLES, ...DIALECTS, nem12, nem13 };
const FORMATS: readonly string[] = [...Object.keys(MAKERS), 'xlsx', 'xlsx', 'packed', 'packed', 'greenButton', 'greenButton'];

export interface Case {
  readonly format: string;
  readonly bytes: Buffer;
  /** Indexes of the lines that a row or a problem must name; empty where the mutation leaves that open. */
  readonly owed: readonly number[];
}

/** The file that a seed and a number stand for: a right one, mutated. */
async function makeCase(dice: Dice, format: string): Promise<Case> {
  if (format === 'greenButton') return { format, bytes: feedBytes(dice), owed: [] };
  const isPacked = format === 'xlsx' || format === 'packed';
  const maker = isPacked ? dice.among(Object.values(TABLES)) : MAKERS[format];
  const table = (maker ?? nem12)(dice);
  if (format === 'xlsx') return { format, bytes: await sheetBytes(dice, table), owed: [] };
  if (format === 'packed') {
    const isMutated = dice.onceIn(2);
    const inner = Buffer.from(textOf(isMutated ? table : mutateLines(dice, mutateCells(dice, table))));
    return { format, bytes: await packed(dice, inner, isMutated), owed: [] };
  }
  return textCase(dice, format, table);
}

function textCase(dice: Dice, format: string, table: RightTable): Case {
  const way = { delimiter: format.startsWith('nem') ? ',' : dice.pick([',', ',', ';', '\t', '|']) };
  const cells = mutateCells(dice, table);
  if (dice.onceIn(3)) {
    const bytes = Buffer.from(textOf(cells, way));
    return { format, bytes, owed: bytes.includes(0) ? [] : owedLines(cells, format) };
  }
  const lines = dice.onceIn(3) ? table : mutateLines(dice, dice.onceIn(2) ? table : cells);
  const bytes = encoded(dice, textOf(lines, way));
  return { format, bytes: dice.onceIn(2) ? mutateBytes(dice, bytes) : bytes, owed: [] };
}

/** A line of a BuildingOS export is often all blank: there its time alone is nothing. */
function owedLines({ lines, firstLine }: RightTable, format: string): readonly number[] {
  const isOwed = (line: readonly string[]) =>
    format.startsWith('nem')
      ? ['250', '300'].includes(line[0] ?? '')
      : (format === 'buildingos' ? line.slice(1, 4) : line).some((cell) => !isMissing(cell));
  return lines.flatMap((line, at) => (at >= firstLine && isOwed(line) ? [at + 1] : []));
}

async function sheetBytes(dice: Dice, table: RightTable): Promise<Buffer> {
  const way = dice.upTo(3);
  const book = await workbook(dice, way === 0 ? mutateLines(dice, mutateCells(dice, table)) : table, way === 1);
  if (way < 2) return book;
  return dice.onceIn(2) ? mutateBytes(dice, book) : mutateNumber(dice, book);
}

function feedBytes(dice: Dice): Buffer {
  const xml = greenButton(dice);
  switch (dice.upTo(3)) {
    case 0:
      return mutateBytes(dice, Buffer.from(xml));
    case 1:
      return encoded(dice, mutateXml(dice, xml));
    default:
      return Buffer.from(mutateXml(dice, xml));
  }
}

/** File `number` of a seed, and what staff say of it. */
export async function mutatedFile(
  seed: number,
  number: number,
): Promise<{ readonly made: Case; readonly options: ReadOptions; readonly dice: Dice }> {
  const dice = new Dice(seed, `case ${number}`);
  const made = await makeCase(dice, dice.among(FORMATS) ?? 'long');
  return { made, options: anyOptions(dice), dice };
}

/** Makes case `number` of a seed and judges what is read from it. */
export async function runCase(seed: number, number: number): Promise<Judged & { readonly made: Case }> {
  const { made, options, dice } = await mutatedFile(seed, number);
  const context = anyContext(dice, options);
  const judged = await judgeFile(made.bytes, context, dice.pick([1 << 16, 997, 61]));
  const isOwed = made.owed.length > 0 && options.duplicates === undefined && judged.reading?.understanding.questions.length === 0;
  const missing = isOwed ? unnamed(made, judged) : [];
  const faults = missing.length === 0 ? judged.faults : [...judged.faults, `lines ${missing.join(', ')} disappeared`];
  return { ...judged, faults, made };
}

/** Problems that stand for many lines at once. */
const COUNTED = ['more-of-the-same', 'channel-left-out', 'not-electricity'];

/** Lines below the header that neither a row nor a problem names. */
function unnamed({ owed }: Case, { named, reading, kinds }: Judged): readonly number[] {
  if (COUNTED.some((kind) => kinds.has(kind))) return [];
  const guesses = reading?.understanding.guesses ?? [];
  // What stands in columns that were named and left out is accounted for.
  if (guesses.some(({ about, value }) => about === 'channels' && value === 'left-out')) return [];
  // A wide table's unknown meters are named once, in its header.
  const header = guesses.find(({ about }) => about === 'header');
  const above = header === undefined ? 0 : Number(header.params.row ?? 0) - (header.value === 'none' ? 1 : 0);
  if (kinds.has('unknown-meter') && named.has(above)) return [];
  return owed.filter((line) => line > above && !named.has(line));
}
