import { expect, test } from 'vitest';
import { readDormList } from '#core/campus-files/dorm-list.ts';
import { listText } from '#core/campus-files/list-text.ts';
import { readMeterList } from '#core/campus-files/meter-list.ts';

const places = (problems: readonly { kind: string; row: number | null; column: string | null }[]) =>
  problems.map(({ kind, row, column }) => [kind, row, column]);

test('a list of dorms is read by its header, in any order and with blanks where nobody knows', () => {
  const { lines, problems } = readDormList('residents,dorm,name,floor_area_m2\n120,oak,Oak Hall,3400.5\n,elm,,\n');
  expect(problems).toEqual([]);
  expect(lines).toMatchObject([
    { dorm: 'oak', name: 'Oak Hall', residents: 120, floor_area_m2: 3400.5, kind: null, league: null, from: null },
    { dorm: 'elm', name: '', residents: null, floor_area_m2: null },
  ]);
});

test.each([
  ['a byte order mark', '\ufeffdorm,name\noak,Oak\n'],
  ['semicolons', 'dorm;name\noak;Oak\n'],
  ['tabs', 'dorm\tname\noak\tOak\n'],
  ['CRLF line ends', 'dorm,name\r\noak,Oak\r\n'],
  ['bare CR line ends', 'dorm,name\roak,Oak\r'],
  ['capitals and spaces around names', ' Dorm , NAME \n oak , Oak \n'],
  ['lines of nothing but commas', 'dorm,name\n,\noak,Oak\n,\n'],
])('a list with %s is read', (_, text) => {
  const { lines, problems } = readDormList(text);
  expect(problems).toEqual([]);
  expect(lines).toMatchObject([{ dorm: 'oak', name: 'Oak' }]);
});

test('a cell that cannot be read is named by its line and column', () => {
  const text = 'dorm,name,residents,floor_area_m2,kind,from\noak,Oak,many,3400,slab,2026-09-01\n,Elm,5,-3,castle,2026-02-30\n';
  expect(places(readDormList(text).problems)).toEqual([
    ['cell-bad', 2, 'residents'],
    ['cell-missing', 3, 'dorm'],
    ['cell-bad', 3, 'floor_area_m2'],
    ['cell-bad', 3, 'kind'],
    ['cell-bad', 3, 'from'],
  ]);
});

test.each(['1e3', '-1', '1.5', '1,000', '１２', '9999999'])('%s residents are refused rather than guessed', (residents) => {
  expect(readDormList(`dorm;residents\noak;${residents}\n`).problems).toMatchObject([
    { kind: 'cell-bad', row: 2, column: 'residents' },
  ]);
});

test.each(['0', '0.0', 'Infinity', '1000001', '9'.repeat(400), '1e9', '3.400,50'])('a floor area of %.10s is refused', (area) => {
  expect(readDormList(`dorm;floor_area_m2\noak;${area}\n`).problems).toMatchObject([
    { kind: 'cell-bad', row: 2, column: 'floor_area_m2' },
  ]);
});

test('a list without its key column, or without a line, says so', () => {
  expect(places(readDormList('hall,name\noak,Oak\n').problems)[0]).toEqual(['column-missing', 1, 'dorm']);
  expect(places(readMeterList('meter\nA\n').problems)[0]).toEqual(['column-missing', 1, 'dorm']);
  for (const text of ['', 'dorm,name\n', '\n\n'])
    expect(places(readDormList(text).problems)).toEqual([['empty-file', null, null]]);
});

test('a quote that is never closed makes the list unreadable, not half read', () => {
  const { lines, problems } = readDormList('dorm,name\noak,"Oak\nelm,Elm\n');
  expect(lines).toEqual([]);
  expect(places(problems)).toEqual([['unreadable-file', null, null]]);
});

test('the line named is the one in the file, also after a cell of two lines and blank lines', () => {
  const { problems } = readDormList('dorm,name,residents\noak,"Oak\nHall",5\n\nelm,Elm,x\n');
  expect(places(problems)).toEqual([['cell-bad', 5, 'residents']]);
});

test('a list of meters is read with its options and each bad one is named', () => {
  const header = 'meter,dorm,kind,unit,multiplier,time_zone,label,counts,from,until\n';
  const { lines } = readMeterList(`${header}A,oak,register,MWh,40,Etc/UTC,end,no,2026-09-01,2026-12-01\n`);
  expect(lines).toMatchObject([
    {
      row: 2,
      kind: 'register',
      unit: 'MWh',
      multiplier: '40',
      time_zone: 'Etc/UTC',
      label: 'end',
      counts: 'no',
      from: '2026-09-01',
      until: '2026-12-01',
    },
  ]);
  const { problems } = readMeterList(`${header}A,oak,pulse,GWh,0,Mars/Olympus,middle,maybe,yesterday,2026-13-01\n`);
  expect(places(problems).map(([, , column]) => column)).toEqual([
    'kind',
    'unit',
    'multiplier',
    'time_zone',
    'label',
    'counts',
    'from',
    'until',
  ]);
});

test('a meter that is taken out before it is put in is refused', () => {
  const list = (from: string, until: string) => readMeterList(`meter,dorm,from,until\nA,oak,${from},${until}\n`).problems;
  expect(places(list('2026-09-02', '2026-09-01'))).toEqual([['cell-bad', 2, 'until']]);
  expect(places(list('2026-09-01', '2026-09-01'))).toEqual([['cell-bad', 2, 'until']]);
  expect(list('2026-09-01', '2026-09-02')).toEqual([]);
});

test('a list is read as a spreadsheet saved it: UTF-8, UTF-16 or Windows-1252', () => {
  const text = 'dorm,name\nete,Résidence d’été\n';
  const latin = Buffer.from(text.replaceAll('’', '\u0092'), 'latin1');
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le'), latin])
    expect(readDormList(listText(bytes)).lines).toMatchObject([{ dorm: 'ete', name: 'Résidence d’été' }]);
});
