import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const starts = (lines: readonly string[]) => lines.map((line) => line.split(' ')[1]);

test('an offset in a time counts before every zone, and one that the zone does not know is warned about once', async () => {
  const { lines, said } = await readText(
    'time,meter,kwh\n2024-01-01T00:00:00+02:00,A,1\n2024-01-01T01:00:00+02:00,A,2\n2024-01-01T02:00:00+02:00,B,2\n2024-01-01T03:00:00+02:00,B,2\n',
  );
  expect(starts(lines)).toEqual([
    '2023-12-31T22:00:00.000Z',
    '2023-12-31T23:00:00.000Z',
    '2024-01-01T00:00:00.000Z',
    '2024-01-01T01:00:00.000Z',
  ]);
  expect(said).toEqual(['warning zone-disagrees 2']);
});

test('the zone is the flag’s, then the meter’s, then the campus’s, and two that disagree are warned about', async () => {
  const text = 'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n';
  const meters = { A: { timeZone: 'America/Chicago' } };
  expect(starts((await readText(text, { meters })).lines)[0]).toBe('2024-01-01T06:00:00.000Z');
  const flagged = await readText(text, { meters, options: { timeZone: 'UTC' } });
  expect(starts(flagged.lines)[0]).toBe('2024-01-01T00:00:00.000Z');
  expect(flagged.said).toEqual(['warning zone-disagrees null']);
  expect((await readText(text, { meters, options: { timeZone: 'US/Central' } })).said).toEqual([]);
});

test('a header that says UTC is believed, and Z needs no zone', async () => {
  const { lines, said } = await readText('timestamp_utc,meter,kwh\n2023-07-01 00:00:00,A,1\n2023-07-01 01:00:00,A,2\n');
  expect(starts(lines)).toEqual(['2023-07-01T00:00:00.000Z', '2023-07-01T01:00:00.000Z']);
  expect(said).toEqual([]);
  expect((await readText('timestamp,meter,kwh\n2023-07-01T00:00:00Z,A,1\n2023-07-01T01:00:00Z,A,2\n')).said).toEqual([]);
});

test('dates that fit day first and month first are asked about, and the flag answers', async () => {
  const text = 'time,meter,kwh\n01/02/2024 00:00,A,1\n02/02/2024 00:00,A,2\n';
  expect((await readText(text)).questions).toEqual(['date-order-ambiguous']);
  expect(starts((await readText(text, { options: { dateOrder: 'dmy' } })).lines)).toEqual([
    '2024-02-01T05:00:00.000Z',
    '2024-02-02T05:00:00.000Z',
  ]);
  expect(starts((await readText(text, { options: { dateOrder: 'mdy' } })).lines)[0]).toBe('2024-01-02T05:00:00.000Z');
});

test('one date at the far end of a large file decides the order of day and month', async () => {
  const hours = Array.from(
    { length: 12_000 },
    (_, hour) => `${String(1 + (hour % 12)).padStart(2, '0')}/02/2023 ${String(hour % 24).padStart(2, '0')}:00,A,1\n`,
  );
  const { questions, guesses } = await readText(`time,meter,kwh\n${hours.join('')}13/02/2023 00:00,A,1\n`);
  expect(questions).toEqual([]);
  expect(guesses.time).toBe('dmy');
});

test('dates that need both orders are asked about', async () => {
  expect((await readText('time,meter,kwh\n13/02/2024 00:00,A,1\n02/13/2024 00:00,A,2\n')).questions).toEqual([
    'date-order-ambiguous',
  ]);
});

test('dates whose day and month are the same number need no order', async () => {
  const { questions, lines } = await readText('time,meter,kwh\n02/02/2024 00:00,A,1\n02/02/2024 01:00,A,2\n');
  expect(questions).toEqual([]);
  expect(starts(lines)).toEqual(['2024-02-02T05:00:00.000Z', '2024-02-02T06:00:00.000Z']);
});

