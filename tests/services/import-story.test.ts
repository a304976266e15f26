import { expect, test } from 'vitest';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { closeWeek } from '#services/close-week.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T12:00:00Z');

/** A day of hourly rows for a meter, all with the same value. */
function hourly(request: { meter: string; from: string; days: number; kwh: number }): string {
  const start = Date.parse(`${request.from}T00:00:00Z`);
  return Array.from({ length: request.days * 24 }, (_, hour) => {
    const stamp = new Date(start + hour * 3_600_000).toISOString().slice(0, 19);
    return `${stamp}Z,${request.meter},${request.kwh}`;
  }).join('\n');
}

const HEADER = 'time,meter,kWh\n';

test('import, replace by a second file, undo the first, close the week, a late file, a revision', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const week = '2026-W46';
  const file = (kwh: number) => HEADER + hourly({ meter: 'A', from: '2026-11-09', days: 6, kwh });

  const first = await importText(ctx, campus, { text: file(1), options: { createMeters: true } });
  expect(first).toMatchObject({ state: 'committed', readings: { new: 144, same: 0, replaced: 0 }, energyKwh: '144' });
  const second = await importText(ctx, campus, { text: file(2), options: { replace: true } });
  expect(second).toMatchObject({ state: 'committed', readings: { new: 0, same: 0, replaced: 144 }, energyKwh: '288' });
  expect((await boardOf(ctx, campus, { weekId: week })).standings[0]).toMatchObject({ energyKwh: 288 });

  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  expect((await boardOf(ctx, campus, { weekId: week })).standings[0]).toMatchObject({
    energyKwh: 288,
    coverage: 6 / 7,
    reason: 'coverage-low',
  });

  const closed = await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  expect(closed).toMatchObject({ published: 1, closed: [{ week, publication: { edition: 1, state: 'provisional', seq: 1 } }] });
  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({ published: 0, closed: [] });

  const late = await importText(ctx, campus, { text: HEADER + hourly({ meter: 'A', from: '2026-11-15', days: 1, kwh: 3 }) });
  expect(late.readings.new).toBe(24);
  const frozen = await boardOf(ctx, campus, { weekId: week });
  expect(frozen).toMatchObject({ state: 'provisional', edition: 1 });
  expect(frozen.standings[0]).toMatchObject({ energyKwh: 288, rank: null });

  expect(await closeDueWeeks(ctx, { now: NOW, campusId: campus.id })).toMatchObject({
    published: 1,
    closed: [{ publication: { edition: 2, seq: 2 } }],
  });
  expect((await boardOf(ctx, campus, { weekId: week })).standings[0]).toMatchObject({ energyKwh: 360, coverage: 1, rank: 1 });
  expect(await closeWeek(ctx, { campus, monday: '2026-11-09', now: NOW })).toMatchObject({ outcome: 'unchanged' });

  const chain = await database.pool.query(
    'SELECT seq, prev_seq, prev_digest, digest FROM publications WHERE campus_id = $1 ORDER BY seq',
    [campus.id],
  );
  expect(chain.rows[1].prev_digest).toEqual(chain.rows[0].digest);
});

test('the value in effect is the newest one not undone, and a conflict stays with its import until the way is free', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const file = (kwh: number) => `${HEADER}2026-11-10T00:00:00Z,A,${kwh}\n2026-11-10T01:00:00Z,A,1\n2026-11-10T02:00:00Z,A,1`;
  const energy = async () => (await boardOf(ctx, campus, { weekId: '2026-W46' })).standings[0]?.energyKwh ?? null;
  const first = await importText(ctx, campus, { text: file(5), options: { createMeters: true } });
  const second = await importText(ctx, campus, { text: file(7), options: { createMeters: true } });
  expect(second.readings).toEqual({ new: 0, same: 2, replaced: 0 });
  expect(second.problems).toMatchObject([{ kind: 'conflict', severity: 'refused', row: 2, found: '7', params: { known: '5' } }]);
  expect(second.energyKwh).toBe('2');
  expect(await energy()).toBe(7);
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  expect(await energy()).toBe(9);
  await undoImport(ctx, { campus, importId: second.import ?? 0, now: NOW });
  expect(await energy()).toBeNull();
});

test('import then undo leaves everything as it was, meters and dorms that the import made included', async () => {
  const campus = await newCampus(ctx);
  await importText(ctx, campus, {
    text: HEADER + hourly({ meter: 'A', from: '2026-11-09', days: 3, kwh: 1.5 }),
    options: { createMeters: true },
  });
  const before = await storedState(ctx, campus);
  const file = `${HEADER}${hourly({ meter: 'A', from: '2026-11-10', days: 4, kwh: 2 })}\n${hourly({ meter: 'B', from: '2026-11-10', days: 1, kwh: 0 })}`;
  const second = await importText(ctx, campus, { text: file, options: { createMeters: true, replace: true } });
  expect(second.readings).toEqual({ new: 72, same: 0, replaced: 48 });
  expect(await storedState(ctx, campus)).not.toEqual(before);
  await undoImport(ctx, { campus, importId: second.import ?? 0, now: NOW });
  expect(await storedState(ctx, campus)).toEqual(before);
});

