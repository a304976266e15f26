import { DamagedBytes } from '#core/meter-files/archives/inflate.ts';
import type { ZipEntry } from '#core/meter-files/archives/zip-directory.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import type { NumberLook } from '#core/meter-files/xlsx/number-format.ts';
import { numberText } from '#core/meter-files/xlsx/number-text.ts';
import { serialText } from '#core/meter-files/xlsx/serial-time.ts';
import { ownText, plainText } from '#core/meter-files/xlsx/shared-strings.ts';
import { readXml, type XmlHandlers } from '#core/meter-files/xlsx/xml-part.ts';

/** What the cells of a sheet mean beyond what stands in them. */
export interface CellMeanings {
  readonly strings: readonly string[];
  readonly looks: readonly NumberLook[];
  readonly is1904: boolean;
}

/** A sheet whose cells, with the blank ones between them, are more than is read. */
class TooManyCells extends Error {}

/** In a sheet; a single cell far to the right makes every row as wide. */
const MOST_CELLS = 20_000_000;
/** Excel's own last column, XFD, and more rows than it has. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 100_000_000;

/**
 * The rows of a sheet that hold anything, as wide as the widest so far, each with the number that the spreadsheet program shows
 * beside it. Throws as `readXml` does where the sheet begins wrong; where it breaks off later, the last block has a problem.
 */
export async function* readSheet(entry: ZipEntry, meanings: CellMeanings): AsyncGenerator<RecordBlock> {
  const reader = new SheetReader(meanings);
  let bytesRead = 0;
  try {
    for await (bytesRead of readXml(entry.unpack(), reader)) yield { ...reader.take(), problems: [], bytesRead };
  } catch (error) {
    if (reader.rowsRead === 0 || !(error instanceof DamagedBytes || error instanceof TooManyCells)) throw error;
    const { row } = reader;
    const said =
      error instanceof TooManyCells
        ? ({ kind: 'archive-too-large', params: { reason: 'cells', most: String(MOST_CELLS) } } as const)
        : ({ kind: 'archive-damaged', params: { reason: 'sheet' } } as const);
    yield { ...reader.take(), problems: [problemOf({ ...said, severity: 'refused', row })], bytesRead };
  }
}

class SheetReader implements XmlHandlers {
  readonly #meanings: CellMeanings;
  #records: string[][] = [];
  #rows: number[] = [];
  #record: string[] = [];
  row = 0;
  /** Rows with anything in them. */
  rowsRead = 0;
  #cells = 0;
  #width = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #isInCell = false;
  #isText = false;
  #isPhonetic = false;

  constructor(meanings: CellMeanings) {
    this.#meanings = meanings;
  }

  /** The rows since the last call. */
  take(): Pick<RecordBlock, 'records' | 'rows'> {
    const taken = { records: this.#records, rows: this.#rows };
    this.#records = [];
    this.#rows = [];
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        this.#isInCell = true;
        this.#column = columnOf(attributes.r) ?? this.#column + 1;
        this.#type = attributes.t ?? 'n';
        this.#style = attributes.s === undefined ? 0 : Number(attributes.s);
        this.#text = '';
        return;
      case 'v':
      case 't':
        this.#isText = this.#isInCell && !this.#isPhonetic;
        return;
      case 'rPh':
        this.#isPhonetic = true;
        return;
      case 'row':
        this.row = rowOf(attributes.r) ?? this.row + 1;
        this.#column = -1;
    }
  }

  text(text: string): void {
    if (this.#isText) this.#text = this.#text === '' ? text : this.#text + text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#isText = false;
        return;
      case 'c':
        this.#isInCell = false;
        if (this.#text !== '') this.#put(this.#cellText());
        return;
      case 'rPh':
        this.#isPhonetic = false;
        return;
      case 'row':
        this.#endRow();
    }
  }

  #put(text: string): void {
    if (text === '' || this.#column >= MOST_COLUMNS) return;
    for (let column = this.#record.length; column < this.#column; column += 1) this.#record.push('');
    this.#record[this.#column] = text;
  }

  #endRow(): void {
    const record = this.#record;
    if (record.length === 0) return;
    this.#width = Math.max(this.#width, record.length);
    this.#cells += this.#width;
    if (this.#cells > MOST_CELLS) throw new TooManyCells('the sheet has too many cells');
    while (record.length < this.#width) record.push('');
    this.#records.push(record);
    this.#rows.push(this.row);
    this.#record = [];
    this.rowsRead += 1;
  }

  #cellText(): string {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#meanings.strings[Number(text)] ?? '';
      case 'n':
        return this.#numberText(text);
      case 'b':
        return text.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return isMissing(text) ? text : '#N/A';
      case 'd':
        return text.trim();
      default:
        return ownText(plainText(text));
    }
  }

  #numberText(text: string): string {
    const { looks, is1904 } = this.#meanings;
    const look = looks[this.#style] ?? 'number';
    return (look === 'number' ? null : serialText({ serial: Number(text), look, is1904 })) ?? numberText(text);
  }
}

/** The column, from 0, of a cell's place such as `AB12`; null where the cell does not say. */
function columnOf(place: string | undefined): number | null {
  if (place === undefined) return null;
  let column = 0;
  for (let at = 0; at < place.length; at += 1) {
    const letter = place.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > MOST_COLUMNS) return MOST_COLUMNS;
  }
  return column === 0 ? null : column - 1;
}

function rowOf(text: string | undefined): number | null {
  const row = text === undefined ? 0 : Number(text);
  return Number.isInteger(row) && row > 0 && row <= MOST_ROWS ? row : null;
}