test.each([
  ['1/15/24 1:00 PM', '2024-01-15T18:00:00.000Z'],
  ['1/15/2024 12:00 AM', '2024-01-15T05:00:00.000Z'],
  ['1/15/2024 12:30:00 p.m.', '2024-01-15T17:30:00.000Z'],
  ['15.01.2024 24:00', '2024-01-16T05:00:00.000Z'],
  ['15-Jan-2024 03:00', '2024-01-15T08:00:00.000Z'],
  ['Jan 15, 2024 03:00', '2024-01-15T08:00:00.000Z'],
  ['Mon 1/15/2024 03:00', '2024-01-15T08:00:00.000Z'],
  ['2024/01/15 03:00', '2024-01-15T08:00:00.000Z'],
  ['20240115 0300', '2024-01-15T08:00:00.000Z'],
  ['20240115T030000Z', '2024-01-15T03:00:00.000Z'],
  ['2024-01-15T03:00:00.000-0500', '2024-01-15T08:00:00.000Z'],
  ['2024-01-15 03:00 EST', '2024-01-15T08:00:00.000Z'],
  ['1705305600', '2024-01-15T08:00:00.000Z'],
  ['1705305600000', '2024-01-15T08:00:00.000Z'],
  ['45306.125', '2024-01-15T08:00:00.000Z'],
])('a time may be written %s', async (text, instant) => {
  const { lines, said } = await readText(`time,meter,kwh\n"${text}",A,1\n`, { meters: { A: { stepSeconds: 60 } } });
  expect(said).toEqual([]);
  expect(starts(lines)).toEqual([instant]);
});

test.each(['2024-02-30 00:00', '2024-01-01 25:00', '2024-01-01 00:60', '13:00', '2024-01-01 13:00 PM', 'soon'])(
  '%s is no time',
  async (text) => {
    const { lines, said } = await readText(`time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\n${text},A,1\n`);
    expect(lines).toHaveLength(2);
    expect(said).toEqual(['refused time-bad 4']);
  },
);

test('an end label puts 00:00 into the day before', async () => {
  const { lines } = await readText('end time,meter,kwh\n2024-01-01 23:00,A,1\n2024-01-02 00:00,A,2\n');
  expect(starts(lines)).toEqual(['2024-01-02T03:00:00.000Z', '2024-01-02T04:00:00.000Z']);
});

test('the label is the flag’s, then the header’s, then the meter’s, else start', async () => {
  const text = (header: string) => `${header},meter,kwh\n2024-01-01 01:00,A,1\n2024-01-01 02:00,A,2\n`;
  const meters = { A: { label: 'end' as const } };
  expect(starts((await readText(text('time'), { meters })).lines)[0]).toBe('2024-01-01T05:00:00.000Z');
  expect(starts((await readText(text('time'))).lines)[0]).toBe('2024-01-01T06:00:00.000Z');
  expect(starts((await readText(text('interval begin'), { meters })).lines)[0]).toBe('2024-01-01T06:00:00.000Z');
  expect(starts((await readText(text('interval begin'), { options: { label: 'end' } })).lines)[0]).toBe(
    '2024-01-01T05:00:00.000Z',
  );
});

test('a date alone is local midnight as a start and as an end; labelled as the end it is that whole day', async () => {
  const pair = await readText('start,end,kwh\n2024-01-01,2024-01-02,1\n', { options: { meter: 'A' } });
  expect(pair.lines).toEqual(['A 2024-01-01T05:00:00.000Z 86400 1']);
  const start = await readText('date,meter,kwh\n2024-01-01,A,1\n2024-01-02,A,2\n');
  expect(start.lines[0]).toBe('A 2024-01-01T05:00:00.000Z 86400 1');
  const end = await readText('day ending,meter,kwh\n2024-01-01,A,1\n');
  expect(end.lines).toEqual(['A 2024-01-01T05:00:00.000Z 86400 1']);
});

test('days are 23, 24 and 25 hours long', async () => {
  const { intervals, said } = await readText(
    'date,meter,kwh\n2024-03-09,A,1\n2024-03-10,A,1\n2024-03-11,A,1\n2023-11-04,B,1\n2023-11-05,B,1\n2023-11-06,B,1\n',
  );
  expect(intervals.map(({ seconds }) => seconds / 3600)).toEqual([24, 23, 24, 24, 25, 24]);
  expect(said).toEqual([]);
});

test('a single row without end or known step is refused; a step known from before gives its length', async () => {
  const text = 'time,meter,kwh\n2024-01-01 00:00,A,1\n';
  expect((await readText(text)).said).toEqual(['refused length-unknown 2']);
  expect((await readText(text, { meters: { A: { stepSeconds: 900 } } })).lines).toEqual(['A 2024-01-01T05:00:00.000Z 900 1']);
});

test('the usual step is the commonest difference, whatever gaps there are', async () => {
  const { intervals, said } = await readText(
    'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 05:00,A,1\n2024-01-01 06:00,A,1\n2024-01-01 07:00,A,1\n',
  );
  expect(intervals.map(({ seconds }) => seconds)).toEqual([3600, 3600, 3600, 3600]);
  expect(said).toEqual(['warning gap 3']);
});

