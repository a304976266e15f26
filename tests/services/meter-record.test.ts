import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { editMeter } from '#services/edit-meter.ts';
import { getMeter } from '#services/get-meter.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { listMeterValues } from '#services/list-meter-values.ts';
import { listOpenRegisters } from '#services/list-open-registers.ts';
import { resolveRegister } from '#services/resolve-register.ts';
import { setMultiplier } from '#services/set-multiplier.ts';
import { swapMeter } from '#services/swap-meter.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');

async function campusWith(meters: string): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,name,residents\na,A,20\nb,B,20\n' });
  expect(await importMeters(ctx, { campus, text: meters })).toMatchObject({ problems: [] });
  return campus;
}

const showed = (...rows: [stamp: string, kwh: number, meter?: string][]) =>
  ['time,meter,kWh', ...rows.map(([stamp, kwh, meter]) => `${stamp}Z,${meter ?? 'R'},${kwh}`)].join('\n');

async function kwhs(campus: Campus, label = 'R') {
  const { rows } = await database.pool.query(
    `SELECT energy_micro_wh::float8 / 1e9 AS kwh, quality FROM readings r JOIN meters m ON m.campus_id = r.campus_id AND m.id = r.meter_id
     WHERE r.campus_id = $1 AND m.label = $2 ORDER BY starts_at`,
    [campus.id, label],
  );
  return rows.map((row) => [row.kwh, row.quality]);
}

test('a register keeps what it showed; the multiplier in force at each time makes the energy of it', async () => {
  const campus = await campusWith('meter,dorm,kind,multiplier\nR,a,register,40\n');
  const text = showed(['2026-11-09T00:00:00', 100], ['2026-11-10T00:00:00', 103], ['2026-11-11T00:00:00', 105]);
  const result = await importText(ctx, campus, { text });
  expect(result.energyKwh).toBe('200');
  expect(await kwhs(campus)).toEqual([
    [120, 'measured'],
    [80, 'measured'],
  ]);
});

test('a multiplier that changes between two values is shared out by time, marked estimated and said', async () => {
  const campus = await campusWith('meter,dorm,kind,multiplier\nR,a,register,40\n');
  const change = {
    campus,
    meter: 'R',
    from: new Date('2026-11-10T06:00:00Z'),
    reason: 'new transformer',
    personId: null,
    now: NOW,
  };
  await setMultiplier(ctx, { ...change, multiplier: '60' });
  const text = showed(['2026-11-10T00:00:00', 100], ['2026-11-11T00:00:00', 108], ['2026-11-12T00:00:00', 110]);
  const result = await importText(ctx, campus, { text });
  // A quarter of the day at 40 and three at 60: 8 × (10 + 45) = 440; then 2 × 60.
  expect(await kwhs(campus)).toEqual([
    [440, 'estimated'],
    [120, 'measured'],
  ]);
  expect(result.problems).toMatchObject([{ kind: 'register-first' }, { kind: 'multiplier-changed', severity: 'info', row: 3 }]);
});

test('a multiplier set later, or set right in meters.csv, makes all readings of a register anew and touches its weeks', async () => {
  const campus = await campusWith('meter,dorm,kind\nR,a,register\n');
  await importText(ctx, campus, { text: showed(['2026-11-09T00:00:00', 100], ['2026-11-16T00:00:00', 107]) });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 1 });
  const change = { campus, meter: 'R', from: new Date('2026-11-01T00:00:00Z'), reason: 'forgotten', personId: null, now: NOW };
  expect(await setMultiplier(ctx, { ...change, multiplier: '30' })).toEqual({ stored: 'reckoned', imports: [] });
  expect(await kwhs(campus)).toEqual([[210, 'measured']]);
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 1 });
  await setMultiplier(ctx, { ...change, multiplier: null });
  expect(await kwhs(campus)).toEqual([[7, 'measured']]);
  await importMeters(ctx, { campus, text: 'meter,dorm,kind,multiplier\nR,a,register,2\n' });
  expect(await kwhs(campus)).toEqual([[14, 'measured']]);
});

