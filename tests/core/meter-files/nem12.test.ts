import { expect, test } from 'vitest';
import { readText, type TextFile } from '#tests/core/meter-files/read-text.ts';

const HEADER = '100,NEM12,202403011200,MDP1,RETAIL1\n';
const E1 = '200,NMI1234567,E1B1Q1,1,E1,N1,SERIAL1,kWh,30,\n';
const END = '900\n';

function values(value: string, count = 48): string {
  return new Array(count).fill(value).join(',');
}

function day({ date = '20240215', value = '1', count = 48, quality = 'A,,,20240216010203,' } = {}): string {
  return `300,${date},${values(value, count)},${quality}\n`;
}

function read(text: string, file: TextFile = {}) {
  return readText(text, file);
}

test('value n of a day covers minutes (n−1)·length to n·length of the market’s day, ten hours before UTC', async () => {
  const { lines, guesses, said } = await read(`${HEADER}${E1}300,20240215,2.5,${values('0.25', 47)},A\n${END}`);
  expect(lines).toHaveLength(48);
  expect(lines[0]).toBe('NMI1234567 2024-02-14T14:00:00.000Z 1800 2.5');
  expect(lines[47]).toBe('NMI1234567 2024-02-15T13:30:00.000Z 1800 0.25');
  expect(guesses).toEqual({ format: 'nem12', encoding: 'utf-8', unit: 'column', zone: 'named' });
  expect(said).toEqual([]);
});

test('days have 24 hours when Sydney puts its clocks forward, and in a told zone too: its standard time counts', async () => {
  const text = `${HEADER}${E1}${day({ date: '20231001' })}${day({ date: '20231002' })}${END}`;
  for (const file of [{}, { options: { timeZone: 'Australia/Sydney' } }]) {
    const { intervals } = await read(text, file);
    expect(intervals).toHaveLength(96);
    expect(intervals.every((row, at) => at === 0 || row.startsAt - (intervals[at - 1]?.startsAt ?? 0) === 1_800_000)).toBe(true);
    expect(new Date(intervals[0]?.startsAt ?? 0).toISOString()).toBe('2023-09-30T14:00:00.000Z');
  }
  const perth = await read(text, { options: { timeZone: 'Australia/Perth' } });
  expect(perth.lines[0]).toContain('2023-09-30T16:00:00.000Z');
  expect((await read(text, { options: { timeZone: 'Australia/Nowhere' } })).questions).toEqual(['zone-disagrees']);
});

test('a file of five minutes has 288 values a day, one of a minute 1440', async () => {
  const five = await read(`${HEADER}${E1.replace(',30,', ',5,')}${day({ count: 288, value: '.362' })}${END}`);
  expect(five.intervals).toHaveLength(288);
  expect(five.lines[287]).toBe('NMI1234567 2024-02-15T13:55:00.000Z 300 0.362');
  const one = await read(`${HEADER}${E1.replace(',30,', ',1,')}${day({ count: 1440 })}${END}`);
  expect(one.intervals).toHaveLength(1440);
});

test('a length that does not divide a day refuses its rows by name', async () => {
  const { intervals, problems } = await read(`${HEADER}${E1.replace(',30,', ',7,')}${day()}${END}`);
  expect(intervals).toEqual([]);
  expect(problems).toMatchObject([{ kind: 'length-unknown', row: 3, column: 'IntervalLength', found: '7' }]);
});

test('quality: A is measured; E, F and S are estimated; N is missing, never zero', async () => {
  const qualities = ['A', 'E52', 'F14', 's14', ' A '];
  const rows = qualities.map((quality, at) => day({ date: `2024020${at + 1}`, quality: `${quality},,,,` })).join('');
  const { intervals, problems } = await read(`${HEADER}${E1}${rows}${day({ date: '20240206', value: '0', quality: 'N' })}${END}`);
  const at = (index: number) => intervals[index * 48]?.quality;
  expect([0, 1, 2, 3, 4].map(at)).toEqual(['measured', 'estimated', 'estimated', 'estimated', 'measured']);
  expect(intervals).toHaveLength(240);
  expect(problems).toMatchObject([{ kind: 'value-missing', severity: 'info', row: 8, column: 'intervals 1–48' }]);
});

