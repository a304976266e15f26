import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Receipt } from '#core/ranking/receipt.ts';
import { readReceipt } from '#services/read-receipt.ts';
import { ServiceError } from '#services/service-error.ts';
import { receiptCsv } from '#services/write-receipt-csv.ts';
import { effortReceipt } from '#tests/core/ranking/receipts.ts';

test('the table is lossless: formulas, apostrophes, quotes, lines and tiny numbers come back as they were', () => {
  const csv = receiptCsv(effortReceipt());
  expect(readReceipt(csv)).toEqual(effortReceipt());
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  expect(csv).not.toMatch(/(^|,)"?[=@]/m);
});

test('a spreadsheet’s byte order mark, line ends and delimiter are taken', () => {
  const { standings, ...rest } = effortReceipt();
  const receipt: Receipt = { ...rest, standings: standings.map((one) => ({ ...one, name: one.dorm })) };
  const csv = receiptCsv(receipt);
  expect(readReceipt(`\uFEFF${csv.replaceAll('\r\n', '\n')}`)).toEqual(receipt);
  expect(readReceipt(csv.replaceAll(',', ';'))).toEqual(receipt);
});

test('whatever a dorm, a meter or a file is called, the table gives it back', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(name, name, fc.double({ noNaN: true, noDefaultInfinity: true }), (dorm, meter, score) => {
      const receipt = effortReceipt();
      const named: Receipt = {
        ...receipt,
        score: score + 0,
        dorm: { ...receipt.dorm, name: dorm },
        meters: receipt.meters.map(({ days }) => ({ meter, days })),
        imports: receipt.imports.map((one) => ({ ...one, file: dorm, meter })),
      };
      expect(readReceipt(receiptCsv(named))).toEqual(named);
    }),
    { numRuns: 80 },
  );
});

const json = (change: object) => JSON.stringify({ ...effortReceipt(), ...change });
const csv = receiptCsv(effortReceipt());

test.each([
  ['nothing', ''],
  ['another file', 'time,meter,kWh\n2026-11-16,M1,3\n'],
  ['bytes', '\u0000\u0001PNG\uFFFD\uFFFD'],
  ['JSON that breaks off', json({}).slice(0, 900)],
  ['JSON of another thing', '{"a":1}'],
  ['a list', '[]'],
  ['deep JSON', `{"campus":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['a prototype', json({}).replace('{', '{"__proto__":{"x":1},')],
  ['a field of its own', json({ note: 'x' })],
  ['an infinite number', json({}).replace(/"score":[\d.]+/, '"score":1e999')],
  ['energy that is no number', json({}).replace('"700000000000"', '"7e11"')],
  ['eight days', json({ meters: effortReceipt().meters.map(({ meter, days }) => ({ meter, days: [...days, days[0]] })) })],
  ['days of another week', json({ week: '2026-W46' })],
  ['a week that does not exist', json({ week: '2026-W60' })],
  ['a dorm that stands twice', json({ standings: [...effortReceipt().standings, ...effortReceipt().standings] })],
  ['a quote that never ends', `${csv}"`],
  ['a row too few cells', `${csv}standing,ash\r\n`],
  ['a part that is none', `${csv}constructor,,,name,x,\r\n`],
  ['a name that is none', `${csv}dorm,,,toString,x,\r\n`],
  ['a value said twice', `${csv}dorm,,,name,Other,\r\n`],
  ['a number in words', csv.replace(/^receipt,,,rank,2,/m, 'receipt,,,rank,two,')],
  ['kWh beyond µWh', csv.replace(/energyKwh,700,/, 'energyKwh,700.0000000001,')],
  ['half a table', csv.slice(0, csv.indexOf('temperature') > 0 ? csv.indexOf('temperature') : csv.length / 2)],
  ['too much', `{"campus":"${'x'.repeat(17_000_000)}"}`],
])('%s is refused with its reason, never a crash', (_what, text) => {
  let thrown: unknown = null;
  try {
    readReceipt(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ServiceError);
  expect(thrown).toMatchObject({ code: 'receipt-unfit' });
});