test('of a meter stored as intervals the change names the files to read again', async () => {
  const campus = await campusWith('meter,dorm\nI,a\n');
  const file = (day: number) => `start,end,meter,kWh\n2026-11-${day}T00:00:00Z,2026-11-${day + 1}T00:00:00Z,I,5\n`;
  await importText(ctx, campus, { text: file(10), name: 'early.csv' });
  const { import: id } = await importText(ctx, campus, { text: file(20), name: 'late.csv' });
  const change = { campus, meter: 'I', multiplier: '2', reason: 'new transformer', personId: null, now: NOW };
  expect(await setMultiplier(ctx, { ...change, from: new Date('2026-11-15T00:00:00Z') })).toMatchObject({
    stored: 'to-read-again',
    imports: [{ id, fileName: 'late.csv' }],
  });
});

test('cells of a meter change under the rules of meters.csv, and what is absent stays', async () => {
  const campus = await campusWith('meter,dorm,register_digits,max_kw,nets_generation,label\nR,a,6,250.5,yes,next-day\n');
  expect((await getMeter(ctx, { campus, meter: 'R' })).meter).toMatchObject({
    registerDigits: 6,
    mostKw: 250.5,
    netsGeneration: true,
    stampLabel: 'next-day',
  });
  await importMeters(ctx, { campus, text: 'meter,dorm\nR,a\n' });
  const edited = await editMeter(ctx, { campus, meter: 'R', cells: { dorm: 'b', max_kw: '', label: 'end' } });
  expect(edited).toEqual({ problems: [] });
  const { meter, dorm } = await getMeter(ctx, { campus, meter: 'R' });
  expect(meter).toMatchObject({ registerDigits: 6, mostKw: null, netsGeneration: true, stampLabel: 'end' });
  expect(dorm?.slug).toBe('b');
  const bad = { unit: 'therm', register_digits: '2', dorm: 'nowhere' };
  expect((await editMeter(ctx, { campus, meter: 'R', cells: bad })).problems.map(({ column }) => column)).toEqual([
    'unit',
    'register_digits',
  ]);
  expect((await editMeter(ctx, { campus, meter: 'R', cells: { dorm: 'nowhere' } })).problems).toMatchObject([
    { kind: 'dorm-unknown' },
  ]);
  await editMeter(ctx, { campus, meter: 'R', cells: { from: '2026-11-10' } });
  expect((await editMeter(ctx, { campus, meter: 'R', cells: { until: '2026-11-10' } })).problems).toMatchObject([
    { column: 'until' },
  ]);
});

test('a meter that moves to another dorm, or counts no more, has its published weeks reckoned again', async () => {
  const campus = await campusWith('meter,dorm\nI,a\nJ,b\n');
  const rows = ['I', 'J'].map((meter) => `2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,${meter},70`);
  await importText(ctx, campus, { text: ['start,end,meter,kWh', ...rows].join('\n') });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 1 });
  await editMeter(ctx, { campus, meter: 'I', cells: { dorm: 'b' } });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 1 });
  await importMeters(ctx, { campus, text: 'meter,dorm,counts\nI,b,no\n' });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 1 });
  await importMeters(ctx, { campus, text: 'meter,dorm,counts\nI,b,no\n' });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 0, unchanged: 0 });
});

test('a swap under a new label ends one meter, begins the other, and counts what both showed', async () => {
  const campus = await campusWith('meter,dorm,kind,multiplier\nR,a,register,10\n');
  await importText(ctx, campus, { text: showed(['2026-11-10T00:00:00', 500]) });
  const at = new Date('2026-11-10T12:00:00Z');
  const swap = {
    campus,
    meter: 'R',
    at,
    newLabel: 'R2',
    oldEnd: '507',
    newStart: '3',
    reason: 'broken',
    personId: null,
    now: NOW,
  };
  expect((await swapMeter(ctx, swap)).shown).toMatchObject({ state: 'committed' });
  await importText(ctx, campus, { text: showed(['2026-11-11T00:00:00', 8, 'R2']) });
  expect(await kwhs(campus)).toEqual([[70, 'measured']]);
  expect(await kwhs(campus, 'R2')).toEqual([[50, 'measured']]);
  expect((await getMeter(ctx, { campus, meter: 'R' })).meter.activeUntil).toEqual(at);
  expect((await getMeter(ctx, { campus, meter: 'R2' })).meter).toMatchObject({
    activeFrom: at,
    dormId: expect.any(Number),
    multiplier: '10',
  });
});

