import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const kwh = (lines: readonly string[]) => lines.map((line) => Number(line.split(' ').at(-1)));
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

test('a meter named in a line above its table is the meter, unless staff name another', async () => {
  const text = 'Meter: 12345\nExported: today\n\nTime,kWh\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n';
  const { meters, guesses, questions } = await readText(text);
  expect([meters, guesses.meter, questions]).toEqual([['12345'], 'named', []]);
  expect((await readText(text, { options: { meter: 'B' } })).meters).toEqual(['B']);
  expect((await readText('Meter ID,12345\nTime,kWh\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n')).meters).toEqual(['12345']);
});

test('a hall named above the table is a meter only where it is known as one', async () => {
  const text = 'Building: North Hall\nTime,kWh\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n';
  expect((await readText(text)).questions).toEqual(['meter-not-given']);
  expect((await readText(text, { meters: { 'North Hall': {} } })).meters).toEqual(['North Hall']);
});

test('a line of units below the header gives each column its own', async () => {
  const { lines } = await readText(
    'Time,Hall A,Hall B,Hall C\n,kWh,Wh,kW\n2024-01-01 00:00,1,2000,8\n2024-01-01 00:15,1,2000,8\n',
  );
  expect(lines.toSorted().map((line) => line.split(' ').at(-1))).toEqual(['1', '1', '2', '2', '2', '2']);
});

test('columns of flags beside each value hold for their value alone', async () => {
  const { intervals } = await readText(
    'Time,Hall A,Flag,Hall B,Flag\n2024-01-01 00:00,1,A,2,E\n2024-01-01 01:00,3,E,4,A\n2024-01-01 02:00,3,,4,\n',
  );
  expect(intervals.toSorted((a, b) => a.meter - b.meter || a.startsAt - b.startsAt).map(({ quality }) => quality)).toEqual([
    'measured',
    'estimated',
    'measured',
    'estimated',
    'measured',
    'measured',
  ]);
});

test('a column that asks whether a value is estimated is answered by Y', async () => {
  const { intervals } = await readText('Time,meter,kWh,Estimated?\n2024-01-01 00:00,A,1,Y\n2024-01-01 01:00,A,1,N\n');
  expect(intervals.map(({ quality }) => quality)).toEqual(['estimated', 'measured']);
});

test.each(['E', 'S', 'est', 'Est.', 'estimated', 'Estimated', 'substituted'])('%s is the flag of an estimate', async (flag) => {
  const { intervals } = await readText(`Time,meter,kWh,Flag\n2024-01-01 00:00,A,1,${flag}\n2024-01-01 01:00,A,1,A\n`);
  expect(intervals.map(({ quality }) => quality)).toEqual(['estimated', 'measured']);
});

test('a column that is the sum of the others is a total whatever it is called, and no meter is made of it', async () => {
  const rows = HOURS.map((hour, at) => `2024-01-01 ${hour}:00,${at + 1},${2 * at + 3},${3 * at + 4}\n`).join('');
  const { meters, lines } = await readText(`Time,Hall A,Hall B,Everything\n${rows}`);
  expect([meters, lines.length]).toEqual([['Hall A', 'Hall B'], 48]);
});

test('a meter that happens to equal the sum of the others counts where it is known', async () => {
  const rows = HOURS.map((hour, at) => `2024-01-01 ${hour}:00,${at + 1},${2 * at + 3},${3 * at + 4}\n`).join('');
  const known = { 'Hall A': {}, 'Hall B': {}, Main: {} };
  expect((await readText(`Time,Hall A,Hall B,Main\n${rows}`, { meters: known })).meters).toEqual(['Hall A', 'Hall B', 'Main']);
});

test.each(['Campus Total', 'Grand Total', 'Total (kWh)', 'Sum', 'Σ', 'Average', 'Min', 'Max', 'Total Campus Usage'])(
  'a column called %s is no meter',
  async (name) => {
    const { meters } = await readText(`Time,Hall A,Hall B,${name}\n2024-01-01 00:00,1,2,3\n2024-01-01 01:00,1,2,9\n`);
    expect(meters).toEqual(['Hall A', 'Hall B']);
  },
);

test.each(['Max Kade House', 'Total Wellness Center', 'Sumner Hall', 'Minor Hall'])(
  '%s is a dorm like any other',
  async (name) => {
    const { meters } = await readText(`Time,Hall A,${name}\n2024-01-01 00:00,1,2\n2024-01-01 01:00,1,2\n`);
    expect(meters).toEqual(['Hall A', name]);
  },
);