test('rows of ends only begin at the stamp before, across gaps, also from newest to oldest', async () => {
  const options = { endOnly: true, meter: 'A' };
  const { lines, said } = await readText(
    'kwh,time\n1,2024-01-01 01:00\n2,2024-01-01 02:00\n3,2024-01-01 05:00\n4,2024-01-01 05:00\n5,2024-01-01 06:00\n',
    { options },
  );
  expect(lines).toEqual([
    'A 2024-01-01T06:00:00.000Z 3600 2',
    'A 2024-01-01T07:00:00.000Z 10800 3',
    'A 2024-01-01T10:00:00.000Z 3600 5',
  ]);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual(['refused length-unknown 2', 'refused length-zero 5']);
  const backwards = await readText('3,2024-01-01 05:00\n2,2024-01-01 02:00\n1,2024-01-01 01:00\n', {
    options: { ...options, newestFirst: true },
  });
  expect(backwards.lines.toSorted()).toEqual(['A 2024-01-01T06:00:00.000Z 3600 2', 'A 2024-01-01T07:00:00.000Z 10800 3']);
  expect(backwards.said.filter((one) => one.startsWith('refused'))).toEqual(['refused length-unknown 3']);
});

test('an end at or before its start, a time to come and one before 1990 are refused', async () => {
  const { lines, said } = await readText(
    'start,end,kwh\n2024-01-01 00:00,2024-01-01 00:00,1\n2024-01-01 02:00,2024-01-01 01:00,1\n2024-05-31 19:00,2024-05-31 20:00,1\n2024-05-31 20:00,2024-05-31 21:00,1\n1989-12-31 18:00,1989-12-31 20:00,1\n',
    { options: { meter: 'A' }, now: '2024-06-01T00:00:00Z' },
  );
  expect(lines).toEqual(['A 2024-05-31T23:00:00.000Z 3600 1']);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual([
    'refused length-zero 2',
    'refused length-zero 3',
    'refused time-in-future 5',
    'refused time-before-records 6',
  ]);
});

test('the autumn hour that happens twice is two readings by the order of the file', async () => {
  const { lines, said } = await readText(
    'time,meter,kwh\n2023-11-05 00:00,A,1\n2023-11-05 01:00,A,2\n2023-11-05 01:00,A,3\n2023-11-05 02:00,A,4\n',
  );
  expect(lines).toEqual([
    'A 2023-11-05T04:00:00.000Z 3600 1',
    'A 2023-11-05T05:00:00.000Z 3600 2',
    'A 2023-11-05T06:00:00.000Z 3600 3',
    'A 2023-11-05T07:00:00.000Z 3600 4',
  ]);
  expect(said).toEqual([]);
});

test('also in quarters, from newest to oldest, with rows of other meters between, and at the end of the file', async () => {
  const quarters = ['00:45', '01:00', '01:15', '01:30', '01:45', '01:00', '01:15', '01:30', '01:45', '02:00'];
  const instants = quarters.map((_, at) => new Date(Date.parse('2023-11-05T04:45:00Z') + at * 900_000).toISOString());
  const rows = quarters.map((clock) => `2023-11-05 ${clock},A,1\n2023-11-05 ${clock},B,1\n`);
  const { lines, said } = await readText(`time,meter,kwh\n${rows.join('')}`);
  expect(starts(lines.filter((line) => line.startsWith('A')))).toEqual(instants);
  expect(starts(lines.filter((line) => line.startsWith('B')))).toEqual(instants);
  expect(said).toEqual([]);
  const back = await readText(`time,meter,kwh\n${rows.toReversed().join('')}`);
  expect(starts(back.lines.filter((line) => line.startsWith('A')))).toEqual(instants.toReversed());
  expect(back.said).toEqual([]);
  const cut = await readText(`time,meter,kwh\n${rows.slice(0, 9).join('')}`);
  expect(starts(cut.lines.filter((line) => line.startsWith('A')))).toEqual(instants.slice(0, 9));
});