test('a swap under the same label counts both parts, whenever it is told', async () => {
  const campus = await campusWith('meter,dorm,kind\nR,a,register\n');
  await importText(ctx, campus, { text: showed(['2026-11-10T00:00:00', 500], ['2026-11-11T00:00:00', 620]) });
  const at = new Date('2026-11-10T12:00:00Z');
  await swapMeter(ctx, {
    campus,
    meter: 'R',
    at,
    newLabel: null,
    oldEnd: '507',
    newStart: '600',
    reason: 'broken',
    personId: null,
    now: NOW,
  });
  expect(await kwhs(campus)).toEqual([[27, 'measured']]);
});

test('the record of a meter tells its register, what is held of it, what was answered, and the files behind it', async () => {
  const campus = await campusWith('meter,dorm,kind\nR,a,register\n');
  const text = showed(['2026-11-10T00:00:00', 500], ['2026-11-10T12:00:00', 20], ['2026-11-11T00:00:00', 510]);
  const { import: id } = await importText(ctx, campus, { text, name: 'panel.csv' });
  expect(await listOpenRegisters(ctx, { campus })).toMatchObject([
    {
      label: 'R',
      kind: 'register-drop',
      registerMicroWh: 20_000_000_000n,
      beforeMicroWh: 500_000_000_000n,
      importId: id,
      fileName: 'panel.csv',
      row: 3,
    },
  ]);
  expect(await getMeter(ctx, { campus, meter: 'R' })).toMatchObject({
    dorm: { slug: 'a' },
    lastAt: new Date('2026-11-11T00:00:00Z'),
    events: [],
    holds: [{ row: 3 }],
    imports: [{ id, fileName: 'panel.csv' }],
    registerDays: [
      { day: '2026-11-11', values: 1 },
      { day: '2026-11-10', values: 2 },
    ],
  });
  const at = new Date('2026-11-10T12:00:00Z');
  await resolveRegister(ctx, { campus, meter: 'R', at, answer: 'mistake', reason: 'misread', personId: null, now: NOW });
  expect(await getMeter(ctx, { campus, meter: 'R' })).toMatchObject({
    events: [{ kind: 'mistake', reason: 'misread', email: null }],
    holds: [],
  });
});

test('the values of a day are all there: in effect, beside it, held, each with its file and row', async () => {
  const campus = await campusWith('meter,dorm,kind\nR,a,register\n');
  await importText(ctx, campus, { text: showed(['2026-11-10T00:00:00', 500], ['2026-11-10T12:00:00', 20]), name: 'one.csv' });
  await importText(ctx, campus, { text: showed(['2026-11-10T00:00:00', 501], ['2026-11-10T18:00:00', 510]), name: 'two.csv' });
  const { values } = await listMeterValues(ctx, { campus, meter: 'R', day: '2026-11-10' });
  expect(
    values.map((value) => [
      value.kind,
      Number(value.microWh) / 1e9,
      value.fileName,
      value.row,
      value.isInEffect,
      value.yields,
      value.hold,
    ]),
  ).toEqual([
    ['register', 500, 'one.csv', 2, true, false, null],
    ['register', 501, 'two.csv', 2, false, true, null],
    ['register', 20, 'one.csv', 3, true, false, 'register-drop'],
    ['difference', 10, 'two.csv', 3, true, false, null],
    ['register', 510, 'two.csv', 3, true, false, null],
  ]);
});

test('what the main fuse can carry, told later, holds the intervals above it, and the day’s list says so', async () => {
  const campus = await campusWith('meter,dorm\nI,a\n');
  const hours = [5, 50].map((kwh, hour) => `2026-11-10T0${hour}:00:00Z,2026-11-10T0${hour + 1}:00:00Z,I,${kwh}`);
  await importText(ctx, campus, { text: ['start,end,meter,kWh', ...hours].join('\n') });
  await editMeter(ctx, { campus, meter: 'I', cells: { max_kw: '20' } });
  const { limitKw, values } = await listMeterValues(ctx, { campus, meter: 'I', day: '2026-11-10' });
  expect(limitKw).toBe(20);
  expect(values.map((value) => [value.kind, Number(value.microWh) / 1e9, value.isHeld])).toEqual([
    ['interval', 5, false],
    ['interval', 50, true],
  ]);
  const { rows } = await database.pool.query(
    'SELECT energy_micro_wh::float8 / 1e9 AS kwh FROM daily_energy WHERE campus_id = $1',
    [campus.id],
  );
  expect(rows).toEqual([{ kwh: 5 }]);
});
