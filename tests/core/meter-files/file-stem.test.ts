import { expect, test } from 'vitest';
import { fileStem } from '#core/meter-files/file-stem.ts';

test('what changes from one export to the next is no part of a file’s stem', () => {
  const names = [
    'Cedar-2_2026-11-02.csv',
    'cedar-2_20261109.CSV.gz',
    'Cedar 2 2026-W45.xlsx',
    'cedar_2 week 46.csv',
    'cedar-2 nov 2026.csv',
    'nov-cedar-2.csv',
    'cedar-2_02.11.2026 (1).csv',
    'cedar-2_11-2026 copy.csv',
    'cedar-2_20261109T0000.csv',
    'exports/cedar-2.csv',
  ];
  expect(names.map((name) => [name, fileStem(name)])).toEqual(names.map((name) => [name, 'cedar 2']));
});

test('numbers that tell loggers apart stay', () => {
  expect(fileStem('cedar 7 nov 2026.csv')).toBe('cedar 7');
  expect(fileStem('001EC6000A2F_20261109.log')).toBe('001ec6000a2f');
  expect(fileStem('hall-1.csv')).not.toBe(fileStem('hall-2.csv'));
  expect(fileStem('sn 4471882 nov.csv')).toBe('sn 4471882');
});

test('a name that any program gives to any file has no stem', () => {
  for (const name of [
    'export.csv',
    'Data (3).csv',
    'meter-readings-2026-11-02.csv',
    '2026-11.xlsx',
    'report 12.csv',
    'kWh.csv',
    '',
  ])
    expect(fileStem(name), name).toBeNull();
});
