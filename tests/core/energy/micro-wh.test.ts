import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kwhOf, kwhText } from '#core/energy/micro-wh.ts';

test.each([
  [0n, '0'],
  [1n, '0.000000001'],
  [1_000_000_000n, '1'],
  [2_916_065_000_000n, '2916.065'],
  [100_000_000_000n, '100'],
  [-1_500_000_000n, '-1.5'],
  [-1n, '-0.000000001'],
  [9_007_199_254_740_993n, '9007199.254740993'],
])('%s µWh are %s kWh', (microWh, text) => {
  expect(kwhText(microWh)).toBe(text);
});

test('the text of an energy is exact: taken back it gives every µWh', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (microWh) => {
      const text = kwhText(microWh);
      expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,8}[1-9])?$/);
      const [whole = '', fraction = ''] = text.replace('-', '').split('.');
      const back = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
      expect(text.startsWith('-') ? -back : back).toBe(microWh);
    }),
  );
});

test('as a number it is the one nearest to the text, up to 15 digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (microWh) => {
      expect(kwhOf(microWh)).toBe(Number(kwhText(microWh)));
    }),
  );
});
