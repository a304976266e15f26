import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { announceWeek } from '#services/announce-week.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { compareEditions } from '#services/compare-editions.ts';
import { correctWeek } from '#services/correct-week.ts';
import { editionsCsv, editionsJson } from '#services/editions-json.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { listCorrectedWeeks } from '#services/list-corrected-weeks.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const MONDAY = '2026-11-09';
const NOW = new Date('2026-11-16T09:00:00Z');

const days = (kwh: Record<string, number>) =>
  Array.from({ length: 7 }, (_, day) =>
    Object.entries(kwh).map(([dorm, value]) => `${dorm},${addDays(MONDAY, day)},${addDays(MONDAY, day + 1)},${value}`),
  ).flat();
const offer = (campus: Parameters<typeof importText>[1], kwh: Record<string, number>, replace = false) =>
  importText(ctx, campus, { text: ['meter,start,end,kWh', ...days(kwh)].join('\n'), options: { replace } });

/** A 10, B 20 and C 5 kWh a day announced; A turns out to have used 40, and C to house ten people. */
async function correctedCampus() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,residents\nA,100\nB,100\nC,100' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,A\nB,B\nC,C' });
  await offer(campus, { A: 10, B: 20, C: 5 });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const asked = { by: 'operator' as const, campus, monday: MONDAY, seen: null, now: NOW };
  await announceWeek(ctx, { ...asked, at: null, message: null, prize: null });
  await offer(campus, { A: 40 }, true);
  await correctWeek(ctx, { ...asked, reason: '=A’s file was late' });
  await importDorms(ctx, { campus, text: 'dorm,residents\nC,10' });
  await correctWeek(ctx, { ...asked, reason: 'C is small' });
  return campus;
}

test('each correction stands beside what was announced, and a dorm too small in any edition shows nothing of all', async () => {
  const campus = await correctedCampus();
  const compared = await compareEditions(ctx, { campus, monday: MONDAY, lens: null });
  expect(compared).toMatchObject({ week: '2026-W46', lens: 'per-resident', announced: { edition: 2 } });
  const places = compared?.corrections.map(({ publication, dorms }) => [
    publication.edition,
    ...dorms.map(({ name, before, after }) => `${name} ${before?.rank ?? before?.reason} ${after?.rank ?? after?.reason}`),
  ]);
  // Without C, A is announced first and B second; A with 40 kWh falls behind B.
  const both = ['B 2 1', 'A 1 2', 'C too-small too-small'];
  expect(places).toEqual([
    [4, ...both],
    [3, ...both],
  ]);
  const [, csvOfNewest] = editionsCsv(editionsJson(campus.slug, compared ?? expect.fail())).split('\r\n');
  // 7 × 20 kWh over 100 residents.
  expect(csvOfNewest).toBe('4,b,B,2,1.4,,1,1.4,');
  expect(
    (await listCorrectedWeeks(ctx, { campus, limit: 10 })).map(({ week, publication }) => [week, publication.reason]),
  ).toEqual([
    ['2026-W46', 'C is small'],
    ['2026-W46', '=A’s file was late'],
  ]);
});
