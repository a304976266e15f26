import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isSameTimeZone, isTimeZone, zoneClock } from '#core/time/zoned-times.ts';

const wall = (text: string) => Date.parse(`${text}Z`);
const instant = (text: string) => Date.parse(text);

test('a wall time is its instant in the zone, winter and summer', () => {
  const clock = zoneClock('America/New_York');
  expect(clock.instant(wall('2024-01-15T12:00'))).toBe(instant('2024-01-15T17:00Z'));
  expect(clock.instant(wall('2024-07-15T12:00'))).toBe(instant('2024-07-15T16:00Z'));
  expect(clock.wall(instant('2024-07-15T16:00Z'))).toBe(wall('2024-07-15T12:00'));
});

test('the autumn hour occurs twice', () => {
  const clock = zoneClock('America/New_York');
  expect(clock.instant(wall('2023-11-05T01:00'))).toBeNaN();
  expect(clock.meaning(wall('2023-11-05T01:00'))).toEqual({
    kind: 'twice',
    earlier: instant('2023-11-05T05:00Z'),
    later: instant('2023-11-05T06:00Z'),
  });
  expect(clock.instant(wall('2023-11-05T00:59:59.999'))).toBe(instant('2023-11-05T04:59:59.999Z'));
  expect(clock.instant(wall('2023-11-05T02:00'))).toBe(instant('2023-11-05T07:00Z'));
});

test('the spring hour does not occur', () => {
  const clock = zoneClock('America/New_York');
  expect(clock.meaning(wall('2024-03-10T02:30'))).toEqual({
    kind: 'never',
    transition: instant('2024-03-10T07:00Z'),
    skippedMs: 3_600_000,
  });
  expect(clock.instant(wall('2024-03-10T03:00'))).toBe(instant('2024-03-10T07:00Z'));
});

test('Lord Howe changes by half an hour', () => {
  const clock = zoneClock('Australia/Lord_Howe');
  expect(clock.meaning(wall('2023-04-02T01:45'))).toEqual({
    kind: 'twice',
    earlier: instant('2023-04-01T14:45Z'),
    later: instant('2023-04-01T15:15Z'),
  });
  expect(clock.meaning(wall('2023-10-01T02:15'))).toMatchObject({ kind: 'never', skippedMs: 1_800_000 });
  expect(clock.instant(wall('2023-10-01T02:30'))).toBe(instant('2023-09-30T15:30Z'));
});

test('odd offsets, fixed offsets and a day that was left out are exact', () => {
  expect(zoneClock('Asia/Kathmandu').instant(wall('2024-01-01T05:45'))).toBe(instant('2024-01-01T00:00Z'));
  expect(zoneClock('+10:00').instant(wall('2024-01-01T10:00'))).toBe(instant('2024-01-01T00:00Z'));
  expect(zoneClock('Pacific/Apia').meaning(wall('2011-12-30T12:00'))).toMatchObject({ kind: 'never', skippedMs: 86_400_000 });
});

test('a zone is known by its names', () => {
  expect([isTimeZone('Europe/Berlin'), isTimeZone('Nowhere/Land'), isTimeZone('')]).toEqual([true, false, false]);
  expect([isSameTimeZone('UTC', 'Etc/UTC'), isSameTimeZone('UTC', 'Europe/London')]).toEqual([true, false]);
});

test('in any zone and at any time the clock agrees with Temporal', () => {
  const zones = [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Tehran',
    'America/St_Johns',
    'Pacific/Apia',
    'UTC',
  ];
  const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
  // Around changes of the clocks is where it matters: within a day and a half of one, as often as anywhere.
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      minutes,
      fc.option(fc.integer({ min: -2160, max: 2160 })),
      (timeZone, minute, near) => {
        const somewhere = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(timeZone);
        const change = near === null ? null : somewhere.getTimeZoneTransition('next');
        const at = change === null || near === null ? somewhere : change.add({ minutes: near });
        const plain = at.toPlainDateTime();
        const wallMs = plain.toZonedDateTime('UTC').epochMilliseconds;
        const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds;
        const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
        const clock = zoneClock(timeZone);
        expect(clock.wall(at.epochMilliseconds)).toBe(wallMs);
        expect(clock.meaning(wallMs)).toEqual(
          earlier === later ? { kind: 'once', instant: earlier } : { kind: 'twice', earlier, later },
        );
      },
    ),
    { numRuns: 300 },
  );
});