test.each(['Campus Total', 'Grand Total', 'Σ', 'TOTAL', 'All Buildings Total'])(
  'rows of a meter called %s are totals, also when meters are made as they come',
  async (name) => {
    const { meters, said } = await readText(
      `Time,meter,kWh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\n2024-01-01 00:00,${name},2\n`,
    );
    expect([meters, said]).toEqual([['A'], ['info total-row 4']]);
  },
);

test('footers of totals and closing words are no readings, and nothing to mend', async () => {
  const { lines, said } = await readText(
    'Time,meter,kWh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\nSum,,2\nAverage,,1\nMin,,1\nMax,,1\nEnd of report\n',
  );
  expect(lines).toHaveLength(2);
  expect(said).toEqual(['info total-row 4', 'info total-row 5', 'info total-row 6', 'info total-row 7', 'info line-left-out 8']);
});

test('exports put behind each other repeat their header, with a byte order mark, and lose no row', async () => {
  const part = (day: number) => `\ufeff"Time",meter,kWh\n2024-01-0${day} 00:00,A,1\n2024-01-0${day} 01:00,A,1\n`;
  const { lines, said } = await readText(part(1) + part(2));
  expect(lines).toHaveLength(4);
  expect(said).toEqual(['info line-left-out 4', 'warning gap 5']);
});

test('labels keep their leading zeros, and the apostrophe before a number is not part of it', async () => {
  const { meters, lines } = await readText("Time,meter,kWh\n2024-01-01 00:00,00123,'1.5\n2024-01-01 01:00,00123,'2.5\n");
  expect([meters, kwh(lines)]).toEqual([['00123'], [1.5, 2.5]]);
});

const dayRow = (names: readonly string[], values: readonly string[], date = '2024-01-01') =>
  readText(`meter,date,${names.join(',')}\nA,${date},${values.join(',')}\n`);

test.each([
  ['clocks of starts', HOURS.map((hour) => `${hour}:00`)],
  ['clocks of ends', [...HOURS.slice(1), '24'].map((hour) => `${hour}:00`)],
  ['clocks of ends that close with 0:00', [...HOURS.slice(1), '00'].map((hour) => `${Number(hour)}:00`)],
  ['HE01 to HE24', HOURS.map((_, at) => `HE${String(at + 1).padStart(2, '0')}`)],
  ['numbers from 1', HOURS.map((_, at) => String(at + 1))],
  ['numbers from 0', HOURS.map((_, at) => `H${at}`)],
  ['ranges', HOURS.map((hour, at) => `${hour}:00-${String(at + 1).padStart(2, '0')}:00`)],
])('the columns of a row a day may be called by %s', async (_, names) => {
  const { lines, said } = await dayRow(names, HOURS);
  expect(said).toEqual([]);
  expect(lines).toEqual(
    HOURS.map((_hour, at) => `A ${new Date(Date.parse('2024-01-01T05:00:00Z') + at * 3_600_000).toISOString()} 3600 ${at}`),
  );
});

test.each([48, 96, 288])('a row a day may have %d columns', async (count) => {
  const minutes = 1440 / count;
  const names = Array.from({ length: count }, (_, at) => {
    const end = (at + 1) * minutes;
    return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
  });
  const { intervals } = await dayRow(
    names,
    names.map(() => '1'),
  );
  expect(intervals).toHaveLength(count);
  expect(intervals[0]).toMatchObject({ startsAt: Date.parse('2024-01-01T05:00:00Z'), seconds: minutes * 60 });
});

const instants = (from: string, count: number) => Array.from({ length: count }, (_, at) => Date.parse(from) + at * 3_600_000);

