import { expect, test } from 'vitest';
import { isFrozen } from '#core/energy/frozen.ts';

const KWH = 1_000_000_000n;

test('a quiet hall read in whole kWh repeats itself honestly', () => {
  expect(isFrozen({ energyMicroWh: 12n * KWH, dailyResolutions: [KWH, KWH] })).toBe(false);
  expect(isFrozen({ energyMicroWh: 49n * KWH, dailyResolutions: [KWH] })).toBe(false);
});

test('a value of many steps of the resolution does not', () => {
  expect(isFrozen({ energyMicroWh: 50n * KWH, dailyResolutions: [2n * KWH, 3n * KWH] })).toBe(true);
  expect(isFrozen({ energyMicroWh: 137_412_000_000n, dailyResolutions: [1_000_000n] })).toBe(true);
});

test('where nothing but the run is known its decimals tell the resolution', () => {
  expect(isFrozen({ energyMicroWh: 137_412_000_000n, dailyResolutions: [137_412_000_000n] })).toBe(true);
  expect(isFrozen({ energyMicroWh: 12n * KWH, dailyResolutions: [] })).toBe(false);
});

test('zeros are dead, not frozen; what a meter feeds in may hang too', () => {
  expect(isFrozen({ energyMicroWh: 0n, dailyResolutions: [KWH] })).toBe(false);
  expect(isFrozen({ energyMicroWh: -137_412_000_000n, dailyResolutions: [1_000_000n] })).toBe(true);
});
