import { joinParts } from '#core/meter-files/archives/join-parts.ts';
import {
  type ChosenParts,
  chooseParts,
  isNoTable,
  leftOutFile,
  type Part,
  readNamedPart,
} from '#core/meter-files/archives/parts.ts';
import { refusedReading, wholeFile } from '#core/meter-files/archives/refusal.ts';
import type { FileSource, Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { ReadTable } from '#core/meter-files/table/table.ts';
import { readSharedStrings } from '#core/meter-files/xlsx/shared-strings.ts';
import type { CellMeanings } from '#core/meter-files/xlsx/sheet-records.ts';
import { sheetTable } from '#core/meter-files/xlsx/sheet-table.ts';
import type { Sheet, Workbook } from '#core/meter-files/xlsx/workbook.ts';

/**
 * Reads each sheet that is not hidden as a table. Sheets that are no tables of readings (notes, summaries) are left out where
 * another one is. Throws as `readXml` and `readSharedStrings` do.
 */
export async function readSheets({
  workbook,
  context,
  source,
  readTable,
}: {
  readonly workbook: Workbook;
  readonly context: ReadContext;
  readonly readTable: ReadTable;
  readonly source: Pick<FileSource, 'name' | 'bytes'>;
}): Promise<MeterFileReading> {
  const { sheets } = workbook;
  const meanings = new Meanings(workbook);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  if (visible.length === 0) return refusedReading({ format: 'xlsx', questions: [wholeFile({ kind: 'empty-file' })] });
  const parts: Part[] = [];
  for (const sheet of visible) parts.push(await sheetPart({ sheet, book: source.name, meanings, context, readTable }));
  meanings.release();
  const chosen = chooseSheets(parts);
  const hidden = sheets
    .filter(({ isHidden }) => isHidden)
    .map(({ name }) => leftOutFile({ name, reason: 'hidden', severity: 'info' }));
  return joinParts({
    format: 'xlsx',
    guesses: [sheetGuess(chosen.read.length > 0 ? chosen.read : parts)],
    chosen: { ...chosen, leftOut: [...chosen.leftOut, ...hidden] },
    bytes: source.bytes,
    finish: () => meanings.release(),
  });
}

async function sheetPart({
  sheet,
  book,
  meanings,
  context,
  readTable,
}: {
  readonly sheet: Sheet;
  readonly book: string;
  readonly meanings: Meanings;
  readonly context: ReadContext;
  readonly readTable: ReadTable;
}): Promise<Part> {
  const { name, entry } = sheet;
  // Its checksum stands at its end: rows before a break must not pass for the whole.
  for await (const _ of entry.unpack());
  const table = await sheetTable({ sheet, book, meanings: () => meanings.get() });
  const reading = await readNamedPart({ names: [name, name.trim()], context, read: (asked) => readTable(table, asked) });
  const isEmpty = table.head.records.length === 0;
  return { name, bytes: entry.bytes, weight: Math.max(1, entry.packedBytes), isEmpty, reading };
}

function chooseSheets(parts: readonly Part[]): ChosenParts {
  const isQuestionOf = ({ reading }: Part, test: (question: Problem) => boolean) => reading.understanding.questions.some(test);
  return chooseParts(parts, {
    isNoMeterFile: (question) => isNoTable(question) || isSummary(question),
    severityOf: (part) => (isQuestionOf(part, isSummary) ? 'warning' : 'info'),
  });
}

/** Beside sheets that are understood, one with columns in doubt or of an unnamed meter is most often made out of them. */
function isSummary({ kind }: Problem): boolean {
  return kind === 'layout-ambiguous' || kind === 'meter-not-given';
}

function sheetGuess(parts: readonly Part[]): Guess {
  const params = {
    names: parts
      .slice(0, 12)
      .map(({ name }) => name)
      .join(', '),
    count: String(parts.length),
  };
  return { about: 'sheet', value: 'named', evidence: 'sheets', params, certainty: 'likely' };
}

/** What cells mean, with the shared texts in memory only while somebody reads. */
class Meanings {
  readonly #workbook: Workbook;
  #strings: Promise<readonly string[]> | null = null;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  async get(): Promise<CellMeanings> {
    const { looks, is1904, sharedStrings } = this.#workbook;
    this.#strings ??= sharedStrings === null ? Promise.resolve([]) : readSharedStrings(sharedStrings);
    return { strings: await this.#strings, looks, is1904 };
  }

  release(): void {
    this.#strings = null;
  }
}
