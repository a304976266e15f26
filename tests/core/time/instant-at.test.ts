import { expect, test } from 'vitest';
import { instantAt } from '#core/time/instant-at.ts';

test.each([
  ['2026-11-16T09:00', 'America/New_York', '2026-11-16T14:00:00.000Z'],
  ['2026-11-16T09:00+11:00', 'America/New_York', '2026-11-15T22:00:00.000Z'],
  ['2026-11-16T09:00Z', 'America/New_York', '2026-11-16T09:00:00.000Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
])('%s at %s is %s', (text, zone, instant) => {
  expect(instantAt(text, zone)?.toISOString()).toBe(instant);
});

test('what is no time is null', () => {
  for (const text of ['', 'tomorrow', '2026-13-01T09:00', '2026-11-16T25:00Z']) expect(instantAt(text, 'Etc/UTC')).toBeNull();
});