test('the autumn hour that a file has once, or three times, is ambiguous', async () => {
  const once = await readText(
    'time,meter,kwh\n2023-11-05 00:00,A,1\n2023-11-05 01:00,A,2\n2023-11-05 02:00,A,4\n2023-11-05 03:00,A,4\n',
  );
  expect(once.lines).toHaveLength(3);
  expect(once.said).toContain('refused time-ambiguous 3');
  const thrice = await readText(
    'time,meter,kwh\n2023-11-05 00:00,A,1\n2023-11-05 01:00,A,2\n2023-11-05 01:00,A,3\n2023-11-05 01:00,A,4\n2023-11-05 02:00,A,4\n2023-11-05 03:00,A,4\n',
  );
  expect(thrice.said.filter((one) => one.includes('ambiguous'))).toEqual([
    'refused time-ambiguous 3',
    'refused time-ambiguous 4',
    'refused time-ambiguous 5',
  ]);
});

test('a wide file keeps both passes of the hour apart where a cell is blank', async () => {
  const { lines, said } = await readText(
    'time,A,B\n2023-11-05 00:00,1,1\n2023-11-05 01:00,2,\n2023-11-05 01:00,3,7\n2023-11-05 02:00,4,8\n',
  );
  expect(lines.filter((line) => line.startsWith('B'))).toEqual([
    'B 2023-11-05T04:00:00.000Z 3600 1',
    'B 2023-11-05T06:00:00.000Z 3600 7',
    'B 2023-11-05T07:00:00.000Z 3600 8',
  ]);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual([]);
});

test('naive starts and ends around the autumn hour find their instants by length and order', async () => {
  const { lines, said } = await readText(
    'start,end,kwh\n2023-11-04 23:00,2023-11-05 00:00,1\n2023-11-05 00:00,2023-11-05 01:00,2\n2023-11-05 01:00,2023-11-05 01:00,3\n2023-11-05 01:00,2023-11-05 02:00,4\n',
    { options: { meter: 'A' } },
  );
  expect(lines).toEqual([
    'A 2023-11-05T03:00:00.000Z 3600 1',
    'A 2023-11-05T04:00:00.000Z 3600 2',
    'A 2023-11-05T05:00:00.000Z 3600 3',
    'A 2023-11-05T06:00:00.000Z 3600 4',
  ]);
  expect(said).toEqual([]);
});

test('a column of UTC beside the local times decides the hour', async () => {
  const { lines, said } = await readText(
    'local time,utc time,meter,kwh\n2023-11-05 01:00,2023-11-05 06:00,A,1\n2023-11-05 02:00,2023-11-05 07:00,A,2\n',
  );
  expect(starts(lines)).toEqual(['2023-11-05T06:00:00.000Z', '2023-11-05T07:00:00.000Z']);
  expect(said).toEqual([]);
});

test('a column with the offset or the zone’s letters decides the hour', async () => {
  const { lines, said } = await readText(
    'time,tz,meter,kwh\n2023-11-05 01:00,EDT,A,1\n2023-11-05 02:00,EST,A,2\n2023-11-05 03:00,EST,A,2\n',
  );
  expect(starts(lines)).toEqual(['2023-11-05T05:00:00.000Z', '2023-11-05T07:00:00.000Z', '2023-11-05T08:00:00.000Z']);
  expect(said).toEqual(['warning gap 3']);
});

test('a column that says whether it is summer time decides the hour', async () => {
  const { lines } = await readText(
    'time,is DST,meter,kwh\n2023-11-05 01:00,0,A,1\n2023-11-05 02:00,0,A,2\n2023-11-05 01:30,1,B,1\n2023-11-05 01:00,1,B,2\n',
  );
  expect(starts(lines)).toEqual([
    '2023-11-05T06:00:00.000Z',
    '2023-11-05T07:00:00.000Z',
    '2023-11-05T05:30:00.000Z',
    '2023-11-05T05:00:00.000Z',
  ]);
});

test('the spring hour that does not exist is refused with the offset that the meter probably keeps', async () => {
  const { lines, problems } = await readText(
    'time,meter,kwh\n2024-03-10 01:00,A,1\n2024-03-10 02:00,A,2\n2024-03-10 03:00,A,3\n2024-03-10 04:00,A,3\n',
  );
  expect(starts(lines)).toEqual(['2024-03-10T06:00:00.000Z', '2024-03-10T07:00:00.000Z', '2024-03-10T08:00:00.000Z']);
  expect(problems).toEqual([
    {
      kind: 'time-does-not-exist',
      severity: 'refused',
      row: 3,
      column: 'time',
      found: '2024-03-10 02:00',
      params: {
        timeZone: 'America/New_York',
        skippedFrom: '2024-03-10 02:00',
        skippedTo: '2024-03-10 03:00',
        standardOffset: '-05:00',
      },
    },
  ]);
});

