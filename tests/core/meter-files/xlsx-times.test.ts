import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInLook, lookOfCode } from '#core/meter-files/xlsx/number-format.ts';
import { numberText } from '#core/meter-files/xlsx/number-text.ts';
import { serialText } from '#core/meter-files/xlsx/serial-time.ts';

test.each([
  ['m/d/yy h:mm', 'date-time'],
  ['[$-409]m/d/yy h:mm AM/PM;@', 'date-time'],
  ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
  ['dd.mm.yyyy', 'date'],
  ['mmm', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['h:mm', 'clock'],
  ['mm:ss.0', 'clock'],
  ['h"h"', 'clock'],
  ['[h]:mm', 'elapsed'],
  ['[hh]:mm:ss', 'elapsed'],
  ['General', 'number'],
  ['GENERAL" kWh"', 'number'],
  ['0.00', 'number'],
  ['#,##0.00 "days"', 'number'],
  ['[Red]0.0;[Blue]-0.0', 'number'],
  ['0.00E+00', 'number'],
  ['# ?/?', 'number'],
  ['_-* #,##0.00\\ [$€-407]_-', 'number'],
  ['0.0\\d', 'number'],
  ['@', 'number'],
  ['', 'number'],
])('the format %s shows a %s', (code, look) => {
  expect(lookOfCode(code)).toBe(look);
});

test('built-in formats are known by their numbers', () => {
  expect([0, 2, 14, 20, 22, 31, 33, 46, 49, 57].map(builtInLook)).toEqual([
    'number',
    'number',
    'date',
    'clock',
    'date-time',
    'date',
    'clock',
    'elapsed',
    'number',
    'date',
  ]);
});

test.each([
  [45_292, 'date', '2024-01-01'],
  [45_292, 'date-time', '2024-01-01 00:00:00'],
  [45_292.5, 'date', '2024-01-01 12:00:00'],
  [45_292.041666666664, 'date-time', '2024-01-01 01:00:00'],
  [45_292.999999, 'date-time', '2024-01-02 00:00:00'],
  [45_351, 'date', '2024-02-29'],
  [1, 'date', '1900-01-01'],
  [59, 'date', '1900-02-28'],
  [60, 'date', '1900-02-29'],
  [61, 'date', '1900-03-01'],
  [2_958_465, 'date', '9999-12-31'],
  [2_958_466, 'date', null],
  [-1, 'date', null],
  [Number.NaN, 'date', null],
  [0.5, 'clock', '12:00:00'],
  [1, 'clock', '24:00:00'],
  [1.25, 'clock', '06:00:00'],
  [1.25, 'elapsed', '30:00:00'],
  [0, 'elapsed', '00:00:00'],
  [45_292.25, 'clock', '2024-01-01 06:00:00'],
  [45_292, 'number', null],
] as const)('the serial number %s as %s is %s', (serial, look, text) => {
  expect(serialText({ serial, look, is1904: false })).toBe(text);
});

test('in the calendar of 1904 a day’s number is 1462 less', () => {
  expect(serialText({ serial: 43_830, look: 'date', is1904: true })).toBe('2024-01-01');
  expect(serialText({ serial: 43_830.75, look: 'date-time', is1904: true })).toBe('2024-01-01 18:00:00');
  expect(serialText({ serial: 0, look: 'date', is1904: true })).toBe('1904-01-01');
});

test('every second of a century comes back from its serial number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 * 365 * 86_400 }), (second) => {
      const at = Date.UTC(1960, 0) + second * 1000;
      const serial = (at - Date.UTC(1899, 11, 30)) / 86_400_000;
      expect(serialText({ serial, look: 'date-time', is1904: false })).toBe(
        new Date(at).toISOString().slice(0, 19).replace('T', ' '),
      );
    }),
  );
});

test.each([
  ['12', '12'],
  ['0.1', '0.1'],
  ['1E-3', '0.001'],
  ['1.5E-07', '0.00000015'],
  ['-2.5e3', '-2500'],
  ['1.25E1', '12.5'],
  ['123.456', '123.4560'],
  ['1E400', '1E400'],
])('the number %s is written %s', (number, text) => {
  expect(numberText(number)).toBe(text);
});
