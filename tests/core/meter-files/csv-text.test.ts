import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const TEXT = 'time,meter,kwh\n2024-01-01 00:00,Höfe,1\n2024-01-01 01:00,Höfe,2\n';
const LINES = ['Höfe 2024-01-01T05:00:00.000Z 3600 1', 'Höfe 2024-01-01T06:00:00.000Z 3600 2'];
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
  ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 big-endian with a mark', utf16be(`\ufeff${TEXT}`), 'utf-16be'],
  ['UTF-16 little-endian without a mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
  ['UTF-16 big-endian without a mark', utf16be(TEXT), 'utf-16be'],
  ['Windows-1252', Buffer.from(TEXT, 'latin1'), 'windows-1252'],
])('%s is read, however it is cut into pieces', async (_, bytes, encoding) => {
  for (const piece of [1, 7, 65_536]) {
    const { lines, said, guesses } = await readText(bytes, { piece });
    expect(lines).toEqual(LINES);
    expect(said).toEqual([]);
    expect(guesses.encoding).toBe(encoding);
  }
});

test('the first letter beyond ASCII tells UTF-8 from Windows-1252, even behind the beginning', async () => {
  const plain = Array.from(
    { length: 12_000 },
    (_, hour) => `${new Date(Date.UTC(2022, 0, 1, hour)).toISOString()},Hall,1\n`,
  ).join('');
  for (const encoding of ['latin1', 'utf8'] as const) {
    const bytes = Buffer.from(`time,meter,kwh\n${plain}2023-06-01T00:00:00Z,Höfe,1\n`, encoding);
    expect((await readText(bytes, { meters: { Hall: {}, Höfe: { stepSeconds: 3600 } } })).meters).toEqual(['Hall', 'Höfe']);
  }
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines may end in %s', async (_, end) => {
  for (const piece of [1, 2, 3, 1000]) expect((await readText(TEXT.replaceAll('\n', end), { piece })).lines).toEqual(LINES);
});

test('mixed line ends and stray NULs leave the physical lines right', async () => {
  const { lines, said } = await readText(
    'time,meter,kwh\r\n2024-01-01 00:00,Höfe,1\r\n\r2024-01-01\u0000 01:00,Höfe,2\n\n\r\n2024-01-01 02:00,Höfe,x\r',
    { piece: 5 },
  );
  expect(lines).toEqual(LINES);
  expect(said).toEqual(['refused value-bad 7']);
});

test.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
])('columns may be parted by a %s', async (name, delimiter) => {
  const { lines, guesses } = await readText(TEXT.replaceAll(',', delimiter));
  expect(lines).toEqual(LINES);
  expect(guesses.delimiter).toBe(name);
});

test('a quoted cell may hold the delimiter, quotes and a line end', async () => {
  const { lines, said } = await readText(
    '"time","meter\n(label)","kwh"\n"2024-01-01 00:00","Hall ""A"", North","1"\n2024-01-01 01:00,"Hall ""A"", North",2\n2024-01-01 02:00,"Hall ""A"", North",x\n',
  );
  expect(lines).toEqual(['Hall "A", North 2024-01-01T05:00:00.000Z 3600 1', 'Hall "A", North 2024-01-01T06:00:00.000Z 3600 2']);
  expect(said).toEqual(['refused value-bad 5']);
});

test('a quote that nothing closes costs its own line and no other', async () => {
  const { lines, said } = await readText(
    'time,meter,kwh\n2024-01-01 00:00,Höfe,1\n"2024-01-01 00:30,Höfe,9\n2024-01-01 01:00,Höfe,2\n',
  );
  expect(lines).toEqual(LINES);
  expect(said).toEqual(['refused unreadable-file 3']);
});

test('decimal commas go with semicolons, and points then group thousands', async () => {
  const { lines, guesses } = await readText(
    'Zeit;Zähler;Wert\n01.02.2024 00:00;A;1,5\n13.02.2024 00:00;A;1.234,25\n14.02.2024 00:00;A;12\n',
  );
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['1.5', '1234.25', '12']);
  expect(guesses).toMatchObject({ decimal: 'comma', delimiter: 'semicolon', time: 'dmy' });
});