test('on a day of quality V the 400 records say which intervals are what', async () => {
  const text = `${HEADER}${E1}${day({ quality: 'V,,,20240216,' })}400,1,20,F16,27,\n400,21,24,N,,\n400,25,48,A,,\n${END}`;
  const { intervals, problems } = await read(text);
  expect(intervals.map(({ quality }) => quality[0]).join('')).toBe(`${'e'.repeat(20)}${'m'.repeat(24)}`);
  expect(new Date(intervals[20]?.startsAt ?? 0).toISOString()).toBe('2024-02-15T02:00:00.000Z');
  expect(problems).toMatchObject([{ kind: 'value-missing', row: 3, column: 'intervals 21–24', found: '1 (10:00–12:00)' }]);
});

test('what no 400 record covers on a day of quality V counts as estimated, with a warning', async () => {
  const none = await read(`${HEADER}${E1}${day({ quality: 'V' })}${END}`);
  expect(new Set(none.intervals.map(({ quality }) => quality))).toEqual(new Set(['estimated']));
  expect(none.said).toEqual(['warning quality-unknown 3']);
  const some = await read(`${HEADER}${E1}${day({ quality: 'V' })}400,1,47,A,,\n${END}`);
  expect(some.intervals.map(({ quality }) => quality).slice(46)).toEqual(['measured', 'estimated']);
  expect(some.problems[0]?.params).toEqual({ reason: 'not-covered' });
});

test('a 400 record outside its day or without one is named and passed over', async () => {
  const ranges = '400,0,4,A\n400,5,49,A\n400,9,8,A\n400,x,8,A\n400,1,48,A\n';
  const { intervals, said } = await read(`${HEADER}400,1,48,A\n${E1}${day({ quality: 'V' })}${ranges}${END}`);
  expect(intervals.every(({ quality }) => quality === 'measured')).toBe(true);
  expect(said).toEqual(['warning record-misplaced 2', ...[5, 6, 7, 8].map((row) => `warning quality-range-bad ${row}`)]);
});

test('no letter behind the values is taken as measured, an unknown one as estimated, each with a warning', async () => {
  const { intervals, problems } = await read(
    `${HEADER}${E1}${day({ quality: ',,,,' })}${day({ date: '20240216', quality: 'X9' })}${END}`,
  );
  expect([intervals[0]?.quality, intervals[48]?.quality]).toEqual(['measured', 'estimated']);
  expect(problems.map(({ kind, params }) => `${kind} ${params.reason}`)).toEqual([
    'quality-unknown blank',
    'quality-unknown letter',
  ]);
});

test('units in any case: Wh, kWh and MWh are energy, W, kW and MW a mean power over the interval', async () => {
  const wanted = { wh: 0.001, KWH: 1, mWh: 1000, w: 0.0005, KW: 0.5, MW: 500 };
  for (const [unit, kwh] of Object.entries(wanted)) {
    const { lines } = await read(`${HEADER}${E1.replace('kWh', unit)}${day()}${END}`);
    expect(lines[0], unit).toBe(`NMI1234567 2024-02-14T14:00:00.000Z 1800 ${kwh}`);
  }
});

test('only E channels count; each other one is named once, with its reason', async () => {
  const channel = (suffix: string, unit: string) =>
    `200,NMI1234567,E1E2B1Q1,1,${suffix},,S,${unit},30,\n${day()}${day({ date: '20240216' })}`;
  const rest = [channel('E2', 'kWh'), channel('B1', 'kWh'), channel('Q1', 'kVArh'), channel('K1', 'kVArh'), channel('V1', '')];
  const text = `${HEADER}${channel('E1', 'kWh')}${rest.join('')}${channel('B1', 'kWh')}${channel('N1', 'kWh')}${channel('E3', 'kVAh')}${END}`;
  const { meters, intervals, problems, guesses } = await read(text);
  expect(meters).toEqual(['NMI1234567', 'NMI1234567 E2']);
  expect(intervals).toHaveLength(192);
  expect(problems.every(({ kind, severity }) => kind === 'channel-left-out' && severity === 'info')).toBe(true);
  expect(problems.map(({ params }) => `${params.meter} ${params.channel} ${params.unit} ${params.reason}`)).toEqual([
    'NMI1234567 B1 kWh export',
    'NMI1234567 Q1 kVArh reactive',
    'NMI1234567 K1 kVArh reactive',
    'NMI1234567 V1  other',
    'NMI1234567 N1 kWh net',
    'NMI1234567 E3 kVAh unit',
  ]);
  expect(guesses.channels).toBe('left-out');
});

