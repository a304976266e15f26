import { SaxesParser } from 'saxes';
import { type Encoding, readText } from '#core/meter-files/csv/encoding.ts';
import type { FileSource } from '#core/meter-files/meter-file.ts';

/** Why XML is not read on: it is not well-formed, declares a document type, or goes beyond a bound that keeps memory flat. */
export interface XmlFault {
  readonly reason: 'markup' | 'doctype' | 'too-deep' | 'too-long' | 'too-many';
  /** The physical line at which reading ended. */
  readonly row: number;
  readonly found: string;
}

/** Hears of a document's elements, by their names without prefix. */
export interface XmlListener {
  /** The physical line of the last opening tag; the reader sets it. */
  row: number;
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** `text` is what stood between the tags of an element without children, trimmed; cut short far beyond any value's length. */
  close(name: string, text: string): void;
}

/** To be thrown by a listener that has heard too much; ends the reading with the fault 'too-many'. */
export class TooMuchXml extends Error {}

const MOST_DEPTH = 64;
/** Markup without an element for so long is none. */
const LONGEST_STRETCH = 1 << 20;
const LONGEST_TEXT = 4000;

/** Of what breaks the rules of XML, what harms nothing: a name with a bare "&" is still a name. */
const HARMLESS = /entity/;

/**
 * Streams a file's XML to a listener. Entities are not expanded beyond XML's own five, nothing is loaded, and memory stays flat
 * whatever the bytes are: `fault` then says why reading ended early.
 */
export class XmlReader {
  readonly #source: FileSource;
  readonly #encoding: Encoding;
  readonly #listener: XmlListener;
  readonly #parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  readonly #names = new Map<string, string>();
  #text = '';
  #depth = 0;
  #stretch = 0;
  #skippedLines = 0;
  #hasBegun = false;
  fault: XmlFault | null = null;

  constructor(source: FileSource, encoding: Encoding, listener: XmlListener) {
    this.#source = source;
    this.#encoding = encoding;
    this.#listener = listener;
    this.#listen();
  }

  /** Reads the file to its end or to the fault; yields the bytes consumed so far, piece by piece. */
  async *pieces(): AsyncGenerator<number> {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let bytesRead = 0;
    for await (const chunk of readText(this.#source, this.#encoding)) {
      bytesRead = chunk.bytesRead;
      this.#guarded(() => this.#write(decoder.decode(chunk.bytes, { stream: true })));
      yield bytesRead;
      if (this.fault !== null) return;
    }
    this.#guarded(() => this.#parser.close());
    yield bytesRead;
  }

  #write(text: string): void {
    const rest = this.#hasBegun ? text : this.#withoutLeadingBlanks(text);
    if (rest === '') return;
    this.#stretch += rest.length;
    this.#parser.write(rest);
    if (this.#stretch > LONGEST_STRETCH) throw new Refusal('too-long', '');
  }

  /** Blank lines before the XML declaration are against the rules, and common. */
  #withoutLeadingBlanks(text: string): string {
    const rest = text.trimStart();
    this.#skippedLines += text.slice(0, text.length - rest.length).split('\n').length - 1;
    this.#hasBegun = rest !== '';
    return rest;
  }

  #listen(): void {
    const parser = this.#parser;
    parser.on('error', (error) => {
      if (HARMLESS.test(error.message)) return;
      const reason = error.message.includes('doctype') ? 'doctype' : 'markup';
      throw new Refusal(reason, error.message.replace(/^\d+:\d+: /, ''));
    });
    parser.on('doctype', (doctype) => {
      throw new Refusal('doctype', doctype.trim());
    });
    parser.on('opentagstart', () => {
      this.#listener.row = this.#row();
      this.#depth += 1;
      if (this.#depth > MOST_DEPTH) throw new Refusal('too-deep', '');
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#stretch = 0;
      this.#text = '';
      this.#listener.open(this.#localName(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#stretch = 0;
      this.#depth -= 1;
      const text = this.#text.trim();
      this.#text = '';
      this.#listener.close(this.#localName(name), text);
    });
    const addText = (text: string) => {
      if (this.#text.length < LONGEST_TEXT) this.#text += text.slice(0, LONGEST_TEXT);
    };
    parser.on('text', addText);
    parser.on('cdata', addText);
  }

  #row(): number {
    return this.#parser.line + this.#skippedLines;
  }

  #localName(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const local = name.slice(name.indexOf(':') + 1);
    if (this.#names.size < 1000) this.#names.set(name, local);
    return local;
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) this.fault = { reason: error.reason, row: this.#row(), found: error.found };
      else if (error instanceof TooMuchXml) this.fault = { reason: 'too-many', row: this.#row(), found: '' };
      else throw error;
    }
  }
}

class Refusal extends Error {
  readonly reason: XmlFault['reason'];
  readonly found: string;

  constructor(reason: XmlFault['reason'], found: string) {
    super(reason);
    this.reason = reason;
    this.found = found;
  }
}
