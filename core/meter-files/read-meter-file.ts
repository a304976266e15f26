import { gzipFormat } from '#core/meter-files/archives/gzip-format.ts';
import { nestedArchives, otherArchives } from '#core/meter-files/archives/other-archives.ts';
import type { ReadInner } from '#core/meter-files/archives/refusal.ts';
import { zipFormat } from '#core/meter-files/archives/zip-format.ts';
import { csvFormat } from '#core/meter-files/csv/csv-format.ts';
import { greenButtonFormat } from '#core/meter-files/green-button/green-button-format.ts';
import type { FileSource, MeterFileFormat, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import { nemFormat } from '#core/meter-files/nem/nem-format.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { xlsxFormat } from '#core/meter-files/xlsx/xlsx-format.ts';

/** In the order of trial: what looks like nothing else is a table. */
const FORMATS: readonly MeterFileFormat[] = [nemFormat, greenButtonFormat, csvFormat];

/** What an archive may hold: a zip may hold gzipped files, and no archive another of its kind. A workbook is a zip, too. */
const IN_GZIP = [xlsxFormat, nestedArchives, otherArchives, ...FORMATS];
const readInGzip = readerOf(IN_GZIP);
const IN_ZIP = [xlsxFormat, gzipFormat(readInGzip), nestedArchives, otherArchives, ...FORMATS];
const OUTERMOST = [xlsxFormat, gzipFormat(readInGzip), zipFormat(readerOf(IN_ZIP)), otherArchives, ...FORMATS];

const HEAD_BYTES = 256 * 1024;

/**
 * Finds out what a meter file is and reads it. What staff must answer first (date order, which meter, an empty or unreadable
 * file) stands in `understanding.questions`; then `batches` yields nothing. Bad rows are problems in the batches; nothing in a
 * file makes this throw, only a source that cannot be read.
 */
export async function readMeterFile({
  source,
  context,
}: {
  readonly source: FileSource;
  readonly context: ReadContext;
}): Promise<MeterFileReading> {
  return readAs(OUTERMOST, { source, context });
}

type OpenFile = Parameters<typeof readMeterFile>[0];

function readerOf(formats: readonly MeterFileFormat[]): ReadInner {
  return (file) => readAs(formats, file);
}

async function readAs(formats: readonly MeterFileFormat[], { source, context }: OpenFile): Promise<MeterFileReading> {
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
