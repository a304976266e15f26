import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { closingTime, mondayOf, mondayOfWeekId, weekAt, weekId, weekOf } from '#core/time/weeks.ts';

const HOUR = 3600;

test.each([
  ['an ordinary week', '2026-11-09', 'America/New_York', 168],
  ['the week in which the clocks go forward', '2026-03-02', 'America/New_York', 167],
  ['the week in which they go back', '2026-10-26', 'America/New_York', 169],
  ['a half-hour forward on Lord Howe', '2026-09-28', 'Australia/Lord_Howe', 167.5],
  ['a half-hour back on Lord Howe', '2026-03-30', 'Australia/Lord_Howe', 168.5],
  ['a Monday that begins at 01:00 in Tehran', '2021-03-22', 'Asia/Tehran', 167],
  ['the week in which Samoa left out a Friday', '2011-12-26', 'Pacific/Apia', 144],
])('%s has its real hours', (_, monday, timeZone, hours) => {
  const week = weekOf(monday, timeZone);
  expect(week.seconds).toBe(hours * HOUR);
  expect(week.days.reduce((sum, day) => sum + day.seconds, 0)).toBe(hours * HOUR);
});

test('a week whose Monday has no midnight begins when that day does', () => {
  const week = weekOf('2021-03-22', 'Asia/Tehran');
  expect(new Date(week.startsAt).toISOString()).toBe('2021-03-21T20:30:00.000Z');
  expect(week.days[0]).toMatchObject({ seconds: 23 * HOUR, wallSecondsAtStart: HOUR });
});

test.each([
  ['2026-12-31', '2026-W53'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2021-01-03', '2020-W53'],
  ['2024-12-30', '2025-W01'],
])('%s lies in the ISO week %s', (day, id) => {
  expect(weekId(day)).toBe(id);
});

test.each([
  ['2019-W44', '2019-10-28'],
  ['2026-W01', '2025-12-29'],
  ['2026-W53', '2026-12-28'],
  ['2025-W53', null],
  ['2026-W00', null],
  ['2026-W54', null],
  ['2026-W1', null],
  ['2026W01', null],
  ['', null],
])('the week written %j begins on %s', (text, monday) => {
  expect(mondayOfWeekId(text)).toBe(monday);
});

test.each([
  ['2026-03-02', 'America/New_York', '2026-03-09T10:00:00.000Z'],
  ['2026-10-26', 'America/New_York', '2026-11-02T11:00:00.000Z'],
  ['2026-11-09', 'Asia/Kathmandu', '2026-11-16T00:15:00.000Z'],
])('the week of %s in %s is closed at 06:00 by its own clock', (monday, timeZone, instant) => {
  expect(new Date(closingTime(weekOf(monday, timeZone), timeZone)).toISOString()).toBe(instant);
});

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((count) => addDays('1990-01-01', count));
const anyZone = fc.constantFrom(
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Tehran',
  'Europe/Dublin',
  'Etc/UTC',
);

test('every day lies in the week of its Monday, and the week’s name leads back to that Monday', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const monday = mondayOf(day);
      expect(monday <= day && day < addDays(monday, 7)).toBe(true);
      expect(mondayOfWeekId(weekId(day))).toBe(monday);
    }),
  );
});

test('weeks follow each other without gap or overlap, and each contains the instants from its start up to its end', () => {
  fc.assert(
    fc.property(anyDay, anyZone, (day, timeZone) => {
      const week = weekOf(mondayOf(day), timeZone);
      expect(weekOf(addDays(week.monday, 7), timeZone).startsAt).toBe(week.endsAt);
      expect(weekAt(week.startsAt, timeZone).monday).toBe(week.monday);
      expect(weekAt(week.endsAt - 1, timeZone).monday).toBe(week.monday);
      expect(weekAt(week.endsAt, timeZone).monday).toBe(addDays(week.monday, 7));
    }),
    { numRuns: 60 },
  );
});

test('no week is known beyond the years that have four digits', () => {
  expect(['9999-W40', '9999-W52', '0000-W01'].map(mondayOfWeekId)).toEqual(['9999-10-04', null, null]);
});
