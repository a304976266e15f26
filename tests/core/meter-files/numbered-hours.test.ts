import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

/** Numbers from 1 on beside each date, so many a day; the value of a row is its number. */
const file = (header: string, days: Readonly<Record<string, number>>) =>
  `${header}\n${Object.entries(days)
    .flatMap(([day, count]) => Array.from({ length: count }, (_, at) => `${day},${at + 1},A,${at + 1}`))
    .join('\n')}\n`;

/** The starts of a day's rows follow each other without a gap or an overlap. */
const areInTurn = (intervals: readonly { startsAt: number; seconds: number }[]) =>
  intervals.every((row, at) => {
    const before = intervals[at - 1];
    return before === undefined || before.startsAt + before.seconds * 1000 === row.startsAt;
  });

test('hours 1 to 25 of the long day follow each other, and none after the change sits an hour late', async () => {
  // New York, 3 November 2024: 01:00 comes twice.
  const text = file('date,hour,meter,kwh', { '2024-11-02': 24, '2024-11-03': 25, '2024-11-04': 24 });
  const { intervals, lines, said } = await readText(text, { now: '2024-12-01T00:00:00Z' });
  expect(said).toEqual([]);
  expect(intervals).toHaveLength(73);
  expect(areInTurn(intervals)).toBe(true);
  // The first hour begins at midnight, 04:00 UTC; the 25th at 23:00 EST, 04:00 UTC of the next day.
  expect(lines[24]).toBe('A 2024-11-03T04:00:00.000Z 3600 1');
  expect(lines[48]).toBe('A 2024-11-04T04:00:00.000Z 3600 25');
  expect(lines[49]).toBe('A 2024-11-04T05:00:00.000Z 3600 1');
});

test('hours 1 to 23 of the short day follow each other', async () => {
  const text = file('date,hour ending,meter,kwh', { '2024-03-09': 24, '2024-03-10': 23, '2024-03-11': 24 });
  const { intervals, said } = await readText(text);
  expect(said).toEqual([]);
  expect(intervals).toHaveLength(71);
  expect(areInTurn(intervals)).toBe(true);
});

test('hours that the short day leaves out by their number are times of its clock', async () => {
  const text = file('date,hour ending,meter,kwh', { '2024-03-09': 24, '2024-03-10': 24, '2024-03-11': 24 });
  const { intervals } = await readText(text.replace('2024-03-10,2,A,2\n', ''));
  expect(intervals).toHaveLength(71);
  expect(areInTurn(intervals)).toBe(true);
});

test('settlement periods are half hours of real time: 46 on the short day, 50 on the long one', async () => {
  const file48 = (days: Readonly<Record<string, number>>) => file('Settlement Date,Settlement Period,meter,kWh', days);
  const options = { timeZone: 'Europe/London', now: '2025-01-01T00:00:00Z' };
  const spring = await readText(file48({ '2024-03-30': 48, '2024-03-31': 46, '2024-04-01': 48 }), options);
  const autumn = await readText(file48({ '2024-10-26': 48, '2024-10-27': 50, '2024-10-28': 48 }), options);
  for (const [{ intervals, said }, count] of [
    [spring, 142],
    [autumn, 146],
  ] as const) {
    expect(said).toEqual([]);
    expect(intervals).toHaveLength(count);
    expect(intervals.every(({ seconds }) => seconds === 1800)).toBe(true);
    expect(areInTurn(intervals)).toBe(true);
  }
  // Period 1 of 27 October begins at midnight of summer time.
  expect(autumn.lines[48]).toBe('A 2024-10-26T23:00:00.000Z 1800 1');
});

test('96 periods a day are quarters of an hour; a period that a day does not have is refused', async () => {
  const { intervals, said } = await readText(file('date,period,meter,kwh', { '2024-02-01': 96, '2024-02-02': 97 }));
  expect(intervals).toHaveLength(192);
  expect(intervals.every(({ seconds }) => seconds === 900)).toBe(true);
  expect(said).toEqual(['refused time-bad 194']);
});
