import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublic, publicStandings } from '#core/ranking/public-standings.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { dormWeek } from '#tests/core/ranking/dorms.ts';

test('a dorm of 15 residents is shown and one of 14, or of nobody knows how many, is not', () => {
  expect(isPublic(15, null)).toBe(true);
  expect(isPublic(14, null)).toBe(false);
  expect(isPublic(null, null)).toBe(false);
});

test('the campus’s word about unknown sizes holds for unknown sizes alone', () => {
  expect(isPublic(null, 15)).toBe(true);
  expect(isPublic(null, 14)).toBe(false);
  expect(isPublic(3, 100)).toBe(false);
});

test('the others are placed as if the withheld dorms were not there', () => {
  const dorms = [
    dormWeek('small', 1, { residents: 4 }),
    dormWeek('b', 20),
    dormWeek('a', 10),
    dormWeek('unknown', 15, { residents: null }),
  ];
  const shown = publicStandings(rankDorms(dorms, 'energy'), null);
  expect(shown.map(({ slug, rank, reason }) => [slug, rank, reason])).toEqual([
    ['a', 1, null],
    ['b', 2, null],
    ['small', null, 'too-small'],
    ['unknown', null, 'no-residents'],
  ]);
});

test('whatever a withheld dorm used or covered, the public standings are the same', () => {
  const kwh = fc.double({ min: 0, max: 500, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(kwh, { maxLength: 5 }),
      kwh,
      kwh,
      fc.constantFrom(null, 0, 1, 14),
      fc.constantFrom(...LENSES),
      (others, one, other, residents, lens) => {
        const large = others.map((each, index) => dormWeek(`large-${index}`, each));
        const small = dormWeek('small', one, { residents });
        const shown = (dorm: typeof small) => publicStandings(rankDorms([...large, dorm], lens), null);
        const harmed = { ...small, meters: [] };
        expect(shown({ ...small, meters: dormWeek('', other).meters })).toEqual(shown(small));
        expect(shown(harmed)).toEqual(shown(small));
        expect(shown(small).filter(({ slug }) => slug !== 'small')).toEqual(rankDorms(large, lens));
      },
    ),
  );
});
