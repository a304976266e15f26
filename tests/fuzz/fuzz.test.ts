import { expect, test } from 'vitest';
import { runCase } from '#tests/fuzz/cases.ts';

const FILES = 400;
const SEED = 2026;

test('mutated files of every format give rows and problems that can be worded, and no line disappears', {
  timeout: 120_000,
}, async () => {
  const formats = new Set<string>();
  for (let number = 0; number < FILES; number += 1) {
    const { faults, made } = await runCase(SEED, number);
    formats.add(made.format);
    expect(faults, `npm run fuzz -- --seed ${SEED} --only ${number}`).toEqual([]);
  }
  expect(formats.size).toBeGreaterThan(12);
});
