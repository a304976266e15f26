import { gzipFormat } from '#core/meter-files/archives/gzip-format.ts';
import { nestedArchives, otherArchives } from '#core/meter-files/archives/other-archives.ts';
import type { ReadInner } from '#core/meter-files/archives/refusal.ts';
import { zipFormat } from '#core/meter-files/archives/zip-format.ts';
import { csvFormat } from '#core/meter-files/csv/csv-format.ts';
import type { FileSource, MeterFileFormat, MeterFileReading, Understanding } from '#core/meter-files/meter-file.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { storableTexts } from '#core/meter-files/storable-text.ts';
import type { ReadTable } from '#core/meter-files/table/table.ts';
import { xlsxFormat } from '#core/meter-files/xlsx/xlsx-format.ts';

const HEAD_BYTES = 256 * 1024;

/**
 * What reads a file of any kind: `others` by their looks first, then text and workbooks as tables, packed or not.
 * `readTable` is what understands a table.
 */
export function fileReader({
  readTable,
  others,
}: {
  readonly readTable: ReadTable;
  readonly others: readonly MeterFileFormat[];
}): ReadInner {
  // In the order of trial: what looks like nothing else is a table. A zip may hold gzipped files, and no archive another of
  // its kind. A workbook is a zip, too.
  const workbook = xlsxFormat(readTable);
  const plain = [...others, csvFormat(readTable)];
  const readInGzip = readerOf([workbook, nestedArchives, otherArchives, ...plain]);
  const readInZip = readerOf([workbook, gzipFormat(readInGzip), nestedArchives, otherArchives, ...plain]);
  const read = readerOf([workbook, gzipFormat(readInGzip), zipFormat(readInZip), otherArchives, ...plain]);
  return async (file) => {
    const reading = await read(file);
    return { ...reading, understanding: storable(reading.understanding) };
  };
}

const LONGEST_PARAM = 2000;

/** What was understood is kept with the import: headings can be as long as they like. */
function storable(understanding: Understanding): Understanding {
  const guesses = understanding.guesses.map((guess) => ({ ...guess, params: storableTexts(guess.params, LONGEST_PARAM) }));
  return { ...understanding, guesses };
}

function readerOf(formats: readonly MeterFileFormat[]): ReadInner {
  return (file) => readAs(formats, file);
}

async function readAs(
  formats: readonly MeterFileFormat[],
  { source, context }: Parameters<ReadInner>[0],
): Promise<MeterFileReading> {
  const head = await readHead(source);
  if (head.every((byte) => isBlank(byte))) return unreadable('empty-file');
  const isWhole = head.length < HEAD_BYTES;
  for (const format of formats) {
    const reading = await format.detect({ head, isWhole, source, context });
    if (reading !== null) return reading;
  }
  return unreadable('unreadable-file');
}

async function readHead(source: FileSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk.subarray(0, HEAD_BYTES - length));
    length += chunks.at(-1)?.length ?? 0;
    if (length >= HEAD_BYTES) break;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return head;
}

/** NUL, blank, tab, line ends and byte order marks. */
function isBlank(byte: number): boolean {
  return byte <= 32 || byte === 0xef || byte === 0xbb || byte === 0xbf || byte === 0xfe || byte === 0xff;
}

function unreadable(kind: ProblemKind): MeterFileReading {
  const questions = [problemOf({ kind, severity: 'refused', row: null })];
  return {
    understanding: { format: 'unknown', guesses: [], questions, meters: [] },
    meters: [],
    async *batches() {},
  };
}
