import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { ANY_METER, readText } from '#tests/core/meter-files/read-text.ts';
import { row, workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';

const MEGABYTE = 1 << 20;
const GIGABYTE = 1 << 30;
const ROWS = 'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n';
const NEM = '100,NEM12,202403011200,MDP1,R\n200,NMI1234567,E1,1,E1,N1,S,kWh,30,\n';
const FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><content>';

/** A file that is never there: a beginning, and then a piece again and again, up to a gigabyte. */
function endlessFile(begin: string, pieceOf: (at: number) => string | Buffer) {
  let bytesRead = 0;
  async function* open() {
    yield Buffer.from(begin);
    for (let at = begin.length, piece = 0; at < GIGABYTE; piece += 1) {
      const bytes = Buffer.from(pieceOf(piece));
      at += bytes.length;
      bytesRead += bytes.length;
      yield bytes;
    }
  }
  const source: FileSource = { name: 'endless', bytes: GIGABYTE, open };
  return { source, bytesRead: () => bytesRead };
}

/** Reads it to where reading ends: what was said, how many rows came, and what that took. */
async function outcomeOf({ source, bytesRead }: ReturnType<typeof endlessFile>) {
  const startedAt = performance.now();
  const before = process.memoryUsage();
  let most = 0;
  const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  const reading = await readMeterFile({ source, context });
  const said = reading.understanding.questions.map(({ kind }) => kind as string);
  let rows = 0;
  for await (const { intervals, problems } of reading.batches()) {
    rows += intervals.length;
    for (const { kind, row: line, params } of problems) said.push(`${kind} ${line} ${params.reason ?? ''}`);
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
  }
  expect(most).toBeLessThan(300 * MEGABYTE);
  return { said, rows, megabytes: bytesRead() / MEGABYTE, seconds: (performance.now() - startedAt) / 1000 };
}

const filled = (letter: string) => {
  const piece = Buffer.alloc(MEGABYTE, letter);
  return () => piece;
};

const WITHOUT_VALUES: readonly [string, string, (at: number) => string | Buffer, string][] = [
  ['one line', '', filled('7'), 'empty-file'],
  ['blanks', '', filled(' '), 'empty-file'],
  ['line ends', '', filled('\n'), 'empty-file'],
  ['commas', '', filled(','), 'empty-file'],
  ['metadata', '', () => 'note: nothing\n'.repeat(10_000), 'empty-file'],
  ['text in one element of XML', `${FEED}<title>`, filled('7'), 'unreadable-file'],
  ['tags inside tags', FEED, () => '<a>'.repeat(100_000), 'unreadable-file'],
  ['an attribute', `${FEED}<a b="`, filled('7'), 'unreadable-file'],
  ['a comment', `${FEED}<!--`, filled('7'), 'unreadable-file'],
  ['an entity’s name', `${FEED}&`, filled('a'), 'unreadable-file'],
  ['entries of a feed', FEED.slice(0, 60), () => '<entry><content/></entry>'.repeat(10_000), 'unreadable-file'],
];

test.each(WITHOUT_VALUES)('a gigabyte of %s is refused after its beginning', async (_what, begin, pieceOf, kind) => {
  const { said, rows, megabytes, seconds } = await outcomeOf(endlessFile(begin, pieceOf));
  expect(said).toEqual([kind]);
  expect(rows).toBe(0);
  expect(megabytes).toBeLessThan(40);
  expect(seconds).toBeLessThan(10);
});

const BELOW_VALUES: readonly [string, string, (at: number) => string | Buffer, readonly string[]][] = [
  ['one line', ROWS, filled('7'), ['unreadable-file 4 line', 'unreadable-file 5 endless']],
  ['one open quote', `${ROWS}"`, filled('7'), ['unreadable-file 4 line', 'unreadable-file 5 endless']],
  ['blanks', ROWS, filled(' '), ['unreadable-file 4 line', 'unreadable-file 5 endless']],
  ['commas', ROWS, filled(','), ['unreadable-file 4 line', 'unreadable-file 5 endless']],
];

test.each(BELOW_VALUES)(
  'below values, a gigabyte of %s ends the reading',
  { timeout: 60_000 },
  async (_what, begin, pieceOf, expected) => {
    const { said, rows, megabytes, seconds } = await outcomeOf(endlessFile(begin, pieceOf));
    expect(said).toEqual(expected);
    expect(rows).toBe(2);
    expect(megabytes).toBeLessThan(70);
    expect(seconds).toBeLessThan(20);
  },
);

test('below values, millions of line ends end the reading; a sheet’s million blank lines do not', {
  timeout: 60_000,
}, async () => {
  const { said, megabytes, seconds } = await outcomeOf(endlessFile(ROWS, filled('\n')));
  expect(said).toEqual([expect.stringMatching(/^unreadable-file \d+ endless$/)]);
  expect(megabytes).toBeLessThan(4);
  expect(seconds).toBeLessThan(30);
  const { intervals, problems } = await readText(`${ROWS}${',,\n'.repeat(1_048_576)}2024-01-01 02:00,A,3\n`);
  expect(intervals).toHaveLength(3);
  expect(problems).toEqual([]);
});

test('a NEM12 line without end, and blank lines without end, end the reading', { timeout: 60_000 }, async () => {
  const line = await outcomeOf(endlessFile(`${NEM}300,20240101,`, () => '1,'.repeat(500_000)));
  expect([line.said, line.rows]).toEqual([['empty-file'], 0]);
  expect(line.megabytes).toBeLessThan(70);
  const day = `${NEM}300,20240101,${'1,'.repeat(48)}A,,,,\n`;
  const blank = await outcomeOf(endlessFile(day, filled('\n')));
  expect(blank.rows).toBe(48);
  expect(blank.said).toEqual([expect.stringMatching(/endless$/)]);
  expect(blank.megabytes).toBeLessThan(10);
});

test('a million different meters are refused whole, soon, and in little memory', { timeout: 60_000 }, async () => {
  const csv = (piece: number) => Array.from({ length: 1000 }, (_, at) => `2024-01-01 00:00,M${piece * 1000 + at},1\n`).join('');
  const table = await outcomeOf(endlessFile('time,meter,kwh\n', csv));
  expect(table.said).toEqual(['too-many-meters null ']);
  const nem = (piece: number) =>
    Array.from(
      { length: 100 },
      (_, at) => `200,N${piece * 100 + at},E1,1,E1,N1,S,kWh,30,\n300,20240101,${'1,'.repeat(48)}A\n`,
    ).join('');
  const market = await outcomeOf(endlessFile('100,NEM12,202403011200,MDP1,R\n', nem));
  expect(market.said).toEqual(['too-many-meters']);
  for (const { megabytes, seconds } of [table, market]) {
    expect(megabytes).toBeLessThan(10);
    expect(seconds).toBeLessThan(20);
  }
});

test('ten thousand different meters are read', { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `2024-01-01 0${at < 10_000 ? 0 : 1}:00,M${at % 10_000},1\n`);
  const { intervals, problems } = await readText(`time,meter,kwh\n${lines.join('')}`);
  expect(intervals).toHaveLength(20_000);
  expect(problems).toEqual([]);
});