test('a channel that staff have a meter for counts, whatever it is', async () => {
  const text = `${HEADER}${E1}${day()}${E1.replace(',1,E1,', ',1,B1,')}${day()}${END}`;
  const { meters, problems } = await read(text, { meters: { NMI1234567: {}, 'NMI1234567 B1': {} } });
  expect(meters).toEqual(['NMI1234567', 'NMI1234567 B1']);
  expect(problems).toEqual([]);
});

test('a meter is known by its identifier with or without check digit, with its channel, or by its serial number', async () => {
  // 2001985732 has the check digit 8 in AEMO’s own list.
  const text = (nmi: string) => `${HEADER}200,${nmi},E1,1,E1,N1,SER77,kWh,30,\n${day()}${END}`;
  for (const known of [
    '2001985732',
    '20019857328',
    '2001985732 E1',
    '2001985732-E1',
    '2001985732_E1',
    '2001985732/E1',
    'SER77',
  ]) {
    for (const nmi of ['2001985732', '20019857328']) {
      expect((await read(text(nmi), { meters: { [known]: {} } })).meters, `${nmi} as ${known}`).toEqual([known]);
    }
  }
  expect((await read(text('20019857327'), { meters: {} })).problems[0]?.found).toBe('20019857327');
});

test('a serial number that two channels share is the first one’s meter only', async () => {
  const text = `${HEADER}${E1}${day()}${E1.replace(',1,E1,', ',2,E2,')}${day()}${END}`;
  const { meters, problems } = await read(text, { meters: { SERIAL1: {} } });
  expect(meters).toEqual(['SERIAL1']);
  expect(problems).toMatchObject([{ kind: 'unknown-meter', found: 'NMI1234567 E2' }]);
});

test('each row of a meter that nobody knows is refused by its name', async () => {
  const text = `${HEADER}${E1}${day()}${day({ date: '20240216' })}${END}`;
  const { said, problems, meters } = await read(text, { meters: { Elsewhere: {} } });
  expect(said).toEqual(['refused unknown-meter 3', 'refused unknown-meter 4']);
  expect(problems[0]).toMatchObject({ column: 'NMI', found: 'NMI1234567' });
  expect(meters).toEqual([]);
});

test('a told meter holds for a file with one channel of consumption; of several it must be one’s name', async () => {
  const one = `${HEADER}${E1}${day()}${E1.replace(',1,E1,', ',1,B1,')}${day()}${END}`;
  const options = { meter: 'North Hall' };
  expect((await read(one, { options, meters: { 'North Hall': {} } })).meters).toEqual(['North Hall']);
  const two = `${HEADER}${E1}${day()}${E1.replace(',1,E1,', ',1,E2,')}${day()}${END}`;
  expect((await read(two, { options, meters: { 'North Hall': {} } })).questions).toEqual(['answer-unusable']);
});

test('a file with a net channel alone is asked about; a told meter answers', async () => {
  const net = `${HEADER}${E1.replace(',1,E1,', ',1,N1,')}${day()}${END}`;
  const asked = await read(net);
  expect([asked.questions, asked.intervals]).toEqual([['no-consumption-channel'], []]);
  expect((await read(net, { options: { meter: 'North Hall' } })).meters).toEqual(['North Hall']);
  const fedIn = `${HEADER}${E1.replace(',1,E1,', ',1,B1,')}${day()}${END}`;
  expect((await read(fedIn, { options: { meter: 'North Hall' } })).questions).toEqual(['no-consumption-channel']);
});

test('of two records of one day the one updated last counts, in whichever order they stand', async () => {
  const old = day({ value: '1', quality: 'S14,,,20240216010203,' });
  const young = day({ value: '2', quality: 'A,,,20240220010203,' });
  for (const [rows, superseded] of [
    [`${old}400,1,48,S14\n${young}`, 3],
    [`${young}${E1}${old}`, 5],
  ] as const) {
    const { intervals, said } = await read(`${HEADER}${E1}${rows}${END}`);
    expect(intervals).toHaveLength(48);
    expect(intervals.every(({ energyMicroWh }) => energyMicroWh === 2e9)).toBe(true);
    expect(said).toEqual([`info superseded ${superseded}`]);
  }
});

