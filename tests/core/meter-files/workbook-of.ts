import type { Buffer } from 'node:buffer';
import { type Packed, zipOf } from '#tests/core/meter-files/zip-of.ts';

/** A workbook written part by part, for what programs that write workbooks seldom do. */
export interface HandWritten {
  /** The rows of each sheet as XML, by the sheet's name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly hidden?: readonly string[];
  readonly sharedStrings?: string;
  /** Number format codes; cells with the style n+1 show the n-th. */
  readonly formats?: readonly string[];
  readonly is1904?: boolean;
  /** What is put before the root element of every sheet. */
  readonly prolog?: string;
  /** Other parts, or other contents of those above. */
  readonly parts?: Readonly<Record<string, string>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function workbookOf(book: HandWritten): Promise<Buffer> {
  const names = Object.keys(book.sheets);
  const { formats = [], sharedStrings, is1904 = false, hidden = [], prolog = '', parts = {} } = book;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" ${hidden.includes(name) ? 'state="hidden" ' : ''}r:id="s${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${names
      .map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map(
        (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedStrings}</sst>` }),
    ...Object.fromEntries(
      Object.values(book.sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${prolog}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  };
  return zipOf(Object.entries(all).map(([name, content]): Packed => ({ name, content })));
}

/** A row of cells: numbers as they are, texts inline, `[number, style]` with that style, null for no cell at all. */
export function row(...cells: readonly (number | string | null | readonly [number, number])[]): string {
  return `<row>${cells.map(cell).join('')}</row>`;
}

function cell(content: number | string | null | readonly [number, number]): string {
  if (content === null) return '<c/>';
  if (typeof content === 'string') return `<c t="inlineStr"><is><t>${content}</t></is></c>`;
  return typeof content === 'number' ? `<c><v>${content}</v></c>` : `<c s="${content[1]}"><v>${content[0]}</v></c>`;
}
