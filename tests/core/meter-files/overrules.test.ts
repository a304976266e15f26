import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadOptions, Understanding } from '#core/meter-files/meter-file.ts';
import { PROBLEM_KINDS } from '#core/meter-files/problem.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { ANY_METER, readText } from '#tests/core/meter-files/read-text.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

const WIDE = 'Time,Hall A,Hall B\n2024-01-01 00:00,1,20\n2024-01-01 01:00,3,40\n';
const LONG =
  'Read,Local,UTC,Hall,Amount,Other\n9,2024-01-01 00:00,2024-01-01 05:00,A,1,7\n9,2024-01-01 01:00,2024-01-01 06:00,A,2,8\n';
const BARE = 'Hall A,2024-01-01 00:00,5,1\nHall A,2024-01-01 01:00,6,1\n';

async function understand(text: string, options: ReadOptions = {}): Promise<Understanding> {
  const source = bytesSource(new TextEncoder().encode(text), { name: 'file.csv', piece: 1 << 16 });
  const context = { options, campusTimeZone: 'America/New_York', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  return (await readMeterFile({ source, context })).understanding;
}

const certainty = async (text: string, options: ReadOptions, about: string) =>
  (await understand(text, options)).guesses.find((guess) => guess.about === about)?.certainty;

const kwh = async (text: string, options: ReadOptions) =>
  (await readText(text, { options })).lines.map((line) => Number(line.split(' ').at(-1)));

test('a value column may be named by staff, with its name or its number', async () => {
  expect(await kwh(LONG, { valueColumn: 'Other' })).toEqual([7, 8]);
  expect(await kwh(LONG, { valueColumn: '5' })).toEqual([1, 2]);
  expect(await certainty(LONG, { valueColumn: 'Other' }, 'layout')).toBe('told');
});

test('a time column may be named by staff', async () => {
  const options = { timeColumn: 'Local', valueColumn: 'Amount', timeZone: 'America/Chicago' };
  expect((await readText(LONG, { options })).lines[0]).toBe('A 2024-01-01T06:00:00.000Z 3600 1');
  expect(await certainty(LONG, options, 'time')).toBe('told');
});

test('a file without a header is understood with the numbers of its columns', async () => {
  expect((await readText(BARE)).questions).toEqual(['layout-ambiguous']);
  const { lines } = await readText(BARE, { options: { meterColumn: '1', valueColumn: '3' } });
  expect(lines).toEqual(['Hall A 2024-01-01T05:00:00.000Z 3600 5', 'Hall A 2024-01-01T06:00:00.000Z 3600 6']);
});

test('a wide table may be read as one meter, and back', async () => {
  const single = await readText(WIDE, { options: { layout: 'single', meter: 'X', valueColumn: 'Hall B' } });
  expect(single.lines.map((line) => line.split(' ').at(-1))).toEqual(['20', '40']);
  expect(single.meters).toEqual(['X']);
  const energy = 'Time,kWh,Usage\n2024-01-01 00:00,1,20\n2024-01-01 01:00,3,40\n';
  expect((await readText(energy, { options: { layout: 'wide' } })).meters).toEqual(['kWh', 'Usage']);
  expect(await certainty(WIDE, { layout: 'wide' }, 'layout')).toBe('told');
});

test('a delimiter that staff say is used, and one that divides nothing is a question', async () => {
  const text = 'time|a;meter;kWh\n2024-01-01 00:00;A;1\n2024-01-01 01:00;A;2\n';
  expect((await readText(text, { options: { delimiter: 'semicolon' } })).lines).toHaveLength(2);
  expect(await certainty(text, { delimiter: 'semicolon' }, 'delimiter')).toBe('told');
  expect((await readText(text, { options: { delimiter: 'tab' } })).questions).toEqual(['answer-unusable']);
});

test('oldest first is an answer as much as newest first', async () => {
  const text = 'end time,kWh\n2024-01-01 03:00,1\n2024-01-01 02:00,2\n2024-01-01 01:00,3\n';
  const { guesses } = await readText(text, { options: { meter: 'A', newestFirst: false } });
  expect(guesses.order).toBe('oldest-first');
  expect(await certainty(text, { meter: 'A', newestFirst: false }, 'order')).toBe('told');
});

test.each([
  ['a column that is not there', { valueColumn: 'Elsewhere' }],
  ['a number beyond the columns', { timeColumn: '99' }],
  ['a time column without times', { timeColumn: 'Hall A' }],
  ['a value column without numbers', { valueColumn: 'Time' }],
  ['a multiplier that is none', { multiplier: 'forty' }],
  ['a multiplier of nothing', { multiplier: '0' }],
  ['long rows without meters', { layout: 'long' }],
  ['rows a day without parts of a day', { layout: 'day-rows' }],
] as const)('%s is a question that names the answer', async (_, options) => {
  const { questions } = await understand(WIDE, options);
  expect(questions.map(({ kind }) => kind)).toContain('answer-unusable');
  expect(questions[0]?.found).toBe(Object.values(options)[0]);
});

test('every guess that an option settles is certain because it was told', async () => {
  const told: readonly (readonly [ReadOptions, string])[] = [
    [{ label: 'end' }, 'label'],
    [{ unit: 'MWh' }, 'unit'],
    [{ kind: 'register' }, 'kind'],
    [{ timeZone: 'Europe/Berlin' }, 'zone'],
    [{ multiplier: '40' }, 'multiplier'],
    [{ dateOrder: 'dmy' }, 'time'],
    [{ newestFirst: true }, 'order'],
    [{ delimiter: 'comma' }, 'delimiter'],
  ];
  for (const [options, about] of told) expect(await certainty(WIDE, options, about), about).toBe('told');
});

test('a file is known again by its columns, with a header by their names and without one by their looks', async () => {
  const columns = async (text: string) =>
    (await understand(text)).guesses.find(({ about }) => about === 'header')?.params.columns;
  expect(await columns(WIDE)).toBe('Time, Hall A, Hall B');
  expect(await columns('24,2021-06-01 00:00:00,2021-06-02 00:00:00\n')).toBe('number|time|time');
});

test('no answer, however wrong, makes the reader fail or hides a row', async () => {
  const column = fc.constantFrom('Time', 'Hall A', 'Amount', 'UTC', '1', '3', '77', '', 'x');
  const answers = fc.record(
    {
      layout: fc.constantFrom('long', 'wide', 'single', 'day-rows'),
      delimiter: fc.constantFrom('comma', 'semicolon', 'tab', 'pipe'),
      label: fc.constantFrom('start', 'end', 'next-day'),
      kind: fc.constantFrom('interval', 'register'),
      unit: fc.constantFrom('Wh', 'kW'),
      multiplier: fc.constantFrom('40', 'x', '-1', '0.5', ''),
      timeColumn: column,
      meterColumn: column,
      valueColumn: column,
      meter: fc.constantFrom('A', ''),
      timeZone: fc.constantFrom('Europe/Berlin', 'Nowhere/Land'),
      dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd'),
      newestFirst: fc.boolean(),
      endOnly: fc.boolean(),
      duplicates: fc.constantFrom(1, 2),
    },
    { requiredKeys: [] },
  );
  const file = fc.constantFrom(WIDE, LONG, BARE, 'time\n2024-01-01\n', 'meter,date,0:00,1:00\nA,2024-01-01,1,2\n');
  await fc.assert(
    fc.asyncProperty(file, answers, async (text, options) => {
      const { questions, problems, intervals, registers } = await readText(text, { options: options as ReadOptions });
      for (const kind of [...questions, ...problems.map((problem) => problem.kind)]) expect(PROBLEM_KINDS).toContain(kind);
      if (questions.length === 0) expect(problems.length + intervals.length + registers.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
