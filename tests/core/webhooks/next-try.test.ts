import { expect, test } from 'vitest';
import { nextTry } from '#core/webhooks/next-try.ts';

const at = new Date('2026-11-16T09:00:00Z');

test('a message is tried seven times within a day and a half, later each time, up to a fifth more by chance', () => {
  const waits = (luck: number) =>
    [1, 2, 3, 4, 5, 6, 7].map((tries) => {
      const again = nextTry({ tries, at, luck });
      return again === null ? null : (again.getTime() - at.getTime()) / 60_000;
    });
  expect(waits(0)).toEqual([1, 5, 30, 120, 360, 1440, null]);
  expect(waits(1)).toEqual([1.2, 6, 36, 144, 432, 1728, null]);
});
