import { Buffer } from 'node:buffer';
import type { ZipEntry } from '#core/meter-files/archives/zip-directory.ts';
import { readWholeXml } from '#core/meter-files/xlsx/xml-part.ts';

/** More text than is held: then the workbook is not read. */
export class TooManyStrings extends Error {}

/** In millions of characters, each string counting a few for itself. */
export const MOST_STRING_MILLIONS = 48;
const COUNTED_FOR_EACH = 12;

/** The texts that a workbook's cells point at. Throws `TooManyStrings`, and as `readXml` does. */
export async function readSharedStrings(entry: ZipEntry): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isPhonetic = false;
  let counted = 0;
  await readWholeXml(entry.unpack(), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text(said) {
      if (isText) text += said;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      counted += text.length + COUNTED_FOR_EACH;
      if (counted > MOST_STRING_MILLIONS * 1e6) throw new TooManyStrings('the workbook has too much text');
      strings.push(ownText(plainText(text)));
    },
  });
  return strings;
}

/** Without the escapes that stand for control characters, such as `_x000D_`. */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The same text in memory of its own: a piece of a long text keeps all of that. */
export function ownText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : Buffer.from(text).toString();
}

const SHORTEST_SLICE = 13;
