import fc from 'fast-check';
import { expect, test } from 'vitest';
import { facadeShape, litShare } from '#components/facade/facade-geometry.ts';

const kinds = fc.constantFrom('tower', 'slab', 'row', 'house');
const sizes = fc.constantFrom('small', 'large');
const ratios = fc.double({ min: 0, max: 4, noNaN: true });

test('half the house is lit at the usual, none at nothing, all from twice the usual on', () => {
  expect([0, 0.5, 1, 2, 3].map(litShare)).toEqual([0, 0.25, 0.5, 1, 1]);
});

test('a large slab of ten by six windows lights 24 of them at four fifths of its usual', () => {
  const slab = facadeShape({ dorm: 'northgate', kind: 'slab', size: 'large', usualRatio: 0.8 });
  expect([slab.litWindows, slab.windows]).toEqual([24, 60]);
});

test('a dorm without a usual lights no window', () => {
  const shape = facadeShape({ dorm: 'birch', kind: 'tower', size: 'small', usualRatio: null });
  expect([shape.litWindows, shape.lit]).toEqual([0, '']);
});

test('the same dorm at the same use is always drawn the same', () => {
  fc.assert(
    fc.property(fc.string(), kinds, sizes, ratios, (dorm, kind, size, usualRatio) => {
      const facade = { dorm, kind, size, usualRatio };
      expect(facadeShape(facade)).toEqual(facadeShape(facade));
    }),
  );
});

test('every window is drawn once, lit or unlit', () => {
  const panes = (path: string) => path.split('M').length - 1;
  fc.assert(
    fc.property(fc.string(), kinds, sizes, ratios, (dorm, kind, size, usualRatio) => {
      const shape = facadeShape({ dorm, kind, size, usualRatio });
      expect(panes(shape.lit)).toBe(shape.litWindows);
      expect(panes(shape.lit) + panes(shape.unlit)).toBe(shape.windows);
    }),
  );
});

test('more use never lights fewer windows', () => {
  fc.assert(
    fc.property(kinds, sizes, ratios, ratios, (kind, size, a, b) => {
      const lit = (usualRatio: number) => facadeShape({ dorm: 'x', kind, size, usualRatio }).litWindows;
      expect(lit(Math.max(a, b))).toBeGreaterThanOrEqual(lit(Math.min(a, b)));
    }),
  );
});
