import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const text = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
const DAY = Date.parse('2024-01-01T00:00:00Z');

/** Stamps every `minutes` from `first` to `last` minutes after midnight of 1 January 2024. */
const file = (first: number, last: number, { minutes = 60, header = 'time' } = {}) => {
  const count = (last - first) / minutes + 1;
  const rows = Array.from({ length: count }, (_, at) => `${text(DAY + (first + at * minutes) * 60_000)},A,1\n`);
  return `${header},meter,kwh\n${rows.join('')}`;
};
const firstStart = async (content: string, options = {}) => {
  const { lines, guesses, said } = await readText(content, { options });
  return { start: lines[0]?.split(' ')[1], label: guesses.label, said };
};

test('whole days from one step after midnight to midnight were written with ends', async () => {
  for (const minutes of [15, 30, 60])
    expect(await firstStart(file(minutes, 2 * 1440, { minutes }))).toEqual({
      start: '2024-01-01T05:00:00.000Z',
      label: 'end',
      said: [],
    });
});

test('a file that ends elsewhere keeps its starts, and a hint says that they may be ends', async () => {
  expect(await firstStart(file(60, 2 * 1440 - 60))).toEqual({
    start: '2024-01-01T06:00:00.000Z',
    label: 'start',
    said: ['warning label-in-doubt null'],
  });
});

test('a few rows, a file from midnight on and one that is told are in no doubt', async () => {
  expect((await firstStart(file(60, 180))).said).toEqual([]);
  expect(await firstStart(file(0, 1440 - 60))).toMatchObject({ label: 'start', said: [] });
  expect(await firstStart(file(60, 2 * 1440), { label: 'start' })).toMatchObject({
    start: '2024-01-01T06:00:00.000Z',
    label: 'start',
    said: [],
  });
});

test.each(['interval ending', 'end time', 'hour ending', 'Period End', 'HE', 'bis'])('“%s” means ends', async (header) => {
  expect((await firstStart(file(0, 180, { header }))).start).toBe('2024-01-01T04:00:00.000Z');
});

test.each(['period beginning', 'from', 'interval start', 'von', 'Start Time'])('“%s” means starts', async (header) => {
  expect((await firstStart(file(60, 180, { header }))).start).toBe('2024-01-01T06:00:00.000Z');
});

test('24:00 is the next day’s 00:00', async () => {
  const { lines } = await readText(
    'interval ending,meter,kwh\n2024-01-01 23:00,A,1\n2024-01-01 24:00,A,2\n2024-01-02 01:00,A,3\n',
  );
  expect(lines.map((line) => line.split(' ')[1])).toEqual([
    '2024-01-02T03:00:00.000Z',
    '2024-01-02T04:00:00.000Z',
    '2024-01-02T05:00:00.000Z',
  ]);
});

test('a day’s value may carry the date of the day after', async () => {
  const daily = 'date,meter,kwh\n2024-01-02,A,24\n2024-01-03,A,25\n';
  const { lines } = await readText(daily, { options: { label: 'next-day' } });
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 86400 24', 'A 2024-01-02T05:00:00.000Z 86400 25']);
  const single = await readText('date,meter,kwh\n2024-01-02,A,24\n', { options: { label: 'next-day' } });
  expect(single.lines).toEqual(['A 2024-01-01T05:00:00.000Z 86400 24']);
  const stamped = await readText(daily.replaceAll(',A', ' 00:00,A'), { options: { label: 'next-day' } });
  expect(stamped.lines).toEqual(lines);
});

test('a row a day may carry the date of the day after', async () => {
  const hours = Array.from({ length: 24 }, (_, hour) => `${hour}:00`);
  const { lines } = await readText(`meter,date,${hours.join(',')}\nA,2024-01-02,${hours.map(() => 1).join(',')}\n`, {
    options: { label: 'next-day' },
  });
  expect(lines[0]).toBe('A 2024-01-01T05:00:00.000Z 3600 1');
});

test('a label that is told of a file with starts and ends changes nothing, and that is said', async () => {
  const pairs = 'start,end,meter,kwh\n2024-01-02 00:00,2024-01-02 01:00,A,2\n2024-01-02 01:00,2024-01-02 02:00,A,3\n';
  for (const options of [{ label: 'end' }, { endOnly: true }] as const) {
    const { lines, problems } = await readText(pairs, { options });
    expect(lines[0]).toBe('A 2024-01-02T05:00:00.000Z 3600 2');
    expect(problems).toMatchObject([{ kind: 'answer-unusable', severity: 'warning', params: { reason: 'told-label' } }]);
  }
});
