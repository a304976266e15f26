import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const rows = (from: number, line: (hour: string, at: number) => string) =>
  Array.from({ length: 12 }, (_, at) => line(`2024-03-04 ${String(at + from).padStart(2, '0')}:00`, at + from));

test('a broken first row of a file without a header is a row with a problem, not the header', async () => {
  const text = ['oops 0,1,7', ...rows(1, (time, at) => `${time},${at % 5},7`)].join('\n');
  const read = await readText(text, { options: { meter: 'A', valueColumn: '2', layout: 'single', label: 'start' } });
  expect(read.questions).toEqual([]);
  expect(read.guesses.header).toBe('none');
  expect(read.said).toContain('refused time-bad 1');
  expect(read.intervals).toHaveLength(12);
});

test('a broken first row right below the header is a row with a problem', async () => {
  const text = ['time,kWh', 'oops 0,3', ...rows(1, (time, at) => `${time},${at}`)].join('\n');
  const read = await readText(text, { options: { meter: 'A' } });
  expect(read.guesses.header).toBe('line');
  expect(read.said).toEqual(['refused time-bad 2']);
});

test('a first row whose date cannot be is a row with a problem, with and without a header', async () => {
  const lines = ['2024-02-31 00:00,3', ...rows(1, (time, at) => `${time},${at}`)];
  const headed = await readText(`time,kWh\n${lines.join('\n')}`, { options: { meter: 'A' } });
  expect(headed.said).toEqual(['refused time-bad 2']);
  const bare = await readText(lines.join('\n'), { options: { meter: 'A', label: 'start' } });
  expect(bare.said).toEqual(['refused time-bad 1']);
});

test('a first row of a known meter’s label and two bad cells is still a row', async () => {
  const text = ['Hall A,never,oops', ...rows(1, (time, at) => `Hall A,${time},${at}`)].join('\n');
  const read = await readText(text, { options: { layout: 'long' } });
  expect(read.said).toEqual(['refused time-bad 1']);
});

test('a header of a word for time and meters called by numbers is one', async () => {
  for (const time of ['Time', '时间', '']) {
    const text = [`${time},101,102`, ...rows(0, (stamp, at) => `${stamp},${at / 10},2`)].join('\n');
    const read = await readText(text, { options: {} });
    expect(read.guesses.header, time).toBe('line');
    expect(read.meters, time).toEqual(['101', '102']);
    expect(read.intervals, time).toHaveLength(24);
  }
});

test('a header of hours from 1 to 24 is one, although its numbers could be values', async () => {
  const hours = Array.from({ length: 24 }, (_, at) => at + 1);
  const text = [`Meter,Date,${hours.join(',')}`, `Hall A,2024-03-04,${hours.join(',')}`, `Hall A,2024-03-05,${hours.join(',')}`];
  const read = await readText(text.join('\n'), {});
  expect(read.intervals).toHaveLength(48);
});
