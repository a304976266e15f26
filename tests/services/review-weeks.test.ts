import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { announceDueWeeks } from '#services/announce-due-weeks.ts';
import { announceWeek } from '#services/announce-week.ts';
import { withdrawWeekRequest } from '#services/answer-week-request.ts';
import { askSecondPerson } from '#services/ask-second-person.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { closeWeekAgain } from '#services/close-week-again.ts';
import { correctWeek } from '#services/correct-week.ts';
import { listReviewWeeks } from '#services/list-review-weeks.ts';
import { makeStaff } from '#tests/services/people/staff.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const MONDAY = '2026-11-09';
const NOW = new Date('2026-11-16T09:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

const bring = (campus: Campus, kwh: number) =>
  importText(ctx, campus, {
    text: ['meter,start,end,kWh', ...Array.from({ length: 7 }, (_, day) => row(day, kwh))].join('\n'),
    options: { createMeters: true, replace: true },
  });
const row = (day: number, kwh: number) => `A,${addDays(MONDAY, day)},${addDays(MONDAY, day + 1)},${kwh}`;

const announce = (campus: Campus, time: Date | null, now = NOW) =>
  announceWeek(ctx, { by: 'operator', campus, monday: MONDAY, at: time, message: 'Hello', prize: null, seen: null, now });

async function newest(campus: Campus) {
  const [week] = await listReviewWeeks(ctx, { campus, limit: 10 });
  return { state: week?.state, outcome: week?.request?.outcome ?? null };
}

test('a week goes from provisional by a set time that is missed to final, and back to an organiser when late data touch it', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, 10);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  expect(await newest(campus)).toEqual({ state: 'provisional', outcome: null });
  await announce(campus, at(10));
  expect(await newest(campus)).toEqual({ state: 'scheduled', outcome: null });
  await bring(campus, 11);
  await announceDueWeeks(ctx, { now: at(11), campusId: campus.id });
  expect(await newest(campus)).toEqual({ state: 'stopped', outcome: 'numbers-moved' });
  await closeWeekAgain(ctx, { by: 'operator', campus, monday: MONDAY, now: at(12) });
  expect((await newest(campus)).state).toBe('stopped');
  await announce(campus, null, at(13));
  expect(await newest(campus)).toEqual({ state: 'final', outcome: 'done' });
  await bring(campus, 12);
  expect((await newest(campus)).state).toBe('touched');
  await correctWeek(ctx, {
    ...{ by: 'operator', campus, monday: MONDAY, reason: 'A meter was read late', seen: null, now: at(14) },
  });
  expect((await newest(campus)).state).toBe('corrected');
});

test('what waits for a second person says so until it is withdrawn', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, 10);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  await askSecondPerson(ctx, { campus, secondPerson: true });
  const { request } = await announce(campus, at(10));
  expect((await newest(campus)).state).toBe('awaits-approval');
  await withdrawWeekRequest(ctx, { by: 'operator', campus, id: request.id, now: at(1) });
  expect(await newest(campus)).toEqual({ state: 'provisional', outcome: 'withdrawn' });
});

test('a week is closed again by organisers and admins, by nobody else', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, 10);
  const facilities = await makeStaff(ctx, campus, 'facilities');
  const close = (by: typeof facilities | null) => closeWeekAgain(ctx, { by, campus, monday: MONDAY, now: NOW });
  await expect(close(facilities)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(close(null)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await close(await makeStaff(ctx, campus, 'organiser'))).toMatchObject({ outcome: 'published' });
});
