import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROBLEM_KINDS } from '#core/meter-files/problem.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { row, workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';

const CSV = `time,meter,kwh\n${Array.from({ length: 40 }, (_, hour) => `2024-01-0${1 + Math.floor(hour / 24)} ${hour % 24}:00,Hall A,${hour}.5\n`).join('')}`;
const SHEET =
  row('time', 'meter', 'kwh') +
  Array.from({ length: 40 }, (_, hour) => row([45_292 + hour / 24, 1], 'Hall A', hour / 2)).join('');
const RUNS = 150;

const changes = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(12), insert: fc.uint8Array({ maxLength: 4 }) }),
  { minLength: 1, maxLength: 6 },
);

type Changes = typeof changes extends fc.Arbitrary<infer Value> ? Value : never;

function changed(bytes: Buffer, made: Changes): Buffer {
  return made.reduce((file, { at, remove, insert }) => {
    const place = Math.floor(at * file.length);
    return Buffer.concat([file.subarray(0, place), insert, file.subarray(place + remove)]);
  }, bytes);
}

async function isSound(bytes: Uint8Array): Promise<void> {
  const { problems, intervals, questions } = await readText(bytes, { options: { meter: 'A' }, piece: 997 });
  for (const kind of [...questions, ...problems.map((problem) => problem.kind)]) expect(PROBLEM_KINDS).toContain(kind);
  for (const { energyMicroWh, seconds } of intervals) {
    expect(Number.isSafeInteger(energyMicroWh) && energyMicroWh >= 0).toBe(true);
    expect(Number.isSafeInteger(seconds) && seconds > 0).toBe(true);
  }
}

test('a gzip, a zip or a workbook with bytes changed, cut out or put in gives rows and problems, never an exception', {
  timeout: 60_000,
}, async () => {
  const book = await workbookOf({ formats: ['m/d/yy h:mm'], sheets: { Data: SHEET } });
  const files = [
    gzipSync(CSV),
    await zipOf([
      { name: 'a.csv', content: CSV },
      { name: 'b.csv.gz', content: gzipSync(CSV) },
      { name: 'c.xlsx', content: book },
    ]),
    book,
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), changes, (file, made) => isSound(changed(file, made))),
    { numRuns: RUNS },
  );
});

test('a workbook whose parts are changed gives rows and problems, never an exception', { timeout: 60_000 }, async () => {
  const part = fc.constantFrom(
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/worksheets/sheet1.xml',
    '_rels/.rels',
  );
  const book = { formats: ['m/d/yy h:mm'], sheets: { Data: SHEET } };
  const sheetXml = `<worksheet><sheetData>${SHEET}</sheetData></worksheet>`;
  await fc.assert(
    fc.asyncProperty(part, changes, async (name, made) =>
      isSound(await workbookOf({ ...book, parts: { [name]: changed(Buffer.from(sheetXml), made).toString() } })),
    ),
    { numRuns: RUNS },
  );
});
