import type { TextChunk } from '#core/meter-files/csv/encoding.ts';
import { endless, Patience } from '#core/meter-files/endless.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** Some lines of a file, in order; those that are too long to be records are blank and named. */
export interface LineBlock {
  readonly lines: readonly string[];
  /** The physical line, from 1, of the first of them. */
  readonly firstRow: number;
  readonly problems: readonly Problem[];
  /** The last of them is the file's last and no line end follows: the file may have been cut there. */
  readonly isCut: boolean;
  readonly bytesRead: number;
}

const LONGEST_LINE = 1 << 20;

/** The physical lines of a text: a record of a meter data file is always one line, whatever its quotes say. */
export async function* readLines(text: AsyncIterable<TextChunk> | Iterable<TextChunk>): AsyncGenerator<LineBlock> {
  const decoder = new TextDecoder();
  let begun = '';
  let isSkipping = false;
  let firstRow = 1;
  let bytesRead = 0;
  const patience = new Patience();
  for await (const chunk of text) {
    bytesRead = chunk.bytesRead;
    const lines = decoder.decode(chunk.bytes, { stream: true }).split('\n');
    const problems: Problem[] = [];
    lines[0] = isSkipping ? '' : begun + (lines[0] ?? '');
    if (lines.length > 1) isSkipping = false;
    begun = lines.pop() ?? '';
    if (begun.length > LONGEST_LINE) {
      problems.push(tooLong(begun, firstRow + lines.length));
      isSkipping = true;
      begun = '';
    }
    patience.look(lines, bytesRead);
    const isOver = patience.isOver(bytesRead);
    if (isOver) problems.push(endless(firstRow + lines.length));
    yield { lines, firstRow, problems, isCut: false, bytesRead };
    if (isOver) return;
    firstRow += lines.length;
  }
  yield { lines: begun === '' ? [] : [begun], firstRow, problems: [], isCut: true, bytesRead };
}

function tooLong(line: string, row: number): Problem {
  const found = line.slice(0, 400);
  return problemOf({ kind: 'unreadable-file', severity: 'refused', row, found, params: { reason: 'line' } });
}

/** The cells of a line between commas; a cell in quotes may hold commas. A quote that nothing closes is a letter like others. */
export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let isQuoting = true;
  for (let at = 0; at <= line.length; ) {
    const open = isQuoting ? openingQuote(line, at) : -1;
    const close = open < 0 ? -1 : closingQuote(line, open + 1);
    if (open >= 0 && close < 0) isQuoting = false;
    const comma = line.indexOf(',', close < 0 ? at : close);
    const end = comma < 0 ? line.length : comma;
    const text = close < 0 ? line.slice(at, end) : line.slice(open + 1, close).replaceAll('""', '"') + line.slice(close + 1, end);
    cells.push(text);
    at = end + 1;
  }
  return cells;
}

function openingQuote(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return line[at] === '"' ? at : -1;
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) if (line[at + 1] !== '"') return at;
  return -1;
}
