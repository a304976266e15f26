import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { FileSource, Guess } from '#core/meter-files/meter-file.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Some of a file's text as UTF-8 with LF line ends, without byte order mark and NULs; `bytesRead` counts the file's own bytes. */
export interface TextChunk {
  readonly bytes: Buffer;
  readonly bytesRead: number;
}

/** The encoding that a file's first bytes speak for. */
export function guessEncoding(head: Uint8Array): Guess & { readonly value: Encoding } {
  const guess = (value: Encoding, evidence: string, certainty: Guess['certainty']) =>
    ({ about: 'encoding', value, evidence, params: {}, certainty }) as const;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return guess('utf-8', 'byte-order-mark', 'sure');
  if (head[0] === 0xff && head[1] === 0xfe) return guess('utf-16le', 'byte-order-mark', 'sure');
  if (head[0] === 0xfe && head[1] === 0xff) return guess('utf-16be', 'byte-order-mark', 'sure');
  const wide = zeroBytes(head.subarray(0, 1024));
  if (wide !== null) return guess(wide, 'zero-bytes', 'likely');
  if (isAscii(head)) return guess('utf-8', 'plain-ascii', 'likely');
  return isUtf8(withoutCutCharacter(head)) ? guess('utf-8', 'valid-utf-8', 'sure') : guess('windows-1252', 'not-utf-8', 'likely');
}

/** The whole text of a file, piece by piece. */
export async function* readText(source: FileSource, encoding: Encoding): AsyncGenerator<TextChunk> {
  const cleaner = new TextCleaner(encoding);
  let bytesRead = 0;
  for await (const chunk of source.open()) {
    // Small pieces keep memory flat and the parser quick, whatever size the source hands out.
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      bytesRead += piece.length;
      yield { bytes: cleaner.push(piece), bytesRead };
    }
  }
  yield { bytes: cleaner.end(), bytesRead };
}

/** The text of a file's beginning. */
export function headText(head: Uint8Array, encoding: Encoding): Buffer {
  return new TextCleaner(encoding).push(head);
}

const PIECE = 65_536;
const CR = 13;
const LF = 10;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

class TextCleaner {
  #encoding: Encoding;
  #decoder: TextDecoder | null;
  #isAsciiSoFar = true;
  #isFirst = true;
  #endedWithCr = false;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  }

  push(chunk: Uint8Array): Buffer {
    if (this.#encoding === 'utf-8' && this.#isAsciiSoFar && !isAscii(chunk)) this.#decide(chunk);
    const bytes =
      this.#decoder === null
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.from(this.#decoder.decode(chunk, { stream: true }));
    return this.#tidy(bytes);
  }

  end(): Buffer {
    return this.#decoder === null ? Buffer.alloc(0) : this.#tidy(Buffer.from(this.#decoder.decode()));
  }

  /** The first bytes beyond ASCII tell UTF-8 from Windows-1252, however late in the file they come. */
  #decide(chunk: Uint8Array): void {
    this.#isAsciiSoFar = false;
    if (isUtf8(withoutCutCharacter(chunk))) return;
    this.#encoding = 'windows-1252';
    this.#decoder = new TextDecoder(this.#encoding);
  }

  #tidy(bytes: Buffer): Buffer {
    const hasMark = this.#isFirst && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
    this.#isFirst = false;
    const text = hasMark ? bytes.subarray(3) : bytes;
    if (!this.#endedWithCr && !text.includes(CR) && !text.includes(0)) return text;
    return this.#withPlainLineEnds(text);
  }

  #withPlainLineEnds(text: Buffer): Buffer {
    const tidy = Buffer.allocUnsafe(text.length);
    let length = 0;
    let afterCr = this.#endedWithCr;
    for (const byte of text) {
      if (byte === 0 || (byte === LF && afterCr)) {
        afterCr = afterCr && byte === 0;
        continue;
      }
      afterCr = byte === CR;
      tidy[length] = afterCr ? LF : byte;
      length += 1;
    }
    this.#endedWithCr = afterCr;
    return tidy.subarray(0, length);
  }
}

/** UTF-16 without a mark: every other byte of mostly Latin text is zero. */
function zeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = bytes.length * 0.3;
  if (odd > many && even < many / 4) return 'utf-16le';
  return even > many && odd < many / 4 ? 'utf-16be' : null;
}

/** Without the last bytes where they are the beginning of a character that goes on beyond. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) return bytes;
  }
  return bytes;
}
