import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXPORT_SYSTEMS, exportPeriods } from '#db/demo/export-periods.ts';
import { fileText } from '#db/demo/layouts.ts';
import { meterDays } from '#db/demo/meter-days.ts';
import type { ExportName } from '#db/demo/meters.ts';

const read = meterDays({ seed: 7, startedAt: Date.parse('2026-11-22T14:20+11:00') });

test('where clocks go back, naive stamps come twice in file order', () => {
  expect(stamps('ems', '2026-04-05T01:45+11:00', '2026-04-05T03:15+10:00')).toEqual([
    ...['2026-04-05T01:45', '2026-04-05T02:00', '2026-04-05T02:15', '2026-04-05T02:30', '2026-04-05T02:45'],
    ...['2026-04-05T02:00', '2026-04-05T02:15', '2026-04-05T02:30', '2026-04-05T02:45', '2026-04-05T03:00'],
  ]);
});

test('where clocks go back, stamps with an offset say which hour is meant', () => {
  expect(stamps('bayside', '2026-04-05T02:30+11:00', '2026-04-05T02:30+10:00')).toEqual([
    ...['2026-04-05T02:30:00+11:00', '2026-04-05T02:45:00+11:00', '2026-04-05T02:00:00+10:00', '2026-04-05T02:15:00+10:00'],
  ]);
});

test('end labels show the clock at the end: 02:00 twice in autumn, and midnight as 00:00 of the next day', () => {
  expect(stamps('north-precinct', '2026-04-05T01:45+11:00', '2026-04-05T02:15+11:00')).toEqual([
    '5/04/2026 02:00',
    '5/04/2026 02:15',
  ]);
  expect(stamps('north-precinct', '2026-04-05T02:45+11:00', '2026-04-05T02:15+10:00')).toEqual([
    '5/04/2026 02:00',
    '5/04/2026 02:15',
  ]);
  expect(stamps('north-precinct', '2026-04-30T23:30+10:00', '2026-05-01T00:15+10:00')).toEqual([
    ...['30/04/2026 23:45', '1/05/2026 00:00', '1/05/2026 00:15'],
  ]);
});

test('where clocks go forward, no layout has the hour that does not exist', () => {
  const [from, until] = ['2026-10-04T01:30+10:00', '2026-10-04T03:30+11:00'];
  expect(stamps('ems', from, until)).toEqual(['2026-10-04T01:30', '2026-10-04T01:45', '2026-10-04T03:00', '2026-10-04T03:15']);
  expect(stamps('bayside', from, until).slice(1, 3)).toEqual(['2026-10-04T01:45:00+10:00', '2026-10-04T03:00:00+11:00']);
  expect(stamps('north-precinct', from, until)).toEqual([
    '4/10/2026 01:45',
    '4/10/2026 03:00',
    '4/10/2026 03:15',
    '4/10/2026 03:30',
  ]);
  expect(stamps('riverside-registers', from, until).slice(0, 2)).toEqual(['2026-10-04 01:45:00', '2026-10-04 03:00:00']);
});

test('registers never fall, and go on where the file before ended', () => {
  const whole = rows('riverside-registers', '2026-06-01T00:00+10:00', '2026-06-03T00:00+10:00');
  const second = rows('riverside-registers', '2026-06-02T00:00+10:00', '2026-06-03T00:00+10:00');
  expect(whole.slice(-second.length)).toEqual(second);
  const values = whole.filter((row) => row.includes(',Old Cannery,')).map((row) => Number(row.split(',')[2]));
  expect(values).toEqual([...values].sort((one, other) => one - other));
});

test('a split at any instant yields the same rows', () => {
  const [start, end] = [Date.parse('2026-04-04T00:00+11:00'), Date.parse('2026-04-07T00:00+10:00')];
  const names = ['ems', 'bayside', 'north-precinct'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 291 }), (name, slots) => {
      const middle = start + slots * 900_000;
      expect([...rows(name, start, middle), ...rows(name, middle, end)]).toEqual(rows(name, start, end));
    }),
    { numRuns: 30 },
  );
});

test('periods follow the calendar and leave nothing out', () => {
  const [ems, bayside] = EXPORT_SYSTEMS;
  if (ems === undefined || bayside === undefined) throw new Error('two systems are expected');
  const span = { from: Date.parse('2025-11-20T00:00+11:00'), until: Date.parse('2026-02-03T05:00+11:00') };
  expect(exportPeriods(ems, span)).toEqual([
    { fileName: 'ems-2025-q4.csv', from: span.from, until: Date.parse('2026-01-01T00:00+11:00') },
    { fileName: 'ems-2026-q1.csv', from: Date.parse('2026-01-01T00:00+11:00'), until: span.until },
  ]);
  expect(exportPeriods(bayside, span).map(({ fileName }) => fileName)).toEqual([
    ...['bayside-2025-11.csv', 'bayside-2025-12.csv', 'bayside-2026-01.csv', 'bayside-2026-02.csv'],
  ]);
});

function rows(name: ExportName, from: string | number, until: string | number): string[] {
  const meters = EXPORT_SYSTEMS.find((system) => system.name === name)?.meters ?? [];
  const span = { from: new Date(from).getTime(), until: new Date(until).getTime() };
  const lines = [...fileText(name, { meters, read, ...span })].join('').trimEnd().split(/\r?\n/);
  return lines.slice(name === 'riverside-registers' ? 4 : 1);
}

/** The stamps of an export's first meter, in file order. */
function stamps(name: ExportName, from: string, until: string): string[] {
  const meter = EXPORT_SYSTEMS.find((system) => system.name === name)?.meters[0]?.label ?? '';
  const own = rows(name, from, until).filter((row) => name === 'north-precinct' || row.split(',')[1] === meter);
  return own.map((row) => row.split(',')[0] ?? '');
}
