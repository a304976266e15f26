import { SaxesParser } from 'saxes';
import { DamagedBytes } from '#core/meter-files/archives/inflate.ts';

/** An XML part that declares a document type: none of the formats read here has one. */
export class DeclaresDoctype extends Error {}

/** What is done with an XML part's elements. Names come without their prefixes: programs choose those as they like. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** More between two tags, or tags within tags, than any real part has. */
const LONGEST_SILENCE = 4 * 1024 * 1024;
const DEEPEST = 200;
/** Small, for a few bytes can make a row of thousands of blank cells. */
const PIECE_BYTES = 4096;

/**
 * Reads an XML part as it streams, and yields the bytes read so far after each piece. Throws `DamagedBytes` on what is no
 * well-formed XML and `DeclaresDoctype` on a document type.
 */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<number> {
  const feed = feederOf(handlers);
  let decoder: TextDecoder | null = null;
  let bytesRead = 0;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      const part = piece.subarray(at, at + PIECE_BYTES);
      feed(decoder.decode(part, { stream: true }));
      bytesRead += part.length;
      yield bytesRead;
    }
  }
  feed(decoder?.decode() ?? '');
  feed(null);
  yield bytesRead;
}

/** Reads a whole XML part. */
export async function readWholeXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(pieces, handlers));
}

/** A function that parses the next text, or the end where that is null. */
function feederOf(handlers: XmlHandlers): (text: string | null) => void {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  let silence = 0;
  const text = (said: string) => handlers.text?.(said);
  parser.on('doctype', () => {
    throw new DeclaresDoctype('the part declares a document type');
  });
  parser.on('error', (cause) => {
    throw new DamagedBytes('the XML is not well formed', { cause });
  });
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    depth += 1;
    if (depth > DEEPEST) throw new DamagedBytes('too many tags within tags');
    handlers.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    depth -= 1;
    handlers.close?.(localName(name));
  });
  if (handlers.text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return (said) => {
    silence += said?.length ?? 0;
    if (silence > LONGEST_SILENCE) throw new DamagedBytes('too much between two tags');
    if (said === null) parser.close();
    else parser.write(said);
  };
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be';
  return piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8';
}
