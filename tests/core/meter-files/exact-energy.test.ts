import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalMicroWh, registerMicroWh } from '#core/meter-files/exact-energy.ts';
import type { Unit } from '#core/meter-files/meter-file.ts';
import { readDecimal } from '#core/meter-files/number-cells.ts';

const energy = (value: string, unit: Unit = 'kWh', multiplier = '1', seconds = 3600) =>
  intervalMicroWh(readDecimal(value), { unit, multiplier: readDecimal(multiplier) }, seconds);

test('energy is exact to the millionth of a watt-hour', () => {
  expect(energy('0.1')).toBe(100_000_000);
  expect(energy('21.96666667')).toBe(21_966_666_670);
  expect(energy('1', 'Wh')).toBe(1_000_000);
  expect(energy('1', 'MWh')).toBe(1_000_000_000_000);
  expect(energy('9000000')).toBe(9e15);
});

test('what is finer is rounded half to even', () => {
  expect(energy('0.0000000005')).toBe(0);
  expect(energy('0.0000000015')).toBe(2);
  expect(energy('0.0000000025')).toBe(2);
  expect(energy('0.00000000250000001')).toBe(3);
  expect(energy('0.1000000000000000055511151231257827')).toBe(100_000_000);
});

test('multipliers are exact', () => {
  expect(energy('0.1', 'kWh', '3')).toBe(300_000_000);
  expect(energy('1.1', 'Wh', '0.7')).toBe(770_000);
});

test('mean power counts by its hours', () => {
  expect(energy('10', 'kW', '1', 900)).toBe(2_500_000_000);
  expect(energy('1', 'kW', '1', 1)).toBe(277_778);
  expect(energy('1500', 'W', '1', 1200)).toBe(500_000_000);
});

test('more than 9 GWh in an interval is null, and so is a register beyond 64 bits', () => {
  expect(energy('9000000.000000001')).toBeNull();
  expect(energy('1e39')).toBeNull();
  const rule = { unit: 'kWh', multiplier: readDecimal('1') } as const;
  expect(registerMicroWh(readDecimal('9223372036.854775807'), rule)).toBe(2n ** 63n - 1n);
  expect(registerMicroWh(readDecimal('9223372036.854775808'), rule)).toBeNull();
});

test('whole µWh written as decimal kWh come back unchanged', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }), (microWh) => {
      const text = microWh.toString().padStart(10, '0');
      expect(energy(`${text.slice(0, -9)}.${text.slice(-9)}`)).toBe(Number(microWh));
    }),
  );
});