test('a register whose own start is refused keeps its stamp as the base of the next', async () => {
  const { registers, said } = await readText(
    'start,end,value\n2024-03-10 01:00,2024-03-10 03:00,10\n2024-03-10 02:30,2024-03-10 04:00,20\n2024-03-10 05:00,2024-03-10 05:00,30\n',
    {
      options: { meter: 'A', kind: 'register' },
    },
  );
  expect(said).toEqual(['refused time-does-not-exist 3', 'refused length-zero 4']);
  expect(registers.map(({ row, isBaseOnly }) => [row, isBaseOnly])).toEqual([
    [2, false],
    [3, true],
    [4, true],
  ]);
});

test('no more than 200 gaps are listed, and the rest are counted', async () => {
  const rows = Array.from({ length: 700 }, (_, day) => {
    const date = new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10);
    return day % 2 === 0 ? `${date}T00:00Z,A,1\n${date}T01:00Z,A,1\n${date}T02:00Z,A,1\n` : '';
  });
  const { problems } = await readText(`time,meter,kwh\n${rows.join('')}`);
  expect(problems.filter(({ kind }) => kind === 'gap')).toHaveLength(200);
  expect(problems.at(-1)).toEqual({
    kind: 'more-of-the-same',
    severity: 'warning',
    row: null,
    column: null,
    found: '',
    params: { kind: 'gap', count: '149' },
  });
});

test('times are read to the nearest second, so that rows that join still join and none is shorter than a second', async () => {
  const jittered = await readText(
    'start,end,meter,kwh\n2024-01-01 00:00:00.000,2024-01-01 00:15:00.600,A,1\n2024-01-01 00:15:00.600,2024-01-01 00:30:00.400,A,1\n',
  );
  expect(jittered.lines).toEqual(['A 2024-01-01T05:00:00.000Z 901 1', 'A 2024-01-01T05:15:01.000Z 899 1']);
  const epoch = await readText('timestamp,meter,kwh\n1704085200123,A,1\n1704086100456,A,1\n');
  expect(starts(epoch.lines)).toEqual(['2024-01-01T05:00:00.000Z', '2024-01-01T05:15:00.000Z']);
  const { registers } = await readText(
    'time,meter,register\n2024-01-01 00:00:00.2,A,100\n2024-01-01 00:00:00.4,A,101\n2024-01-01 00:59:59.999,A,102\n',
  );
  expect(registers.map(({ stampedAt }) => new Date(stampedAt).toISOString().slice(11))).toEqual([
    '05:00:00.000Z',
    '05:00:00.000Z',
    '06:00:00.000Z',
  ]);
});

test('a day begins where the clocks change at its midnight, be that skipped or twice', async () => {
  const daily = async (timeZone: string, days: readonly string[], label: 'start' | 'end') => {
    const text = `date,meter,kwh\n${days.map((day) => `${day},A,24\n`).join('')}`;
    const { lines, said } = await readText(text, { options: { timeZone, label } });
    expect(said.filter((one) => one.startsWith('refused'))).toEqual([]);
    return lines.map((line) => line.split(' ').slice(1, 3).join(' '));
  };
  const spring = ['2023-04-26', '2023-04-27', '2023-04-28', '2023-04-29'];
  const cairo = [
    '2023-04-25T22:00:00.000Z 86400',
    '2023-04-26T22:00:00.000Z 86400',
    '2023-04-27T22:00:00.000Z 82800',
    '2023-04-28T21:00:00.000Z 86400',
  ];
  expect(await daily('Africa/Cairo', spring, 'start')).toEqual(cairo);
  expect(await daily('Africa/Cairo', spring, 'end')).toEqual(cairo);
  expect(await daily('America/Havana', ['2022-11-05', '2022-11-06', '2022-11-07'], 'start')).toEqual([
    '2022-11-05T04:00:00.000Z 86400',
    '2022-11-06T04:00:00.000Z 90000',
    '2022-11-07T05:00:00.000Z 86400',
  ]);
});

test('an interval of more than half a year is a wrong year, and crowds out no other row', async () => {
  const { lines, said } = await readText(
    'start,end,meter,kwh\n2024-01-01 00:00,2024-01-01 01:00,A,1\n2014-01-01 01:00,2024-01-01 02:00,A,2\n2024-01-01 02:00,2024-01-01 03:00,A,3\n2023-01-01,2023-07-01,B,9\n',
  );
  expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['1', '3', '9']);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual(['refused length-implausible 3']);
});
