import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayAt, isTimeZone, localDay, localDaysBetween } from '#core/time/local-days.ts';

const HOUR = 3600;
const at = (text: string) => Date.parse(text);

test('a midnight that does not exist is replaced by the first moment of the day', () => {
  expect(localDay('2018-11-04', 'America/Sao_Paulo')).toEqual({
    day: '2018-11-04',
    startsAt: at('2018-11-04T03:00:00Z'),
    endsAt: at('2018-11-05T02:00:00Z'),
    seconds: 23 * HOUR,
    wallSecondsAtStart: HOUR,
    shiftsAt: null,
    shiftSeconds: 0,
  });
});

test('an hour that happens twice at the end of a day makes it 25 hours long', () => {
  expect(localDay('2018-02-17', 'America/Sao_Paulo')).toMatchObject({
    seconds: 25 * HOUR,
    shiftsAt: at('2018-02-18T02:00:00Z'),
    shiftSeconds: -HOUR,
  });
});

test('a change of the clocks is placed at its instant', () => {
  expect(localDay('2026-03-08', 'America/New_York')).toMatchObject({
    seconds: 23 * HOUR,
    shiftsAt: at('2026-03-08T07:00:00Z'),
    shiftSeconds: HOUR,
  });
  expect(localDay('2026-10-04', 'Australia/Lord_Howe')).toMatchObject({ seconds: 23.5 * HOUR, shiftSeconds: HOUR / 2 });
});

test('a day that a zone left out has no time, and the one before it ends where the one after it begins', () => {
  expect(localDay('2011-12-30', 'Pacific/Apia').seconds).toBe(0);
  expect(localDay('2011-12-29', 'Pacific/Apia').endsAt).toBe(localDay('2011-12-31', 'Pacific/Apia').startsAt);
});

test('an unknown zone and a day that is none are refused', () => {
  expect(isTimeZone('America/New_York')).toBe(true);
  for (const none of ['Mars/Olympus', '', 'UTC+25']) expect(isTimeZone(none)).toBe(false);
  expect(() => localDay('2026-02-30', 'Etc/UTC')).toThrow(RangeError);
});

test('no day shares time with an empty span, and a span that touches midnight takes in no day more', () => {
  const midnight = at('2026-11-10T05:00:00Z');
  const days = (startsAt: number, endsAt: number) =>
    localDaysBetween({ startsAt, endsAt, timeZone: 'America/New_York' }).map((day) => day.day);
  expect(days(midnight, midnight)).toEqual([]);
  expect(days(midnight - 1000, midnight)).toEqual(['2026-11-09']);
  expect(days(midnight, midnight + 1000)).toEqual(['2026-11-10']);
  expect(days(midnight - 1000, midnight + 86_401_000)).toEqual(['2026-11-09', '2026-11-10', '2026-11-11']);
});

test('days follow each other without gap or overlap, and an instant lies in the day that is told of it', () => {
  const zones = [
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Antarctica/Troll',
  ];
  const span = fc.integer({ min: at('1995-01-01T00:00:00Z') / 1000, max: at('2030-01-01T00:00:00Z') / 1000 });
  fc.assert(
    fc.property(span, fc.constantFrom(...zones), (seconds, timeZone) => {
      const instant = seconds * 1000;
      const day = localDay(dayAt(instant, timeZone), timeZone);
      expect(day.startsAt <= instant && instant < day.endsAt).toBe(true);
      expect(localDay(addDays(day.day, 1), timeZone).startsAt).toBe(day.endsAt);
    }),
    { numRuns: 200 },
  );
});
