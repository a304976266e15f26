import { expect, test } from 'vitest';
import { localTimeText, readLocalTime } from '#core/time/local-time-text.ts';

const ZONE = 'America/New_York';

test('a time is told as the wall clock shows it, with its offset and zone', () => {
  expect(localTimeText(Date.UTC(2026, 10, 1, 5, 30), ZONE)).toBe('2026-11-01 01:30-04:00 America/New_York');
  expect(localTimeText(Date.UTC(2026, 10, 1, 6, 30, 5), ZONE)).toBe('2026-11-01 01:30:05-05:00 America/New_York');
});

test('what staff wrote is read in the campus’s zone unless it says its offset', () => {
  expect(readLocalTime('2026-11-10', ZONE)).toBe(Date.UTC(2026, 10, 10, 5));
  expect(readLocalTime('2026-11-10T14:30', ZONE)).toBe(Date.UTC(2026, 10, 10, 19, 30));
  expect(readLocalTime('2026-11-10 14:30:05Z', ZONE)).toBe(Date.UTC(2026, 10, 10, 14, 30, 5));
  expect(readLocalTime('2026-11-01T01:30-04:00', ZONE)).toBe(Date.UTC(2026, 10, 1, 5, 30));
});

test('a time that happens twice, never, or is none is told from the others', () => {
  expect(readLocalTime('2026-11-01T01:30', ZONE)).toBe('twice');
  expect(readLocalTime('2026-03-08T02:30', ZONE)).toBe('never');
  for (const text of ['', '2026-02-30', '2026-11-10T25:00', '10/11/2026', '2026-11-10T14:30 EST'])
    expect(readLocalTime(text, ZONE)).toBe('bad');
});
