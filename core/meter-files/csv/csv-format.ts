import type { Buffer } from 'node:buffer';
import { guessDelimiter } from '#core/meter-files/csv/delimiter.ts';
import { guessEncoding, headText, readText } from '#core/meter-files/csv/encoding.ts';
import { readRecords } from '#core/meter-files/csv/records.ts';
import type { MeterFileFormat, MeterFileReading, OfferedFile } from '#core/meter-files/meter-file.ts';
import type { ReadTable, RecordBlock } from '#core/meter-files/table/table.ts';

/** Text with a record a line: comma, semicolon, tab or pipe between columns. */
export function csvFormat(readTable: ReadTable): MeterFileFormat {
  return { name: 'csv', detect: (file) => detect(file, readTable) };
}

async function detect({ head, isWhole, source, context }: OfferedFile, readTable: ReadTable): Promise<MeterFileReading | null> {
  const encoding = guessEncoding(head);
  const text = headText(head, encoding.value);
  if (!isTable(text)) return null;
  const { delimiter, guess } = await guessDelimiter(text, context.options.delimiter);
  const table = {
    format: 'csv',
    place: source.name,
    guesses: [encoding, guess],
    head: await headRecords(wholeLines(text, isWhole), delimiter),
    isHeadWhole: isWhole,
    delimiter,
    blocks: () => readRecords(readText(source, encoding.value), delimiter),
  };
  return readTable(table, context);
}

async function headRecords(text: Buffer, delimiter: string): Promise<RecordBlock> {
  const blocks: RecordBlock[] = [];
  for await (const block of readRecords([{ bytes: text, bytesRead: text.length }], delimiter)) blocks.push(block);
  return {
    records: blocks.flatMap(({ records }) => records),
    rows: blocks.flatMap(({ rows }) => rows),
    problems: blocks.flatMap(({ problems }) => problems),
    bytesRead: text.length,
  };
}

/** Without the line that the head cuts in two. */
function wholeLines(text: Buffer, isWhole: boolean): Buffer {
  const end = isWhole ? text.length : text.lastIndexOf('\n') + 1;
  return text.subarray(0, end > 0 ? end : text.length);
}

/** Text, and neither markup nor JSON. */
function isTable(text: Buffer): boolean {
  const probe = text.subarray(0, 65_536).toString();
  if (/^\s*[<{[]/.test(probe)) return false;
  let odd = 0;
  for (const character of probe) {
    const code = character.charCodeAt(0);
    if (code === 0xfffd || code === 0x7f || (code < 32 && code !== 9 && code !== 10 && code !== 12)) odd += 1;
  }
  return odd * 50 <= probe.length;
}
