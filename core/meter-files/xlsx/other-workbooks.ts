import { Buffer } from 'node:buffer';
import { magicOf } from '#core/meter-files/archives/magic.ts';
import { wholeFile } from '#core/meter-files/archives/refusal.ts';
import type { ZipDirectory } from '#core/meter-files/archives/zip-directory.ts';
import type { Problem } from '#core/meter-files/problem.ts';

/** A workbook by its first bytes that is none of those that are read; null for anything else. */
export function otherWorkbookByHead(head: Uint8Array): Problem | null {
  if (magicOf(head) === 'ole') return unsupported(isEncrypted(head) ? 'encrypted' : 'xls');
  const text = Buffer.from(head.subarray(0, 4096)).toString('latin1').replaceAll('\u0000', '');
  if (!/^[^<]{0,3}\s*<\?xml/.test(text)) return null;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return unsupported('xml');
  return text.includes('urn:oasis:names:tc:opendocument') ? unsupported('ods') : null;
}

/** A zip that is a document of another kind; null for one that is not. */
export function otherWorkbookByParts({ entries }: ZipDirectory): Problem | null {
  for (const [part, reason] of TELLING_PARTS) {
    if (entries.some(({ name }) => part.test(name))) return unsupported(reason);
  }
  return null;
}

type Kind = 'xls' | 'encrypted' | 'xml' | 'ods' | 'xlsb' | 'numbers' | 'document';

const TELLING_PARTS: readonly (readonly [part: RegExp, kind: Kind])[] = [
  [/^xl\/workbook\.bin$/i, 'xlsb'],
  [/^(word|ppt|visio)\/\w+\.xml$/i, 'document'],
  [/^META-INF\/manifest\.xml$/, 'ods'],
  [/^Index\/Document\.iwa$/, 'numbers'],
];

function unsupported(reason: Kind): Problem {
  return wholeFile({ kind: 'workbook-unsupported', params: { reason } });
}

/** A workbook with a password is one stream of an old container, by this name. */
function isEncrypted(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
