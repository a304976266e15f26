import { expect, test } from 'vitest';
import { closeWeek } from '#services/close-week.ts';
import { getBoard } from '#services/get-board.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T12:00:00Z');

/** A week of one value an hour for each meter. */
function weekOf(meters: Record<string, number>): string {
  const rows = Object.entries(meters).flatMap(([meter, kwh]) =>
    Array.from({ length: 168 }, (_, hour) => `${new Date(Date.UTC(2026, 10, 9, hour)).toISOString()},${meter},${kwh}`),
  );
  return `time,meter,kWh\n${rows.join('\n')}`;
}

test('a dorm that turns out to be too small is withheld from closed weeks too, and the frozen numbers stay', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,residents\nOak,120\nElm,60\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nO,Oak\nE,Elm\n' });
  await importText(ctx, campus, { text: weekOf({ O: 6, E: 9 }) });
  await closeWeek(ctx, { campus, monday: '2026-11-09', now: NOW });
  const board = () => getBoard(ctx, { campus, weekId: '2026-W46', lens: 'energy', now: NOW });
  expect((await board()).standings.map(({ slug, rank }) => [slug, rank])).toEqual([
    ['oak', 1],
    ['elm', 2],
  ]);
  await importDorms(ctx, { campus, text: 'dorm,residents\nOak,8\n' });
  const { standings, board: frozen } = await board();
  expect(standings).toMatchObject([
    { slug: 'elm', rank: 1 },
    { slug: 'oak', rank: null, score: null, energyMicroWh: null, filledKwh: null, reason: 'too-small' },
  ]);
  expect(frozen.standings[0]).toMatchObject({ slug: 'oak', rank: 1, residents: 120 });
});
