import { expect, test } from 'vitest';
import { checkLenses } from '#core/ranking/lens-check.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { dormWeek } from '#tests/core/ranking/dorms.ts';

/** A small dorm, a crowded one, a roomy one, and one whose size is not known. */
const small = dormWeek('small', 50, { residents: 20, floorAreaM2: 500 });
const crowded = dormWeek('crowded', 200, { residents: 400, floorAreaM2: 2000 });
const roomy = dormWeek('roomy', 100, { residents: 50, floorAreaM2: 5000 });
const unknown = dormWeek('unknown', 300, { residents: null, floorAreaM2: null });

function check(dorms: readonly ReturnType<typeof dormWeek>[]) {
  return checkLenses(new Map((['energy', 'per-resident', 'per-area'] as Lens[]).map((lens) => [lens, rankDorms(dorms, lens)])));
}

test('three lenses with three winners are counted as such; lenses that rank nobody are not', () => {
  // kWh 50, 200, 100; per resident 2.5, 0.5, 2; per m² 0.1, 0.1, 0.02.
  const found = check([small, crowded, roomy, unknown]);
  expect(found.winners).toMatchObject({ energy: [small.dormId], 'per-resident': [crowded.dormId], 'per-area': [roomy.dormId] });
  expect(found).toMatchObject({ lensesThatRank: 3, differentWinners: 3 });
  expect(found.winners.effort).toEqual([]);
});

test('a dorm’s places stand side by side, null where it is not ranked', () => {
  const found = check([small, crowded, roomy, unknown]);
  const ranksOf = (id: number) => found.dorms.find(({ dormId }) => dormId === id)?.ranks;
  expect(ranksOf(roomy.dormId)).toMatchObject({ energy: 2, 'per-resident': 2, 'per-area': 1, saving: null });
  expect(ranksOf(unknown.dormId)).toMatchObject({ energy: 4, 'per-resident': null, 'per-area': null });
  expect(found.dorms.map(({ dormId }) => dormId)).toEqual([roomy, small, crowded, unknown].map(({ dormId }) => dormId));
});

test('a dorm is named as moving when three places lie between its best and its worst', () => {
  const others = [60, 70, 80].map((kwh) => dormWeek(`d${kwh}`, kwh, { residents: 200, floorAreaM2: 1000 }));
  // By kWh the small dorm is first, per resident (2.5 against 0.3 to 0.4) fourth.
  expect(check([small, ...others]).moving).toMatchObject([{ dormId: small.dormId, spread: 3 }]);
  expect(check([small, crowded, roomy]).moving).toEqual([]);
});
