import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { type HandWritten, row, workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';

const A_LINES = ['Hall A 2024-01-01T05:00:00.000Z 3600 1', 'Hall A 2024-01-01T06:00:00.000Z 3600 2.5'];
const STYLED = { formats: ['m/d/yy h:mm'] };
/** 1 January 2024, and an hour later. */
const NOON = 45_292;
const HOUR = 1 / 24;
const HEADER = row('time', 'meter', 'kwh');
const ROWS = HEADER + row([NOON, 1], 'Hall A', 1) + row([NOON + HOUR, 1], 'Hall A', 2.5);

async function readBook(book: HandWritten, file: Parameters<typeof readText>[1] = {}) {
  return readText(await workbookOf({ ...STYLED, ...book }), file);
}

test('a workbook of an ordinary program is read as a table, whatever its name', async () => {
  const data: SheetData = [
    [{ value: 'Energy of the halls', columnSpan: 3 }, null, null],
    [],
    [{ value: 'time' }, { value: 'meter' }, { value: 'kwh' }],
    ...[1, 2.5].map((kwh, hour) => [
      { value: new Date(Date.UTC(2024, 0, 1, hour)), type: Date, format: 'dd/mm/yyyy hh:mm' },
      { value: 'Hall A', type: String },
      { value: kwh, type: Number },
    ]),
  ];
  const book = await writeExcelFile(data).toBuffer();
  const { lines, guesses, intervals, questions } = await readText(book, { name: 'export.csv' });
  expect(questions).toEqual([]);
  expect(lines).toEqual(A_LINES);
  expect(intervals.map((interval) => interval.row)).toEqual([4, 5]);
  expect(guesses).toMatchObject({ format: 'xlsx', layout: 'long', sheet: 'named' });
});

test('rows and cells without numbers of their own follow each other', async () => {
  expect((await readBook({ sheets: { Data: ROWS } })).lines).toEqual(A_LINES);
});

test('rows and cells with numbers stand where those say, and rows are called by them', async () => {
  const sheet =
    '<row r="3"><c r="B3" t="inlineStr"><is><t>time</t></is></c><c r="D3" t="inlineStr"><is><t>Hall A</t></is></c><c r="AA3" t="inlineStr"><is><t>Hall B</t></is></c></row>' +
    `<row r="7"><c r="B7" s="1"><v>${NOON}</v></c><c r="D7"><v>1</v></c></row>` +
    `<row r="9"><c r="B9" s="1"><v>${NOON + HOUR}</v></c><c r="D9"><v>2.5</v></c><c r="AA9"><v>4</v></c></row>` +
    `<row r="10"><c r="B10" s="1"><v>${NOON + 2 * HOUR}</v></c><c r="AA10"><v>8</v></c></row>`;
  const { intervals, problems, lines } = await readBook({ sheets: { Data: sheet } });
  expect(lines.slice(0, 2)).toEqual(A_LINES);
  expect(intervals.map((interval) => interval.row)).toEqual([7, 9, 9, 10]);
  expect(problems.map(({ kind, row: at, severity }) => `${severity} ${kind} ${at}`)).toEqual([
    'info value-missing 10',
    'info value-missing 7',
  ]);
});

test('a row whose last cells are not there has missing values and is not too short', async () => {
  const { said } = await readBook({ sheets: { Data: ROWS + row([NOON + 2 * HOUR, 1], 'Hall A') } });
  expect(said).toEqual(['refused value-missing 4']);
});

test('texts may be shared, rich, phonetic, or the result of a formula', async () => {
  const sharedStrings =
    '<si><t>time</t></si><si><r><t>me</t></r><r><rPr/><t xml:space="preserve">ter</t></r></si><si><t>kwh</t><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>Hall A</t></si><si><t>_x000D_</t></si>';
  const shared = (index: number) => `<c t="s"><v>${index}</v></c>`;
  const line = (serial: number, label: string, kwh: number) =>
    `<row><c s="1"><f>A1+1</f><v>${serial}</v></c>${label}<c><f>1+0</f><v>${kwh}</v></c></row>`;
  const sheet =
    `<row>${shared(0)}${shared(1)}${shared(2)}</row>` +
    line(NOON, shared(3), 1) +
    line(NOON + HOUR, '<c t="str"><f>"Hall "&amp;"A"</f><v>Hall A</v></c>', 2.5);
  expect((await readBook({ sheets: { Data: sheet }, sharedStrings })).lines).toEqual(A_LINES);
});

test('errors are missing values, truths are texts, small numbers are exact', async () => {
  const line = (hour: number, cell: string) =>
    `<row><c s="1"><v>${NOON + hour * HOUR}</v></c><c t="inlineStr"><is><t>Hall A</t></is></c>${cell}</row>`;
  const cells = [
    '<c><v>1E-3</v></c>',
    '<c t="e"><v>#N/A</v></c>',
    '<c t="e"><v>#NAME?</v></c>',
    '<c t="b"><v>1</v></c>',
    '<c><v>0.30000000000000004</v></c>',
    '<c><v>1.234</v></c>',
  ];
  const { lines, said } = await readBook({ sheets: { Data: HEADER + cells.map((cell, hour) => line(hour, cell)).join('') } });
  expect(lines.map((text) => text.split(' ').at(-1))).toEqual(['0.001', '0.3', '1.234']);
  expect(said).toEqual(['refused value-missing 3', 'refused value-missing 4', 'refused value-bad 5']);
});

test('a decimal comma in texts of a sheet makes no thousands of its numbers', async () => {
  const line = (hour: number, kwh: number | string) => row([NOON + hour * HOUR, 1], 'Hall A', kwh);
  const { intervals } = await readBook({
    sheets: { Data: HEADER + line(0, '1,5') + line(1, '2,25') + line(2, 1.234) + line(3, 12) },
  });
  expect(intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([1.5, 2.25, 1.234, 12]);
});

test('a date and a clock in two columns are one time', async () => {
  const formats = ['dd.mm.yyyy', 'h:mm'];
  const line = (hour: number, kwh: number) => row([NOON, 1], [hour * HOUR, 2], 'Hall A', kwh);
  const sheet = row('date', 'time', 'meter', 'kwh') + line(0, 1) + line(1, 2.5);
  expect((await readBook({ sheets: { Data: sheet }, formats })).lines).toEqual(A_LINES);
});

test('days of a calendar from 1904, ISO days and serial numbers without a format are times', async () => {
  const old = HEADER + row([NOON - 1462, 1], 'Hall A', 1) + row([NOON - 1462 + HOUR, 1], 'Hall A', 2.5);
  expect((await readBook({ sheets: { Data: old }, is1904: true })).lines).toEqual(A_LINES);
  const iso = (time: string, kwh: number) =>
    `<row><c t="d"><v>${time}</v></c><c t="inlineStr"><is><t>Hall A</t></is></c><c><v>${kwh}</v></c></row>`;
  expect(
    (await readBook({ sheets: { Data: HEADER + iso('2024-01-01T00:00:00', 1) + iso('2024-01-01T01:00:00.000', 2.5) } })).lines,
  ).toEqual(A_LINES);
  const plain = HEADER + row(NOON, 'Hall A', 1) + row(NOON + HOUR, 'Hall A', 2.5);
  const { lines, guesses } = await readBook({ sheets: { Data: plain } });
  expect(lines).toEqual(A_LINES);
  expect(guesses.time).toBe('excel-serial');
});

test('the strict form, names with prefixes and odd paths of parts are read', async () => {
  const prefixed = ROWS.replaceAll(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2');
  const parts = {
    '_rels/.rels':
      '<p:Relationships xmlns:p="p"><p:Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/book.xml"/></p:Relationships>',
    'xl/book.xml':
      '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="r"><x:sheets><x:sheet name="Data" sheetId="7" q:id="rId9"/></x:sheets></x:workbook>',
    'xl/_rels/book.xml.rels':
      '<Relationships><Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../XL/Worksheets/Data.xml"/><Relationship Id="rId1" Type="x/styles" Target="styles.xml"/></Relationships>',
    'xl/worksheets/data.xml': `<x:worksheet xmlns:x="x"><x:sheetData>${prefixed}</x:sheetData></x:worksheet>`,
  };
  expect((await readBook({ sheets: {}, parts })).lines).toEqual(A_LINES);
});

test('each sheet of readings is read, one label is one meter, and the others are left out by name', async () => {
  const second =
    HEADER +
    row([NOON, 1], 'Hall B', 3) +
    row([NOON + HOUR, 1], 'Hall B', 'x') +
    row([NOON + 2 * HOUR, 1], 'Hall B', 4) +
    row([NOON + 2 * HOUR, 1], 'Hall A', 5) +
    row([NOON + 3 * HOUR, 1], 'Hall A', 6);
  const sheets = {
    Cover: row('The energy of our halls') + row('made by Pat'),
    January: ROWS,
    Nothing: '',
    February: second,
    Old: ROWS,
    Summary: row('month', 'kwh', 'kwh before') + row([NOON, 1], 3.5, 4) + row([NOON + 31, 1], 4.5, 5),
  };
  const { problems, lines, meters, intervals } = await readBook({ sheets, hidden: ['Old'] });
  expect(meters).toEqual(['Hall A', 'Hall B']);
  expect(lines.slice(0, 2)).toEqual(A_LINES);
  expect(intervals).toHaveLength(6);
  expect(problems.map(({ kind, severity, row: at, params }) => [severity, kind, at, params.file, params.reason])).toEqual([
    ['info', 'file-left-out', null, 'Cover', 'no-meter-file'],
    ['info', 'file-left-out', null, 'Nothing', 'empty'],
    ['warning', 'file-left-out', null, 'Summary', 'no-meter-file'],
    ['info', 'file-left-out', null, 'Old', 'hidden'],
    ['refused', 'value-bad', 3, 'February', undefined],
  ]);
});

test('a sheet that is called like a known meter is that meter’s', async () => {
  const one = row('time', 'kwh') + row([NOON, 1], 1) + row([NOON + HOUR, 1], 2.5);
  const { lines, questions } = await readBook(
    { sheets: { 'Hall A': one, 'Hall B': one } },
    { meters: { 'Hall A': {}, 'Hall B': {} } },
  );
  expect(questions).toEqual([]);
  expect(lines).toEqual([...A_LINES, ...A_LINES.map((line) => line.replace('Hall A', 'Hall B'))]);
});

test('where no sheet is understood its questions are asked, with its name', async () => {
  expect((await readBook({ sheets: { Notes: row('a', 'b') + row('c', 'd') } })).questions).toEqual(['empty-file']);
  expect(
    (await readBook({ sheets: { Data: row('time', 'kwh') + row([NOON, 1], 1) + row([NOON + HOUR, 1], 2) } })).questions,
  ).toEqual(['meter-not-given']);
});

test('a workbook within a zip is read, and its problems name both', async () => {
  const zip = await zipOf([
    {
      name: 'x/book.xlsx',
      content: await workbookOf({ ...STYLED, sheets: { Data: ROWS + row([NOON + 2 * HOUR, 1], 'Hall A', 'x') } }),
    },
  ]);
  const { lines, problems } = await readText(zip);
  expect(lines).toEqual(A_LINES);
  expect(problems.map(({ row: at, params }) => [at, params.file])).toEqual([[4, 'x/book.xlsx › Data']]);
});

test('a document type in any part that is read refuses the workbook', async () => {
  const doctype = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>';
  expect((await readBook({ sheets: { Data: ROWS }, prolog: doctype })).questions).toEqual(['doctype']);
  for (const part of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', '_rels/.rels'])
    expect((await readBook({ sheets: { Data: ROWS }, parts: { [part]: `${doctype}<a/>` } })).questions, part).toEqual([
      'doctype',
    ]);
  const shared = await readBook({ sheets: { Data: ROWS }, parts: { 'xl/sharedStrings.xml': `${doctype}<sst/>` } });
  expect(shared.questions).toEqual(['doctype']);
});

test('other workbooks are refused, saying which', async () => {
  const reasonOf = async (bytes: Uint8Array) => {
    const { questions } = await readText(bytes);
    return questions;
  };
  const ole = Buffer.alloc(2048);
  ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  expect(await reasonOf(ole)).toEqual(['workbook-unsupported']);
  expect(await reasonOf(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toEqual(['workbook-unsupported']);
  expect(
    await reasonOf(
      await zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
    ),
  ).toEqual(['workbook-unsupported']);
  expect(
    await reasonOf(
      await zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'META-INF/manifest.xml', content: '<a/>' },
      ]),
    ),
  ).toEqual(['workbook-unsupported']);
  expect(
    await reasonOf(Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')),
  ).toEqual(['workbook-unsupported']);
});

test('a workbook with a wrong byte is refused whole', async () => {
  const book = Buffer.from(
    await workbookOf({
      ...STYLED,
      sheets: { Data: ROWS + Array.from({ length: 3000 }, (_, at) => row([NOON + (2 + at) * HOUR, 1], 'Hall A', at)).join('') },
    }),
  );
  const sheet = book.indexOf('xl/worksheets/sheet1.xml');
  book[sheet + 3000] = (book[sheet + 3000] ?? 0) ^ 0x55;
  const { questions, intervals } = await readText(book);
  expect(questions).toEqual(['archive-damaged']);
  expect(intervals).toEqual([]);
});

test('a sheet whose XML breaks off says where', async () => {
  const { lines, said } = await readBook({ sheets: { Data: `${ROWS}<row><c></row>` } });
  expect(lines).toEqual(A_LINES);
  expect(said).toEqual(['refused archive-damaged 4']);
});

test('a workbook that unpacks to more than is read is refused before that', async () => {
  const book = await workbookOf({ ...STYLED, sheets: { Data: ROWS }, sharedStrings: '<si/>' });
  const listed = book.lastIndexOf('xl/sharedStrings.xml') - 46;
  book.writeUInt32LE(300 << 20, listed + 24);
  expect((await readText(book)).questions).toEqual(['archive-too-large']);
});

test('a workbook with more text than is held is refused for that', { timeout: 60_000 }, async () => {
  const { questions } = await readBook({
    sheets: { Data: ROWS },
    sharedStrings: `<si><t>${'x'.repeat(1 << 20)}</t></si>`.repeat(50),
  });
  expect(questions).toEqual(['archive-too-large']);
});

test('one cell far to the right in every row does not fill the memory', { timeout: 60_000 }, async () => {
  const far = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(100);
  const sheet = ROWS + Array.from({ length: 14 }, (_, at) => row([NOON + (2 + at) * HOUR, 1], 'Hall A', at) + far).join('');
  const { said } = await readBook({ sheets: { Data: sheet } });
  expect(said.filter((line) => line.includes('archive-too-large'))).toHaveLength(1);
});

test('whole days of a sheet from one step after midnight to midnight were written with ends', async () => {
  const rows = Array.from({ length: 24 }, (_, at) => row([NOON + (at + 1) * HOUR, 1], 'Hall A', 1)).join('');
  const { lines, guesses, said } = await readBook({ sheets: { Data: HEADER + rows } });
  expect(guesses.label).toBe('end');
  expect(lines[0]).toBe('Hall A 2024-01-01T05:00:00.000Z 3600 1');
  expect(said).toEqual([]);
});
