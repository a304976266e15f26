import { guessEncoding } from '#core/meter-files/csv/encoding.ts';

/** A list's bytes as text, whichever of UTF-8, UTF-16 and Windows-1252 a spreadsheet wrote; without NULs. */
export function listText(bytes: Uint8Array): string {
  const decoder = new TextDecoder(guessEncoding(bytes).value);
  // All at once, Node 20 takes Windows-1252 for Latin-1 and makes control characters of its quotes and dashes.
  return `${decoder.decode(bytes, { stream: true })}${decoder.decode()}`.replaceAll('\u0000', '');
}