test('two records of one day that do not say which is newer both go on, for whoever judges repeated rows', async () => {
  expect((await read(`${HEADER}${E1}${day()}${day()}${END}`)).intervals).toHaveLength(96);
});

test('a row cut short is refused with the count that was expected and the one found', async () => {
  const short = await read(`${HEADER}${E1}${day({ count: 47 })}${day({ date: '20240216' })}${END}`);
  expect(short.intervals).toHaveLength(48);
  expect(short.problems).toMatchObject([
    { kind: 'row-too-short', row: 3, params: { count: '47', expected: '48', minutes: '30', reason: 'day-values' } },
  ]);
  const long = await read(`${HEADER}${E1.replace(',30,', ',15,')}${day({ count: 288 })}${END}`);
  expect(long.problems).toMatchObject([{ kind: 'row-too-long', params: { count: '288', expected: '96' } }]);
  expect(long.intervals).toEqual([]);
});

test('a file that breaks off within a row loses that row only, and says so', async () => {
  const whole = `${HEADER}${E1}${day()}${day({ date: '20240216', quality: 'A' })}`;
  for (let cut = 1; cut < 100; cut += 1) {
    const { intervals, said } = await read(whole.slice(0, -cut));
    expect(intervals, String(cut)).toHaveLength(cut === 1 ? 96 : 48);
    expect(said, String(cut)).toEqual(cut === 1 ? [] : ['refused row-too-short 4']);
  }
});

test('blank values are missing, and named once for each run of them', async () => {
  const text = `${HEADER}${E1}300,20240215,1,,1,,,${values('1', 43)},A\n${END}`;
  const { intervals, problems } = await read(text);
  expect(intervals).toHaveLength(45);
  expect(problems.map(({ column, found }) => `${column} ${found}`)).toEqual([
    'interval 2 (00:30–01:00)',
    'intervals 4–5 (01:30–02:30)',
  ]);
});

test('a bad, a negative and an impossible value are refused each in its place', async () => {
  const text = `${HEADER}${E1}300,20240215,x1,-1,99999999999,${values('1', 45)},A\n${END}`;
  const { intervals, problems } = await read(text);
  expect(intervals).toHaveLength(45);
  expect(problems.map(({ kind, row, column, found }) => `${kind} ${row} ${column} ${found}`)).toEqual([
    'value-bad 3 interval 1 x1 (00:00–00:30)',
    'value-negative 3 interval 2 -1 (00:30–01:00)',
    'value-implausible 3 interval 3 99999999999 (01:00–01:30)',
  ]);
  const netting = await read(text, { meters: { NMI1234567: { netsGeneration: true } } });
  expect(netting.intervals[0]?.energyMicroWh).toBe(-1e9);
});

test('a meter’s multiplier holds from its day on, and a told one instead of all', async () => {
  const text = `${HEADER}${E1}${day()}${day({ date: '20240216' })}${END}`;
  const later = { fromAt: Date.parse('2024-02-15T14:00:00Z'), multiplier: '40' };
  const meters = { NMI1234567: { multiplier: '2', multipliers: [later] } };
  const kwh = async (options: TextFile['options'] = {}) => {
    const { intervals } = await read(text, { meters, options });
    return [intervals[0], intervals[47], intervals[48]].map((row) => (row?.energyMicroWh ?? 0) / 1e9);
  };
  expect(await kwh()).toEqual([2, 2, 40]);
  expect(await kwh({ multiplier: '0.5' })).toEqual([0.5, 0.5, 0.5]);
});

test('a day that is not over brings its past values; those to come are refused together', async () => {
  const now = '2024-02-15T02:00:00Z';
  const { intervals, problems } = await read(`${HEADER}${E1}${day()}${END}`, { now });
  expect(intervals).toHaveLength(24);
  expect(problems).toMatchObject([
    { kind: 'time-in-future', row: 3, column: 'intervals 25–48', params: { now: '2024-02-15 12:00' } },
  ]);
  const blanks = `300,20240215,${values('1', 24)},${values('', 24)},A\n`;
  expect((await read(`${HEADER}${E1}${blanks}${END}`, { now })).said).toEqual([]);
});

test('a date that is none, or before all records, is refused with its row', async () => {
  const rows = ['20240230', '15/02/2024', '', '202402151', '19800101'].map((date) => day({ date })).join('');
  const { intervals, said } = await read(`${HEADER}${E1}${rows}${END}`);
  expect(intervals).toEqual([]);
  expect(said).toEqual([...[3, 4, 5, 6].map((row) => `refused time-bad ${row}`), 'refused time-before-records 7']);
});

