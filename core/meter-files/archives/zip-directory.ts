import { Buffer, isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type ZipFile } from 'yauzl';
import { DamagedBytes, INFLATE_OPTIONS, inflated } from '#core/meter-files/archives/inflate.ts';
import type { FileSource } from '#core/meter-files/meter-file.ts';

/** One file in a zip. Sizes are what its directory says; `unpackEntry` holds them to it. */
export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly isEncrypted: boolean;
  /** Whether it is stored or deflated: other methods are not read. */
  readonly isPlainMethod: boolean;
  unpack(): AsyncIterable<Uint8Array>;
}

/** The files of a zip, in the order of its directory. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Entries that share bytes with others: no program makes such zips but one that makes bombs. */
  readonly hasOverlaps: boolean;
}

/** Far more than is read, so that clutter does not count, and few enough to list quickly. */
const MOST_LISTED_ENTRIES = 5000;

/**
 * Lists a zip by its central directory; null where there are more than `MOST_LISTED_ENTRIES`. Throws `DamagedBytes` on what is
 * no whole zip, and what the source throws as it is.
 */
export async function openZip(source: FileSource): Promise<ZipDirectory | null> {
  const reader = new SourceReader(source);
  try {
    const options = { autoClose: false, decodeStrings: false, lazyEntries: true };
    const zip = await fromRandomAccessReaderPromise(reader, source.bytes, options);
    const listed: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      listed.push(entry);
      if (listed.length > MOST_LISTED_ENTRIES) return null;
    }
    return { entries: listed.map((entry) => zipEntry({ entry, zip, source, reader })), hasOverlaps: haveOverlaps(listed) };
  } catch (error) {
    throw reader.failure ?? new DamagedBytes('this is no whole zip', { cause: error });
  }
}

interface Place {
  readonly entry: Entry;
  readonly zip: ZipFile;
  readonly source: FileSource;
  readonly reader: SourceReader;
}

function zipEntry(place: Place): ZipEntry {
  const { entry } = place;
  return {
    name: nameOf(entry),
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    isEncrypted: entry.isEncrypted(),
    isPlainMethod: entry.compressionMethod === 0 || entry.compressionMethod === 8,
    unpack: () => unpackEntry(place),
  };
}

/** Names are words for people and never paths, so `..` in one does no harm. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const name = isUtf8(fileNameRaw)
    ? fileNameRaw.toString()
    : getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  return name.replaceAll('\\', '/').replaceAll('\u0000', '').slice(0, 300).toWellFormed();
}

/** The bytes of one entry, as many as its directory says and with its checksum, or `DamagedBytes`. */
async function* unpackEntry({ entry, zip, source, reader }: Place): AsyncGenerator<Uint8Array> {
  const from = await dataStart({ entry, zip, reader });
  const until = from + entry.compressedSize;
  if (until > source.bytes) throw new DamagedBytes('the zip ends within this file');
  const packed = entry.compressedSize === 0 ? noBytes() : source.open({ from, until });
  const pieces = entry.compressionMethod === 0 ? packed : inflated(packed, createInflateRaw(INFLATE_OPTIONS));
  let length = 0;
  let checksum = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > entry.uncompressedSize) break;
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (length !== entry.uncompressedSize || checksum !== entry.crc32) throw new DamagedBytes('size or checksum is wrong');
}

async function dataStart({ entry, zip, reader }: Omit<Place, 'source'>): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    throw reader.failure ?? new DamagedBytes('the zip has no such file', { cause: error });
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

function haveOverlaps(entries: readonly Entry[]): boolean {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return sorted.some((entry, at) => {
    const next = sorted[at + 1];
    const end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameRaw.length + entry.compressedSize;
    return next !== undefined && end > next.relativeOffsetOfLocalHeader;
  });
}

const LOCAL_HEADER_BYTES = 30;
const WINDOW_BYTES = 65_536;

/** Reads of a source through a window: a directory is read in hundreds of small steps that lie side by side. */
class SourceReader extends RandomAccessReader {
  readonly #source: FileSource;
  #window: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };
  /** What the source itself threw. */
  failure: unknown = null;

  constructor(source: FileSource) {
    super();
    this.#source = source;
  }

  override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
    this.#windowAt(position, length).then(
      (window) => {
        const start = position - window.from;
        if (start < 0 || start + length > window.bytes.length) callback(new Error('unexpected end'));
        else {
          window.bytes.copy(buffer, offset, start, start + length);
          callback(null);
        }
      },
      (error) => {
        this.failure = error;
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  override _readStreamForRange(from: number, until: number): Readable {
    return Readable.from(this.#source.open({ from, until }));
  }

  async #windowAt(position: number, length: number): Promise<{ readonly from: number; readonly bytes: Buffer }> {
    const { from, bytes } = this.#window;
    if (position >= from && position + length <= from + bytes.length) return this.#window;
    const until = Math.min(this.#source.bytes, position + Math.max(length, WINDOW_BYTES));
    const pieces: Uint8Array[] = [];
    if (position >= 0 && position < until)
      for await (const piece of this.#source.open({ from: position, until })) pieces.push(piece);
    this.#window = { from: position, bytes: Buffer.concat(pieces) };
    return this.#window;
  }
}