test('the 25th hour of a row a day may be a column behind the others, or a second 01:00', async () => {
  const numbered = Array.from({ length: 25 }, (_, at) => `HE${at + 1}`);
  const values = Array.from({ length: 25 }, (_, at) => String(at));
  const behind = await dayRow(numbered, values, '2023-11-05');
  expect(behind.intervals.map(({ startsAt }) => startsAt)).toEqual(instants('2023-11-05T04:00:00Z', 25));
  expect(behind.said).toEqual([]);
  const doubled = [...HOURS.slice(0, 2), '01', ...HOURS.slice(2)].map((hour) => `${hour}:00`);
  const second = await dayRow(doubled, values, '2023-11-05');
  expect(second.intervals.map(({ startsAt }) => startsAt)).toEqual(instants('2023-11-05T04:00:00Z', 25));
  const ordinary = await dayRow(doubled, [...values.slice(0, 2), '', ...values.slice(2, 24)], '2023-11-06');
  expect(ordinary.intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual(HOURS.map(Number));
  expect(ordinary.said).toEqual([]);
});

test('a row a day of 24 columns has one value for two hours in autumn: they are ambiguous, and the others count', async () => {
  const { intervals, said } = await dayRow(
    HOURS.map((hour) => `${hour}:00`),
    HOURS,
    '2023-11-05',
  );
  expect(intervals).toHaveLength(23);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual(['refused time-ambiguous 2']);
});

test('in spring a row a day has 23 values: the skipped hour is blank, or the numbered ones end one earlier', async () => {
  const numbered = HOURS.map((_, at) => `HE${at + 1}`);
  const skipped = await dayRow(
    numbered,
    HOURS.map((hour) => (hour === '02' ? '' : hour)),
    '2024-03-10',
  );
  expect(skipped.intervals.map(({ startsAt }) => startsAt)).toEqual(instants('2024-03-10T05:00:00Z', 23));
  const fewer = await dayRow(numbered, [...HOURS.slice(0, 23), ''], '2024-03-10');
  expect(fewer.intervals.map(({ startsAt }) => startsAt)).toEqual(instants('2024-03-10T05:00:00Z', 23));
  expect([...skipped.said, ...fewer.said]).toEqual([]);
});

test('a row a day of 96 columns has 100 on the day of 25 hours', async () => {
  const names = Array.from({ length: 100 }, (_, at) => `Interval ${at + 1}`);
  const { intervals } = await dayRow(
    names,
    names.map(() => '1'),
    '2023-11-05',
  );
  expect(intervals).toHaveLength(100);
  expect(new Set(intervals.map(({ startsAt }) => startsAt)).size).toBe(100);
});

test('a day of 24.5 hours in half hours has 49 parts', async () => {
  const names = Array.from({ length: 49 }, (_, at) => `p${at + 1}`);
  const values = names.map(() => '1').join(',');
  const { intervals } = await readText(`meter,date,${names.join(',')}\nA,2024-04-07,${values}\n`, {
    timeZone: 'Australia/Lord_Howe',
  });
  expect(intervals).toHaveLength(49);
});

test('a date and an hour from 1 to 24 are ends, from 0 to 23 starts', async () => {
  const rows = (from: number) => HOURS.map((_, at) => `2024-01-01,${at + from},${at}\n`).join('');
  const ends = await readText(`Date,Hour,kWh\n${rows(1)}`, { options: { meter: 'A' } });
  expect(ends.lines[0]).toBe('A 2024-01-01T05:00:00.000Z 3600 0');
  expect([ends.guesses.label, ends.lines.length, ends.said]).toEqual(['end', 24, []]);
  const starts = await readText(`Date,Hour,kWh\n${rows(0)}`, { options: { meter: 'A' } });
  expect([starts.lines[0], starts.guesses.label]).toEqual(['A 2024-01-01T05:00:00.000Z 3600 0', 'start']);
});

test.each([
  ['100', '200'],
  ['0100', '0200'],
  ['1:00', '2:00'],
  ['01.00', '02.00'],
  ['1:00 AM', '2:00 AM'],
])('a clock of its own may be written %s', async (one, two) => {
  const { lines } = await readText(
    `Date,Time,kWh\n2024-01-01,${one},1\n2024-01-01,${two},2\n2024-01-01,${two.replace('2', '3')},3\n`,
    {
      options: { meter: 'A' },
    },
  );
  expect(lines[0]).toBe('A 2024-01-01T06:00:00.000Z 3600 1');
});

test('every problem of a value in a row of several meters says which meter it is', async () => {
  const { problems } = await readText('time,Hall A,Hall B\n2024-03-04 00:00,1,x\n2024-03-10 02:30,1,2\n2024-03-04 01:00,,-1\n');
  const said = problems.map(({ kind, row, column, params }) => `${kind} ${row} ${column} ${params.meter}`);
  expect(said.toSorted()).toEqual([
    'time-does-not-exist 3 time Hall A',
    'time-does-not-exist 3 time Hall B',
    'value-bad 2 Hall B Hall B',
    'value-missing 4 Hall A Hall A',
    'value-negative 4 Hall B Hall B',
  ]);
});
