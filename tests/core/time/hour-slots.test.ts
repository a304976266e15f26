import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { hourSlots } from '#core/time/hour-slots.ts';
import { addDays, localDay } from '#core/time/local-days.ts';

function hoursOf(day: string, timeZone: string): [number, number][] {
  return hourSlots(localDay(day, timeZone)).map((slot) => [slot.hour, (slot.endsAt - slot.startsAt) / 60_000]);
}

test('the hour skipped in spring is absent and the one repeated in autumn is there twice', () => {
  expect(hoursOf('2026-03-08', 'America/New_York').map(([hour]) => hour)).toEqual([
    0,
    1,
    ...Array.from({ length: 21 }, (_, index) => index + 3),
  ]);
  const autumn = hoursOf('2026-11-01', 'America/New_York').map(([hour]) => hour);
  expect(autumn.slice(0, 4)).toEqual([0, 1, 1, 2]);
  expect(autumn).toHaveLength(25);
});

test('a half-hour change cuts an hour short in spring and repeats half of it in autumn', () => {
  expect(hoursOf('2026-10-04', 'Australia/Lord_Howe').slice(1, 4)).toEqual([
    [1, 60],
    [2, 30],
    [3, 60],
  ]);
  expect(hoursOf('2026-04-05', 'Australia/Lord_Howe').slice(0, 4)).toEqual([
    [0, 60],
    [1, 60],
    [1, 30],
    [2, 60],
  ]);
});

test('a day that begins at 01:00 has no hour 0', () => {
  const hours = hoursOf('2018-11-04', 'America/Sao_Paulo');
  expect(hours[0]).toEqual([1, 60]);
  expect(hours).toHaveLength(23);
});

test('a change one minute past midnight puts the hour before it into the day', () => {
  expect(hoursOf('2010-11-07', 'America/St_Johns').slice(0, 4)).toEqual([
    [0, 1],
    [23, 59],
    [0, 60],
    [1, 60],
  ]);
});

test('in every zone the slots of a day add up to it, follow each other, and lie in one hour of the wall clock', () => {
  const zones = [
    'America/New_York',
    'America/Sao_Paulo',
    'America/St_Johns',
    'America/Havana',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Asia/Tehran',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Europe/Dublin',
  ];
  const anyDay = fc.integer({ min: 0, max: 15_000 }).map((count) => addDays('1995-01-01', count));
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...zones), (name, timeZone) => {
      const day = localDay(name, timeZone);
      const slots = hourSlots(day);
      let reached = day.startsAt;
      for (const slot of slots) {
        expect(slot.startsAt).toBe(reached);
        expect(slot.endsAt).toBeGreaterThan(slot.startsAt);
        reached = slot.endsAt;
        for (const instant of [slot.startsAt, slot.endsAt - 1]) {
          expect(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).hour).toBe(slot.hour);
        }
      }
      expect(reached).toBe(day.endsAt);
    }),
    { numRuns: 400 },
  );
});