test('values before any 200 record are refused: nobody knows whose they are', async () => {
  for (const header of [HEADER, '']) {
    const { intervals, said } = await read(`${header}${day()}${E1}${day({ date: '20240216' })}${END}`);
    expect(intervals).toHaveLength(48);
    expect(said.filter((one) => one.startsWith('refused'))).toEqual([`refused record-misplaced ${header === '' ? 1 : 2}`]);
  }
});

test('a missing header is a warning, blank lines before it are not counted', async () => {
  const { intervals, said } = await read(`\r\n ,,\r\n${E1}${day()}${END}`);
  expect(intervals).toHaveLength(48);
  expect(said).toEqual(['warning header-missing 3']);
});

test('a column too many in a portal’s 200 record, a shortened one, and a blank suffix are understood', async () => {
  for (const record of [
    '200,6407123456,5,E1E2,E1,E1,,77,KWH,30,',
    '200,6407123456,E1,E1,E1,N1,77,KWH,30',
    '200,6407123456,E1B1,E1,,N1,77,kwh,30,',
    '200,6407123456,E1,,,,,kwh,30,',
  ]) {
    const { lines, said } = await read(`${record}\n${day()}`);
    expect(lines[0], record).toBe('6407123456 2024-02-14T14:00:00.000Z 1800 1');
    expect(said, record).toEqual(['warning header-missing 1']);
  }
});

test('files one after the other in one, blank and empty lines, 500 records and a tail are read through', async () => {
  const one = `${HEADER}${E1}${day()}500,O,S01,20240216,\n${END}`;
  const two = `\n,,,,\n900\n${HEADER}${E1}${day({ date: '20240216' })}${END}${E1}${day({ date: '20240217' })}`;
  const { intervals, said } = await read(`${one}${two}end of report\n`);
  expect(intervals).toHaveLength(144);
  expect(said).toEqual(['warning record-misplaced 15']);
});

test('byte order mark, CRLF, CR, UTF-16, quotes, blanks around cells and trailing commas change nothing', async () => {
  const plain = `${HEADER}${E1}300,20240215,${values('1.5')},A,7,"Meter, swapped",20240216010203,20240216010203\n${END}`;
  const quoted = plain.replaceAll(/([^,\n"]+)(?=[,\n])/g, (cell) => (/Meter|swapped/.test(cell) ? cell : `"${cell}"`));
  const spaced = plain.replaceAll(/,(?! swapped)/g, ' , ');
  const utf16 = Buffer.from(`\ufeff${plain}`, 'utf16le');
  const wanted = (await read(plain)).lines;
  expect(wanted).toHaveLength(48);
  const variants = [`\ufeff${plain}`, plain.replaceAll('\n', '\r\n'), plain.replaceAll('\n', '\r'), quoted, spaced];
  for (const text of [...variants, plain.replaceAll('\n', ',,,,,\n')]) {
    expect(await read(text, { piece: 61 })).toMatchObject({ lines: wanted, problems: [] });
  }
  expect((await readText(utf16)).lines).toEqual(wanted);
});

test('a quote that nothing closes costs no other line', async () => {
  const open = day({ quality: 'A,7,"Meter swapped,20240216,' });
  expect((await read(`${HEADER}${E1}${open}${day({ date: '20240216' })}${END}`)).intervals).toHaveLength(96);
});

test('a file without values is refused as empty', async () => {
  for (const text of [`${HEADER}${END}`, HEADER, `${HEADER}${E1}${END}`])
    expect((await read(text)).questions).toEqual(['empty-file']);
});

test('tables that begin with 100, 200, 250 or 300 stay tables', async () => {
  for (const text of [
    '100,2024-01-01 00:00,5\n200,2024-01-01 01:00,6\n',
    '200,2024-01-01 00:00,5\n300,2024-01-01 01:00,6\n',
    '250,2024-01-01 00:00,5\n250,2024-01-01 01:00,6\n',
    '300,20240101,5\n301,20240102,6\n',
    '200,1234567890,1,2,3,4,5,6,7\n201,1234567891,1,2,3,4,5,6,8\n',
  ]) {
    expect((await read(text)).guesses.format, text).toBe('csv');
  }
});