test('thousands are grouped in quotes, by commas, blanks and apostrophes', async () => {
  const { lines } = await readText(
    'time,A\n2024-01-01 00:00,"1,234.5"\n2024-01-01 01:00,"12,345"\n2024-01-01 02:00,1 234.5\n2024-01-01 03:00,1\u00a0234\n2024-01-01 04:00,1\'234\n',
  );
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['1234.5', '12345', '1234.5', '1234', '1234']);
});

test('exponents are exact', async () => {
  const { lines } = await readText('time,A\n2024-01-01 00:00,1.44e2\n2024-01-01 01:00,5E-1\n2024-01-01 02:00,+2\n');
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['144', '0.5', '2']);
});

test.each(['', ' ', 'NULL', 'null', 'N/A', 'n/a', '-', 'Not Available', 'NaN', '#N/A'])(
  '"%s" is a missing value, never 0',
  async (cell) => {
    const { lines, said } = await readText(
      `time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,${cell}\n2024-01-01 02:00,A,0\n`,
    );
    expect(lines.map((line) => line.split(' ')[3])).toEqual(['1', '0']);
    expect(said).toEqual(['refused value-missing 3']);
  },
);

test.each([
  ['-1', 'value-negative'],
  ['(5)', 'value-negative'],
  ['240.x', 'value-bad'],
  ['1,2,3', 'value-bad'],
  ['1.2.3', 'value-bad'],
  ['0x10', 'value-bad'],
  ['1e99', 'value-bad'],
  ['Infinity', 'value-bad'],
  ['9000001', 'value-implausible'],
  ['1e30', 'value-implausible'],
])('%s is refused as %s', async (cell, kind) => {
  const { lines, said } = await readText(
    `time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,"${cell}"\n2024-01-01 02:00,A,9000000\n`,
  );
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['1', '9000000']);
  expect(said).toEqual([`refused ${kind} 3`]);
});

test('a row that is too short is refused, a longer one is not', async () => {
  const { lines, said } = await readText('time,meter,kwh\n2024-01-01 00:00,A,1,,\n2024-01-01 01:00,A\n2024-01-01 02:00,A,3\n');
  expect(lines).toHaveLength(2);
  expect(said).toEqual(['refused row-too-short 3']);
});

test('markup, archives and noise are not read as a table', async () => {
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3) * 31) % 256));
  for (const file of [
    Buffer.from('<?xml version="1.0"?><feed/>'),
    Buffer.from('PK\u0003\u0004\u0000\u0001\u0002\u0003\u0004\u0005\u0006'),
    noise,
  ]) {
    const { questions } = await readText(file);
    expect(['unreadable-file', 'layout-unknown', 'archive-damaged']).toContain(questions[0]);
  }
});

test('a comma before three decimals is no sign of thousands where the digits before it are none', async () => {
  const kwh = async (...cells: string[]) =>
    (await readText(`time\tmeter\tkwh\n${cells.map((cell, hour) => `2024-01-01 0${hour}:00\tA\t${cell}\n`).join('')}`)).lines.map(
      (line) => line.split(' ').at(-1),
    );
  expect(await kwh('0,125', '1,250', '0,375')).toEqual(['0.125', '1.25', '0.375']);
  expect(await kwh('1234,567', '1,250')).toEqual(['1234.567', '1.25']);
  expect(await kwh('1,250', '2,375')).toEqual(['1250', '2375']);
  const late = Array.from({ length: 2100 }, (_, hour) => new Date(Date.UTC(2023, 0, 1, hour)).toISOString());
  const { said } = await readText(
    `time\tmeter\tkwh\n${late.map((time) => `${time}\tA\t1,250\n`).join('')}2023-06-01T00:00Z\tA\t0,125\n`,
  );
  expect(said).toContain('refused value-bad 2102');
});