test('a heading, a cell and a time of a hundred thousand of the same sign cost no more than their length', {
  timeout: 60_000,
}, async () => {
  for (const sign of [' ', '-', ': ', '(', '9', '.', 'total ', 'Ab', 'pm ', '0:', 'to ', '2024-01-01 00:00 - ', 'é', '/', '1e']) {
    const odd = sign.repeat(100_000 / sign.length);
    const startedAt = performance.now();
    await readText(
      `${odd}\n\ntime,meter,${odd}\n2024-01-01 00:00,A,1\n2024-01-01 01:00,${odd},1\n${odd},A,1\n2024-01-01 02:00,A,${odd}\n`,
    );
    expect(performance.now() - startedAt, sign).toBeLessThan(5000);
  }
});

test('an archive of files that all ask asks fifty times at most', async () => {
  const text = 'time,kwh\n1/2/2024 00:00,1\n1/2/2024 01:00,2\n';
  const zip = await zipOf(Array.from({ length: 200 }, (_, at) => ({ name: `${at}.csv`, content: text })));
  expect((await readText(zip)).questions).toHaveLength(50);
});

test('a gzip that unpacks a thousandfold is left after the part that shows it', async () => {
  const block = gzipSync(Buffer.alloc(16 * MEGABYTE), { level: 9 });
  let blocks = 0;
  async function* open() {
    for (; blocks < 60; blocks += 1) yield block;
  }
  const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  const { understanding } = await readMeterFile({ source: { name: 'bomb.gz', bytes: block.length * 4, open }, context });
  expect(understanding.questions).toMatchObject([{ kind: 'archive-too-large', params: { reason: 'ratio' } }]);
  expect(blocks).toBeLessThan(40);
});

test('entities and outside files that a workbook names are never fetched nor expanded', async () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  const rows = row('time', 'meter', 'kwh') + row('2024-01-01 00:00', '&b;', 1) + row('2024-01-01 01:00', '&c;', 2);
  for (const part of ['xl/worksheets/sheet1.xml', 'xl/workbook.xml', 'xl/styles.xml', '_rels/.rels']) {
    const xml = `${laughs}<worksheet><sheetData>${rows}</sheetData></worksheet>`;
    const { questions, intervals, meters } = await readText(await workbookOf({ sheets: { Data: rows }, parts: { [part]: xml } }));
    expect([part, questions]).toEqual([part, ['doctype']]);
    expect([intervals, meters]).toEqual([[], []]);
  }
});
