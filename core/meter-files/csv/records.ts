import { Buffer } from 'node:buffer';
import { type Options, Parser } from 'csv-parse';
import type { TextChunk } from '#core/meter-files/csv/encoding.ts';
import { endless, Patience } from '#core/meter-files/endless.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';

/**
 * The records of CSV text. A line that cannot be a record (longer than a mebibyte, or begun by a quote that nothing closes)
 * becomes a problem, and reading goes on with the line after it. Where nothing comes for very long, reading ends.
 */
export async function* readRecords(
  text: AsyncIterable<TextChunk> | Iterable<TextChunk>,
  delimiter: string,
): AsyncGenerator<RecordBlock> {
  const reader = new RecordReader(delimiter);
  const patience = new Patience();
  let bytesRead = 0;
  for await (const chunk of text) {
    bytesRead = chunk.bytesRead;
    for await (const records of reader.push(chunk.bytes)) {
      yield { ...records, bytesRead };
      patience.look(records.records, bytesRead);
    }
    if (!patience.isOver(bytesRead)) continue;
    const { problems, ...rest } = reader.take();
    yield { ...rest, problems: [...problems, endless(reader.nextRow)], bytesRead };
    return;
  }
  for await (const records of reader.end()) yield { ...records, bytesRead };
}

type Records = Omit<RecordBlock, 'bytesRead'>;

const LONGEST_RECORD = 1 << 20;
/** A file with more lost quotes than this does not quote at all. */
const MOST_LOST_QUOTES = 20;
const LF = 10;

class RecordReader {
  readonly #delimiter: string;
  #parser: CollectingParser;
  /** Text given to the parser of which no record has come yet. */
  #tail: Buffer[] = [];
  #tailStart = 0;
  #isSkippingLine = false;
  #failures = 0;
  #problems: Problem[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#parser = new CollectingParser(optionsOf(delimiter, true), 1);
  }

  async *push(bytes: Buffer): AsyncGenerator<Records> {
    let rest = this.#isSkippingLine ? this.#afterLine(bytes) : bytes;
    while (rest !== null && rest.length > 0) {
      this.#tail.push(rest);
      const isFine = await this.#parser.feed(rest);
      yield this.take();
      rest = isFine && !this.#isTooLong() ? null : this.#recover();
    }
  }

  async *end(): AsyncGenerator<Records> {
    while (!(await this.#parser.close())) {
      yield this.take();
      const rest = this.#recover();
      if (rest !== null) yield* this.push(rest);
    }
    yield this.take();
  }

  /** The physical line that is read next. */
  get nextRow(): number {
    return this.#parser.nextRow;
  }

  take(): Records {
    for (
      let [first] = this.#tail;
      first !== undefined && this.#tailStart + first.length <= this.#parser.consumed;
      [first] = this.#tail
    ) {
      this.#tailStart += first.length;
      this.#tail.shift();
    }
    const problems = this.#problems;
    this.#problems = [];
    return { ...this.#parser.collected(), problems };
  }

  /** The parser counts the letters of a record, not its cells: millions of blank ones pass it. */
  #isTooLong(): boolean {
    const given = this.#tail.reduce((sum, { length }) => sum + length, this.#tailStart);
    return given - this.#parser.consumed > 2 * LONGEST_RECORD;
  }

  /** Refuses the first line that the parser choked on and starts a new parser behind it; gives back what is left to read. */
  #recover(): Buffer | null {
    const left = Buffer.concat(this.#tail).subarray(this.#parser.consumed - this.#tailStart);
    const row = this.#parser.nextRow;
    this.#failures += 1;
    this.#problems.push(
      problemOf({
        kind: 'unreadable-file',
        severity: 'refused',
        row,
        found: left.subarray(0, 400).toString(),
        params: { reason: 'line' },
      }),
    );
    this.#parser = new CollectingParser(optionsOf(this.#delimiter, this.#failures < MOST_LOST_QUOTES), row + 1);
    this.#tail = [];
    this.#tailStart = 0;
    this.#isSkippingLine = true;
    return this.#afterLine(left);
  }

  #afterLine(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(LF);
    if (end < 0) return null;
    this.#isSkippingLine = false;
    return bytes.subarray(end + 1);
  }
}

/** csv-parse, with its records put into an array instead of a stream of single records. */
class CollectingParser extends Parser {
  #records: string[][] = [];
  #rows: number[] = [];
  readonly #firstRow: number;
  nextRow: number;
  /** Bytes of whole records so far. */
  consumed = 0;

  constructor(options: Options, firstRow: number) {
    super(options);
    this.#firstRow = firstRow;
    this.nextRow = firstRow;
    this.on('error', () => {});
    this.resume();
  }

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null);
    this.#records.push(record);
    this.#rows.push(this.nextRow);
    this.nextRow = this.#firstRow + this.info.lines;
    this.consumed = this.info.bytes;
    expectWidth(this, record.length);
    return true;
  }

  feed(bytes: Buffer): Promise<boolean> {
    return new Promise((resolve) => this.write(bytes, (error) => resolve(error === null || error === undefined)));
  }

  close(): Promise<boolean> {
    return new Promise((resolve) => {
      this.once('error', () => resolve(false));
      this.end(() => resolve(true));
    });
  }

  collected(): Pick<RecordBlock, 'records' | 'rows'> {
    const taken = { records: this.#records, rows: this.#rows };
    this.#records = [];
    this.#rows = [];
    return taken;
  }
}

/**
 * The parser makes an Error, with its stack, for each record of another width than the first one's, relaxed or not: below a
 * short line of metadata that is all of them. So the width is always the last record's; it stands in state that the parser's
 * types leave out.
 */
function expectWidth(parser: Parser, width: number): void {
  const { state } = parser as Parser & { readonly state: { expectedRecordLength: number } };
  state.expectedRecordLength = width;
}

function optionsOf(delimiter: string, hasQuotes: boolean): Options {
  return {
    delimiter,
    record_delimiter: '\n',
    quote: hasQuotes ? '"' : false,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  };
}
