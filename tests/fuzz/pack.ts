import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { row, workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';
import type { Dice } from '#tests/fuzz/dice.ts';
import { mutateBytes, mutateNumber } from '#tests/fuzz/mutate-bytes.ts';
import { ODD_CELLS } from '#tests/fuzz/mutate-cells.ts';
import type { RightTable } from '#tests/fuzz/right-tables.ts';

/** A table as delimited text with a line a record. */
export function textOf({ lines }: RightTable, { delimiter = ',', lineEnd = '\n' } = {}): string {
  const quoted = (cell: string) => (cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return lines.map((line) => `${line.map(quoted).join(delimiter)}${lineEnd}`).join('');
}

/** The same text as other programs would have written its bytes. */
export function encoded(dice: Dice, text: string): Buffer {
  switch (dice.upTo(8)) {
    case 0:
      return Buffer.from(`\ufeff${text}`);
    case 1:
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 2:
      return Buffer.from(text, 'utf16le').swap16();
    case 3:
      return Buffer.from(text, 'latin1');
    case 4:
      return Buffer.from(text.replaceAll('\n', dice.pick(['\r\n', '\r', '\n\r', '\n\n'])));
    case 5:
      return Buffer.from(`sep=;\n${text}`);
    default:
      return Buffer.from(text);
  }
}

/** The table as a workbook written by hand, some of its parts mutated. */
export async function workbook(dice: Dice, { lines }: RightTable, isMutated: boolean): Promise<Buffer> {
  const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);
  const rows = lines.map((line) => row(...line.map((cell) => (isNumber(cell) ? Number(cell) : xmlText(cell)))));
  const book = { formats: ['m/d/yy h:mm'], sheets: { Data: rows.join('\n') } };
  if (!isMutated) return workbookOf(book);
  const sheet = `<worksheet><sheetData>${rows.join('\n')}</sheetData></worksheet>`;
  const part = dice.pick([
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet1.xml',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
    '_rels/.rels',
  ]);
  const mutated = dice.onceIn(2) ? mutateXml(dice, sheet) : mutateBytes(dice, Buffer.from(sheet)).toString();
  return workbookOf({ ...book, parts: { [part]: mutated } });
}

/** As XML can hold it: no control characters, and its own signs written out. */
function xmlText(text: string): string {
  const allowed = [...text].filter((character) => character >= ' ').join('');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Elements doubled, left out, emptied, moved or renamed, attributes and texts made odd. */
export function mutateXml(dice: Dice, xml: string): string {
  let text = xml;
  for (let left = 1 + dice.upTo(4); left > 0; left -= 1) text = mutateElement(dice, text);
  return text;
}

function mutateElement(dice: Dice, text: string): string {
  const tags = [...text.matchAll(/<(\w+)[^<>]*?>/g)];
  const tag = dice.among(tags);
  if (tag === undefined) return text;
  const from = tag.index;
  const close = text.indexOf(`</${tag[1]}>`, from);
  const until = tag[0].endsWith('/>') || close < 0 ? from + tag[0].length : close + (tag[1]?.length ?? 0) + 3;
  const element = text.slice(from, until);
  const put = (other: string) => text.slice(0, from) + other + text.slice(until);
  switch (dice.upTo(9)) {
    case 0:
      return put('');
    case 1:
      return put(dice.times(2 + dice.upTo(30), () => element).join(''));
    case 2:
      return put(tag[0].replace(/\/?>$/, '/>'));
    case 3:
      return put(element.replaceAll(/>[^<]*</g, () => `>${xmlText(dice.among(ODD_CELLS) ?? '')}<`));
    case 4:
      return put(element.replaceAll(/="[^"]*"/g, () => `="${xmlText(dice.among(ODD_CELLS) ?? '').replaceAll('"', '')}"`));
    case 5:
      return put(`<x:odd xmlns:x="urn:x">${element}</x:odd>`);
    case 6:
      return put(`<![CDATA[${element}]]>`);
    case 7: {
      const other = dice.among(tags)?.index ?? 0;
      return `${text.slice(0, other)}${element}${text.slice(other)}`;
    }
    default:
      return `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(99)}"><!ENTITY b "&a;&a;&a;">]>${put('&b;')}`;
  }
}

/** The bytes of a file in a gzip or a zip, whose structure may be mutated. */
export async function packed(dice: Dice, inner: Buffer, isMutated: boolean): Promise<Buffer> {
  const whole = dice.onceIn(2)
    ? gzipSync(inner)
    : await zipOf([
        { name: 'a.csv', content: inner },
        { name: dice.pick(['b.csv', 'readme.txt', 'x/b.csv', 'b.csv.gz']), content: dice.onceIn(2) ? gzipSync(inner) : inner },
      ]);
  if (!isMutated) return whole;
  return dice.onceIn(2) ? mutateNumber(dice, whole) : mutateBytes(dice, whole);
}
