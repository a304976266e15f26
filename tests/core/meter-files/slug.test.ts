import { expect, test } from 'vitest';
import { dormSlug } from '#core/meter-files/slug.ts';

test.each([
  ['Grogan Hall', 'grogan-hall'],
  ['GuilfordResHall', 'guilfordreshall'],
  ['  Mary Foust (North) ', 'mary-foust-north'],
  ['Höfe Å', 'hofe-a'],
  ['ﬁrst № 3', 'first-no-3'],
  ['宿舍', '宿舍'],
])('%s becomes %s', (name, slug) => {
  expect(dormSlug(name, new Set(), 1)).toBe(slug);
});

test('a slug that is taken gets -2, then -3', () => {
  expect(dormSlug('Hall A', new Set(['hall-a']), 1)).toBe('hall-a-2');
  expect(dormSlug('Hall A', new Set(['hall-a', 'hall-a-2']), 1)).toBe('hall-a-3');
});

test('where nothing is left of a name, the dorm has its number', () => {
  expect(dormSlug('—!', new Set(), 7)).toBe('dorm-7');
  expect(dormSlug('', new Set(['dorm-7']), 7)).toBe('dorm-7-2');
});

test('however long a name becomes by NFKD, its slug can be stored', () => {
  // U+FDFA is eighteen characters by NFKD, four of them blanks.
  expect(dormSlug('\ufdfa'.repeat(200), new Set(), 1).length).toBeLessThanOrEqual(200);
  expect(dormSlug(`${'a'.repeat(199)}𝟙𠀀`, new Set(), 1).isWellFormed()).toBe(true);
});
