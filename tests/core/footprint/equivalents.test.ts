import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EQUIVALENTS, equivalentFor } from '#core/footprint/equivalents.ts';
import english from '#messages/en/footprint.json' with { type: 'json' };
import chinese from '#messages/zh/footprint.json' with { type: 'json' };

test('4.2 kWh are forty kettles, 200 kWh forty baths, 9.94 kg forty kilometres by car', () => {
  // 4.2 / 0.105, 200 / 5, 9,940 / 248.5.
  expect(equivalentFor({ kwh: 4.2 })).toEqual({ code: 'kettle', count: 40 });
  expect(equivalentFor({ kwh: 200 })).toEqual({ code: 'bath', count: 40 });
  expect(equivalentFor({ grams: 9940 })).toEqual({ code: 'car-km', count: 40 });
});

test('next to nothing, nothing and energy fed back have no equivalent', () => {
  expect(equivalentFor({ kwh: 0.2 })).toBeNull();
  expect(equivalentFor({ grams: 0 })).toBeNull();
  expect(equivalentFor({ kwh: -40 })).toBeNull();
});

test('law: from 0.21 kWh to 446 MWh, and from half a kilogram to 2,300 t, there is a number from 2 to 500', () => {
  const logs = (least: number, most: number) =>
    fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);
  fc.assert(
    fc.property(logs(0.22, 446_000), logs(500, 2.29e9), (kwh, grams) => {
      for (const found of [equivalentFor({ kwh }), equivalentFor({ grams })]) {
        expect(found?.count).toBeGreaterThanOrEqual(2);
        expect(found?.count).toBeLessThanOrEqual(500);
      }
    }),
  );
});

test('every equivalent has a source that can be looked up, and words in both languages', () => {
  for (const { code, source, amount } of EQUIVALENTS) {
    expect(amount).toBeGreaterThan(0);
    expect(source.url).toMatch(/^https?:\/\//);
    expect(source.reckoning).not.toBe('');
    expect(english.equivalent[code]).toContain('{count');
    expect(chinese.equivalent[code]).toContain('{count');
  }
});