test('the same file twice changes nothing, and a preview stores nothing', async () => {
  const campus = await newCampus(ctx);
  const text = HEADER + hourly({ meter: 'A', from: '2026-11-09', days: 3, kwh: 1.5 });
  const empty = await storedState(ctx, campus);
  expect(await importText(ctx, campus, { text, options: { createMeters: true }, mode: 'preview' })).toMatchObject({
    state: 'previewed',
    readings: { new: 72 },
  });
  expect(await storedState(ctx, campus)).toEqual(empty);
  const first = await importText(ctx, campus, { text, options: { createMeters: true } });
  const state = await storedState(ctx, campus);
  const again = await importText(ctx, campus, { text, options: { createMeters: true } });
  expect(again).toMatchObject({ import: first.import, state: 'known', readings: { new: 0, same: 72, replaced: 0 } });
  expect(await storedState(ctx, campus)).toEqual(state);
});

test('a file read again after an unknown meter got its dorm brings its rows in', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, {
    text: `${HEADER}2026-11-01T00:00:00Z,A,1\n2026-11-01T01:00:00Z,A,1`,
    options: { createMeters: true },
  });
  const text = `${HEADER}2026-11-10T00:00:00Z,A,1\n2026-11-10T00:00:00Z,B,4\n2026-11-10T01:00:00Z,A,1\n2026-11-10T01:00:00Z,B,4`;
  const first = await importText(ctx, campus, { text });
  expect(first).toMatchObject({ state: 'committed', readings: { new: 2 } });
  expect(first.problems.map((problem) => [problem.kind, problem.row])).toEqual([
    ['unknown-meter', 3],
    ['unknown-meter', 5],
  ]);
  expect(await importText(ctx, campus, { text })).toMatchObject({ state: 'known' });
  const { importMeters } = await import('#services/import-meters.ts');
  expect(await importMeters(ctx, { campus, text: 'meter,dorm\nB,a\n' })).toMatchObject({ state: 'committed', added: 1 });
  expect(await importText(ctx, campus, { text })).toMatchObject({
    state: 'committed',
    readings: { new: 2, same: 2, replaced: 0 },
  });
});

test('registers give the same readings in whatever order their files arrive', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, hour) => `${new Date(Date.UTC(2026, 10, 9, hour)).toISOString()},R,${100 + hour * hour}`,
  );
  const parts = [rows.slice(0, 20), rows.slice(20, 25), rows.slice(25)].map((part) => HEADER + part.join('\n'));
  const states: unknown[] = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [0, 2, 1],
  ]) {
    const campus = await newCampus(ctx, 'Etc/UTC');
    for (const part of order)
      await importText(ctx, campus, { text: parts[part] ?? '', options: { createMeters: true, kind: 'register' } });
    states.push(await storedState(ctx, campus));
  }
  for (const state of states) expect(state).toEqual(states[0]);
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: HEADER + rows.join('\n'), options: { createMeters: true, kind: 'register' } });
  expect(await storedState(ctx, campus)).toEqual(states[0]);
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings[0]?.energyKwh).toBe(59 * 59);
});

test('undoing the middle one of three register files joins the others again', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const row = (hour: number, value: number) => `2026-11-09T${String(hour).padStart(2, '0')}:00:00Z,R,${value}`;
  const options = { createMeters: true, kind: 'register' as const };
  await importText(ctx, campus, { text: `${HEADER}${row(0, 10)}\n${row(1, 12)}`, options });
  await importText(ctx, campus, { text: `${HEADER}${row(4, 30)}\n${row(5, 31)}`, options });
  const before = await storedState(ctx, campus);
  const middle = await importText(ctx, campus, { text: `${HEADER}${row(2, 15)}\n${row(3, 20)}`, options });
  expect(middle).toMatchObject({ readings: { new: 2 }, energyKwh: '8' });
  await undoImport(ctx, { campus, importId: middle.import ?? 0, now: NOW });
  expect(await storedState(ctx, campus)).toEqual(before);
});

test('the application may neither change nor remove a publication', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, {
    text: HEADER + hourly({ meter: 'A', from: '2026-11-09', days: 7, kwh: 1 }),
    options: { createMeters: true },
  });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  for (const table of ['publications', 'standings', 'publication_days']) {
    await expect(database.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    await expect(database.pool.query(`UPDATE ${table} SET campus_id = campus_id`)).rejects.toThrow(/permission denied/);
  }
});

test('rows that overlap what is stored, or each other, are refused and the earlier ones stay', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const span = (from: string, to: string, kwh: number) => `A,2026-11-10T${from}Z,2026-11-10T${to}Z,${kwh}`;
  const header = 'meter,start,end,kWh\n';
  await importText(ctx, campus, { text: `${header}${span('02:00:00', '03:00:00', 1)}`, options: { createMeters: true } });
  const result = await importText(ctx, campus, {
    text:
      header +
      [
        span('00:00:00', '01:00:00', 1),
        span('00:30:00', '01:30:00', 1),
        span('01:00:00', '02:00:00', 1),
        span('01:45:00', '02:15:00', 1),
        span('02:30:00', '03:30:00', 1),
        span('03:00:00', '04:00:00', 1),
      ].join('\n'),
  });
  expect(result.readings).toEqual({ new: 3, same: 0, replaced: 0 });
  expect(result.problems.filter((problem) => problem.kind === 'overlap').map((problem) => problem.row)).toEqual([3, 5, 6]);
});
