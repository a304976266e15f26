import { expect, test } from 'vitest';
import { meanTemperatures } from '#core/weather/mean-temperatures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function measured(hour: number, celsius: number) {
  return { startsAt: hour * HOUR, seconds: 10_800, microCelsius: celsius * 1e6 };
}

test('a value holds from its stamp to the next: a special at 12:30 shortens the one before', () => {
  const values = [measured(12, 10), measured(12.5, 20), measured(13, 0)];
  expect(meanTemperatures(values, [{ startsAt: 12 * HOUR, endsAt: 14 * HOUR }])).toEqual([
    // Half an hour of 10, half an hour of 20, an hour of 0.
    { celsius: 7.5, measuredSeconds: 7200 },
  ]);
});

test('a value holds for three hours at most; then nothing is known', () => {
  const values = [measured(0, 10), measured(12, 20)];
  expect(meanTemperatures(values, [{ startsAt: 0, endsAt: DAY }])).toEqual([{ celsius: 15, measuredSeconds: 6 * 3600 }]);
  expect(meanTemperatures(values, [{ startsAt: 3 * HOUR, endsAt: 12 * HOUR }])).toEqual([{ celsius: null, measuredSeconds: 0 }]);
});

test('a value that holds over midnight counts in both days', () => {
  const days = [
    { startsAt: 0, endsAt: DAY },
    { startsAt: DAY, endsAt: 2 * DAY },
  ];
  expect(meanTemperatures([measured(23, 6), measured(25, 8)], days)).toEqual([
    { celsius: 6, measuredSeconds: 3600 },
    // One hour of 6 and three of 8: 30 / 4.
    { celsius: 7.5, measuredSeconds: 14_400 },
  ]);
});

test("a day's mean fills the time for which nothing was measured, and only that", () => {
  const day = { startsAt: 0, seconds: 86_400, microCelsius: 4e6 };
  expect(meanTemperatures([day, measured(6, 16)], [{ startsAt: 0, endsAt: DAY }])).toEqual([
    // Three hours of 16, twenty-one of 4: (48 + 84) / 24.
    { celsius: 5.5, measuredSeconds: 86_400 },
  ]);
});
