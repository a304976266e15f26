import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getPublicSeason, type PublicSeason } from '#services/get-public-season.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { publicSeasonCsv, publicSeasonJson } from '#services/public-season-json.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const FIRST = '2026-01-05';
const week = (index: number) => addDays(FIRST, 7 * index);
const NOW = new Date(`${addDays(week(6), 2)}T12:00:00Z`);

/** Four weeks before and two of the season at so many kWh a day, and two days of a third. */
async function campusOf(dorms: Record<string, { residents: number | ''; kwh: readonly (number | null)[] }>): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const list = Object.entries(dorms).map(([dorm, { residents }]) => `${dorm},${residents}`);
  await importDorms(ctx, { campus, text: ['dorm,residents', ...list].join('\n') });
  await importMeters(ctx, { campus, text: ['meter,dorm', ...Object.keys(dorms).map((dorm) => `${dorm},${dorm}`)].join('\n') });
  const lines = Object.entries(dorms).flatMap(([meter, { kwh }]) =>
    [100, 100, 100, 100, ...kwh].flatMap((value, index) =>
      value === null
        ? []
        : Array.from(
            { length: index === 6 ? 2 : 7 },
            (_, day) => `${meter},${addDays(week(index), day)},${addDays(week(index), day + 1)},${value}`,
          ),
    ),
  );
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n') });
  await addSeason(ctx, {
    ...{ campus, slug: 'autumn', name: 'Autumn', firstWeek: week(4), lastWeek: week(7), lens: 'saving' },
    ...{ baseline: null, leagues: [], prizes: ['Pizza'], now: new Date(`${week(3)}T12:00:00Z`) },
  });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

const seen = (campus: Campus) => getPublicSeason(ctx, { campus, slug: 'autumn', now: NOW });
const placesOf = ({ leagues }: PublicSeason) =>
  leagues.flatMap(({ standings }) => standings.map(({ slug, rank, reason }) => [slug, rank, reason]));

test('each dorm’s weeks say what counted, what was missed and where it stands in the open week', async () => {
  const campus = await campusOf({
    a: { residents: 40, kwh: [90, 80, 50] },
    b: { residents: 40, kwh: [70, null, 60] },
    c: { residents: 40, kwh: [95, 95, 40] },
  });
  const season = await seen(campus);
  expect(season).toMatchObject({ state: 'running', lens: 'saving', baselineWeeks: [week(0), week(1), week(2), week(3)] });
  expect(placesOf(season)).toEqual([
    ['a', 1, null],
    ['c', 2, null],
    ['b', 3, null],
  ]);
  const [a, , b] = season.leagues[0]?.standings ?? [];
  expect(a?.weeks.map(({ outcome, rank }) => [outcome, rank])).toEqual([
    ['counted', 2],
    ['counted', 1],
    ['open', 2],
  ]);
  expect(b?.weeks.map(({ outcome, rank, reason }) => [outcome, rank, reason])).toEqual([
    ['counted', 1, null],
    ['missed', null, 'no-readings'],
    ['open', 3, null],
  ]);
  // 90 + 80 of 200.
  expect(a?.usualRatio).toBeCloseTo(0.85, 12);
});

test('a dorm too small in any week shows nothing of the season, and the others are placed without it', async () => {
  const campus = await campusOf({
    a: { residents: 40, kwh: [90, 80, 50] },
    b: { residents: 40, kwh: [95, 95, 60] },
    small: { residents: 9, kwh: [10, 10, 10] },
    shrunk: { residents: 40, kwh: [20, 20, 20] },
  });
  await importDorms(ctx, { campus, text: `dorm,residents,from\nshrunk,8,${week(6)}\n` });
  const season = await seen(campus);
  expect(placesOf(season)).toEqual([
    ['a', 1, null],
    ['b', 2, null],
    ['shrunk', null, 'withheld'],
    ['small', null, 'withheld'],
  ]);
  expect(season.leagues[0]?.standings[0]?.weeks.map(({ rank }) => rank)).toEqual([1, 1, 1]);
  const withheld = publicSeasonJson(campus.slug, season).standings.slice(2);
  for (const one of withheld) expect(one).toMatchObject({ rank: null, score: null, weeksCounted: [], weeks: [] });
  const csv = publicSeasonCsv(season).split('\r\n');
  expect(csv[3]).toBe(',,shrunk,shrunk,,,,withheld,,,,,,');
  expect(csv[0]).toBe(
    'league,rank,dorm,name,score,weeksCounted,weeksMissed,reason,2026-W06,2026-W06 score,2026-W07,2026-W07 score,2026-W08,2026-W08 score',
  );
});

test('a planned season shows its rules and no standing', async () => {
  const campus = await campusOf({ a: { residents: 40, kwh: [] }, b: { residents: 40, kwh: [] } });
  const season = await getPublicSeason(ctx, { campus, slug: 'autumn', now: new Date(`${week(3)}T12:00:00Z`) });
  expect(season).toMatchObject({ state: 'planned', weeks: [], season: { prizes: ['Pizza'], state: 'planned' } });
  expect(placesOf(season)).toEqual([
    ['a', null, 'no-weeks'],
    ['b', null, 'no-weeks'],
  ]);
});
