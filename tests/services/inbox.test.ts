import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { addDorm } from '#services/add-dorm.ts';
import { addMeter } from '#services/add-meter.ts';
import { aliasMeter, removeMeterAlias } from '#services/alias-meter.ts';
import { assignUnknownMeter } from '#services/assign-unknown-meter.ts';
import { commitImport } from '#services/commit-import.ts';
import { ignoreUnknownMeter, listIgnored, stopIgnoringMeter } from '#services/ignore-unknown-meter.ts';
import { importMeters } from '#services/import-meters.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { importUnattended } from '#services/import-unattended.ts';
import { listInbox } from '#services/list-inbox.ts';
import { swapMeter } from '#services/swap-meter.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-18T17:00:00Z');
const SIZE = { residents: 100, floorAreaM2: null };

/** Hours of 16 November: birch 1 kWh each, maple 2 kWh each. */
function twoMeters({ hours = 24, birch = 1, maple = 2 } = {}): string {
  const rows = Array.from({ length: hours }, (_, hour) => {
    const start = `2026-11-16T${String(hour).padStart(2, '0')}:00:00-05:00`;
    return `birch,${start},${birch}\nmaple,${start},${maple}`;
  });
  return `meter,start,kWh\n${rows.join('\n')}\n`;
}

async function campusWithBirch(): Promise<Campus> {
  const campus = await newCampus(ctx);
  const dorm = await addDorm(ctx, { campus, name: 'Birch Hall', kind: 'slab', size: SIZE });
  await assignUnknownMeter(ctx, { campus, label: 'birch', dorm: { id: dorm.id }, personId: null, now: NOW });
  return campus;
}

const maple = (campus: Campus) =>
  assignUnknownMeter(ctx, {
    campus,
    label: 'maple',
    dorm: { name: 'Maple Hall', kind: 'slab', size: SIZE },
    personId: null,
    now: NOW,
  });

const send = (campus: Campus, text: string, options: ImportOptions = {}) =>
  importUnattended(ctx, { campus, ...textSource(text, 'logger.csv'), options, channel: 'api', mode: 'commit', now: NOW });

async function chunks(campus: Campus): Promise<number> {
  const { rows } = await database.pool.query('SELECT count(*)::int AS count FROM import_chunks WHERE campus_id = $1', [
    campus.id,
  ]);
  return rows[0].count;
}

test('a meter that nobody has placed is in the inbox with its file, its first row and how many rows it has', async () => {
  const campus = await campusWithBirch();
  const { import: id } = await importText(ctx, campus, { text: twoMeters(), now: NOW, name: 'november.csv' });
  const { unknownMeters } = await listInbox(ctx, campus);
  expect(unknownMeters).toEqual([
    {
      label: 'maple',
      firstSeenAt: NOW,
      lastSeenAt: NOW,
      rows: 24,
      files: 1,
      sample: { importId: id, fileName: 'november.csv', row: 3 },
    },
  ]);
});

test('a meter that gets its dorm brings its rows in without anyone finding the file again', async () => {
  const campus = await campusWithBirch();
  await importText(ctx, campus, { text: twoMeters(), now: NOW });
  expect(await chunks(campus)).toBe(1);
  const placed = await maple(campus);
  expect(placed.readings).toEqual({ new: 24, same: 0, replaced: 0 });
  expect(placed.imports).toHaveLength(1);
  expect((await listInbox(ctx, campus)).unknownMeters).toEqual([]);
  expect(await chunks(campus)).toBe(0);
  const { rows } = await database.pool.query(
    `SELECT m.label, sum(d.energy_micro_wh)::float8 / 1e9 AS kwh FROM daily_energy d JOIN meters m ON m.campus_id = d.campus_id AND m.id = d.meter_id
     WHERE d.campus_id = $1 GROUP BY m.label ORDER BY m.label`,
    [campus.id],
  );
  expect(rows).toEqual([
    { label: 'birch', kwh: 24 },
    { label: 'maple', kwh: 48 },
  ]);
});

test('rows that came in with an assigned meter go with the undo of their own import, and the first import stays', async () => {
  const campus = await campusWithBirch();
  await importText(ctx, campus, { text: twoMeters(), now: NOW });
  const { imports } = await maple(campus);
  await undoImport(ctx, { campus, importId: imports[0] ?? 0, now: NOW });
  const state = (await storedState(ctx, campus)) as { daily: { label: string }[] };
  expect(state.daily.map(({ label }) => label)).toEqual(['birch']);
});

test('assigned again, or by five people at once, it is one meter and its rows come in once', async () => {
  const campus = await campusWithBirch();
  await importText(ctx, campus, { text: twoMeters(), now: NOW });
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => maple(campus)));
  expect(new Set(all.map(({ meterId }) => meterId)).size).toBe(1);
  expect(all.reduce((sum, { readings }) => sum + readings.new, 0)).toBe(24);
  expect(await maple(campus)).toMatchObject({ readings: { new: 0 }, imports: [] });
});

test('a meter of another dorm is refused', async () => {
  const campus = await campusWithBirch();
  await maple(campus);
  const again = assignUnknownMeter(ctx, {
    campus,
    label: 'maple',
    dorm: { name: 'Oak Hall', kind: 'slab', size: SIZE },
    personId: null,
    now: NOW,
  });
  await expect(again).rejects.toMatchObject({ code: 'meter-taken' });
  const nowhere = assignUnknownMeter(ctx, { campus, label: 'oak', dorm: { id: 999_999 }, personId: null, now: NOW });
  await expect(nowhere).rejects.toMatchObject({ code: 'dorm-unknown' });
});

test('several files that name a meter all come in, and the same bytes sent again are known', async () => {
  const campus = await campusWithBirch();
  const next = twoMeters().replaceAll('-11-16', '-11-17');
  await importText(ctx, campus, { text: twoMeters(), now: NOW });
  await importText(ctx, campus, { text: next, now: NOW });
  expect((await listInbox(ctx, campus)).unknownMeters).toMatchObject([{ label: 'maple', files: 2, rows: 48 }]);
  expect(await maple(campus)).toMatchObject({ readings: { new: 48 } });
  expect(await importText(ctx, campus, { text: next, now: NOW })).toMatchObject({ state: 'known' });
});

test('of two unknown meters the second comes in when it is placed later', async () => {
  const campus = await campusWithBirch();
  const text = `${twoMeters()}oak,2026-11-16T00:00:00-05:00,5\noak,2026-11-16T01:00:00-05:00,5\n`;
  await importText(ctx, campus, { text, now: NOW });
  await maple(campus);
  expect((await listInbox(ctx, campus)).unknownMeters).toMatchObject([{ label: 'oak', files: 1, rows: 2 }]);
  const dorm = { name: 'Oak Hall', kind: 'slab', size: SIZE } as const;
  const oak = await assignUnknownMeter(ctx, { campus, label: 'oak', dorm, personId: null, now: NOW });
  expect(oak.readings).toEqual({ new: 2, same: 0, replaced: 0 });
  expect(await importText(ctx, campus, { text, now: NOW })).toMatchObject({ state: 'known' });
});

test('an ignored meter is told for information, refuses nothing under strict, and can be asked about again', async () => {
  const campus = await campusWithBirch();
  await importText(ctx, campus, { text: twoMeters({ hours: 2 }), now: NOW });
  await ignoreUnknownMeter(ctx, { campus, label: 'maple', reason: 'the bakery', personId: null, now: NOW });
  expect((await listInbox(ctx, campus)).unknownMeters).toEqual([]);
  expect(await listIgnored(ctx, campus)).toMatchObject([{ label: 'maple', reason: 'the bakery' }]);
  expect(await chunks(campus)).toBe(0);
  const strict = await importText(ctx, campus, { text: twoMeters(), options: { strict: true }, now: NOW });
  expect(strict.state).toBe('committed');
  expect(strict.problems.map(({ kind, severity, found }) => [kind, severity, found])).toEqual([
    ['meter-ignored', 'info', 'maple'],
  ]);
  await stopIgnoringMeter(ctx, { campus, label: 'maple' });
  expect((await listInbox(ctx, campus)).unknownMeters).toMatchObject([{ label: 'maple' }]);
});

test('making meters as they come makes none that is ignored', async () => {
  const campus = await newCampus(ctx);
  await ignoreUnknownMeter(ctx, { campus, label: 'maple', reason: 'the bakery', personId: null, now: NOW });
  const result = await importText(ctx, campus, { text: twoMeters(), options: { createMeters: true }, now: NOW });
  expect(result.readings.new).toBe(24);
  const { rows } = await database.pool.query('SELECT label FROM meters WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ label: 'birch' }]);
});

test('a file of ignored meters alone waits for nobody', async () => {
  const campus = await campusWithBirch();
  await ignoreUnknownMeter(ctx, { campus, label: 'maple', reason: 'the bakery', personId: null, now: NOW });
  expect(await send(campus, twoMeters().replaceAll(/birch.*\n/g, ''))).toMatchObject({ state: 'refused', inbox: null });
});

test('a renamed meter is the same meter: its rows under the new name come in, in one file with the old one too', async () => {
  const campus = await campusWithBirch();
  const text = 'meter,start,end,kWh\nbirch,2026-11-16T00:00Z,2026-11-16T01:00Z,1\nB-77,2026-11-16T01:00Z,2026-11-16T02:00Z,2\n';
  await importText(ctx, campus, { text, now: NOW });
  const { rows } = await database.pool.query("SELECT id FROM meters WHERE campus_id = $1 AND label = 'birch'", [campus.id]);
  const named = await aliasMeter(ctx, { campus, label: 'B-77', meterId: rows[0].id, personId: null, now: NOW });
  expect(named.readings).toEqual({ new: 1, same: 0, replaced: 0 });
  const later = text.replaceAll('-11-16', '-11-17');
  expect(await importText(ctx, campus, { text: later, now: NOW })).toMatchObject({ state: 'committed', readings: { new: 2 } });
  const energy = await database.pool.query(
    'SELECT sum(energy_micro_wh)::float8 / 1e9 AS kwh FROM daily_energy WHERE campus_id = $1',
    [campus.id],
  );
  expect(energy.rows[0].kwh).toBe(6);
  await removeMeterAlias(ctx, { campus, label: 'B-77' });
  expect(
    (await importText(ctx, campus, { text: later.replaceAll('-17', '-18').replaceAll('T0', 'T1'), now: NOW })).problems[0]?.kind,
  ).toBe('unknown-meter');
});

test('a label that is a meter, or another one’s name, can be no other name', async () => {
  const campus = await campusWithBirch();
  const { meterId } = await maple(campus);
  const alias = (label: string, id: number) => aliasMeter(ctx, { campus, label, meterId: id, personId: null, now: NOW });
  await expect(alias('birch', meterId)).rejects.toMatchObject({ code: 'meter-taken' });
  await alias('M-1', meterId);
  await alias('M-1', meterId);
  const { rows } = await database.pool.query("SELECT id FROM meters WHERE campus_id = $1 AND label = 'birch'", [campus.id]);
  await expect(alias('M-1', rows[0].id)).rejects.toMatchObject({ code: 'meter-taken' });
  await expect(alias('M-2', 999_999)).rejects.toMatchObject({ code: 'meter-unknown' });
});

test('an unattended file with a question waits in the inbox once, and goes in with its answer', async () => {
  const campus = await campusWithBirch();
  const text = 'meter,start,kWh\nbirch,03/11/2026 00:00,1\nbirch,03/11/2026 01:00,1\n';
  const first = await send(campus, text);
  expect(first).toMatchObject({ state: 'refused', import: null });
  const all = await Promise.all(Array.from({ length: 5 }, () => send(campus, text)));
  expect(all.map(({ inbox }) => inbox)).toEqual(Array(5).fill(first.inbox));
  const { waiting } = await listInbox(ctx, campus);
  expect(waiting.map(({ file, why }) => [file.id, file.channel, why.map(({ kind }) => kind)])).toEqual([
    [first.inbox, 'api', ['date-order-ambiguous']],
  ]);
  const person = await database.pool.query(`INSERT INTO people (email, created_at) VALUES ('a@example.edu', now()) RETURNING id`);
  const options = { dateOrder: 'dmy' } as const;
  const done = await commitImport(ctx, { campus, importId: first.inbox ?? 0, options, personId: person.rows[0].id, now: NOW });
  expect(done).toMatchObject({ state: 'committed', import: first.inbox, readings: { new: 2 } });
  expect((await listInbox(ctx, campus)).waiting).toEqual([]);
});

test('a file whose meters are all unknown waits, and goes in whole when the first of them is placed', async () => {
  const campus = await newCampus(ctx);
  const { inbox } = await send(campus, twoMeters());
  expect((await listInbox(ctx, campus)).unknownMeters.map(({ label }) => label).sort()).toEqual(['birch', 'maple']);
  expect(await maple(campus)).toMatchObject({ imports: [inbox], readings: { new: 24 } });
  expect((await listInbox(ctx, campus)).unknownMeters.map(({ label }) => label)).toEqual(['birch']);
  const dorm = { name: 'Birch Hall', kind: 'slab', size: SIZE } as const;
  expect(await assignUnknownMeter(ctx, { campus, label: 'birch', dorm, personId: null, now: NOW })).toMatchObject({
    readings: { new: 24 },
  });
});

test('a file that goes in by another way waits no more', async () => {
  const campus = await campusWithBirch();
  const text = 'meter,start,kWh\nbirch,03/11/2026 00:00,1\nbirch,03/11/2026 01:00,1\n';
  await send(campus, text);
  expect(await send(campus, text, { dateOrder: 'mdy' })).toMatchObject({ state: 'committed', inbox: null });
  expect((await listInbox(ctx, campus)).waiting).toEqual([]);
});

test('another name of a meter becomes no meter of its own, neither by hand, by a swap nor by a list', async () => {
  const campus = await campusWithBirch();
  const { rows } = await database.pool.query("SELECT id FROM meters WHERE campus_id = $1 AND label = 'birch'", [campus.id]);
  await aliasMeter(ctx, { campus, label: 'B-77', meterId: rows[0].id, personId: null, now: NOW });
  await expect(addMeter(ctx, { campus, label: 'B-77', dorm: 'birch-hall' })).rejects.toMatchObject({ code: 'meter-taken' });
  const swap = { campus, meter: 'birch', at: NOW, newLabel: 'B-77', reason: 'renewed', personId: null, now: NOW };
  await expect(swapMeter(ctx, swap)).rejects.toMatchObject({ code: 'meter-taken' });
  expect(await importMeters(ctx, { campus, text: 'meter,dorm\nB-77,birch-hall\n' })).toMatchObject({
    state: 'refused',
    problems: [{ kind: 'cell-bad', row: 2, found: 'B-77', params: { allowed: 'birch' } }],
  });
});

test('another name that staff gave to a meter outlives the undo of the import that made the meter', async () => {
  const campus = await newCampus(ctx);
  const text = twoMeters().replaceAll(/maple.*\n/g, '');
  const first = await importText(ctx, campus, { text, options: { createMeters: true }, now: NOW });
  const { rows } = await database.pool.query("SELECT id FROM meters WHERE campus_id = $1 AND label = 'birch'", [campus.id]);
  await aliasMeter(ctx, { campus, label: 'B-77', meterId: rows[0].id, personId: null, now: NOW });
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  const renamed = text.replaceAll('birch', 'B-77').replaceAll('-11-16', '-11-17');
  expect(await importText(ctx, campus, { text: renamed, now: NOW })).toMatchObject({ state: 'committed', readings: { new: 24 } });
});

test('a character that no text of the database can hold is left out of a reason', async () => {
  const campus = await campusWithBirch();
  await ignoreUnknownMeter(ctx, { campus, label: 'maple', reason: 'the\0 bakery', personId: null, now: NOW });
  expect(await listIgnored(ctx, campus)).toMatchObject([{ reason: 'the bakery' }]);
});

test('two meters of a waiting file that get their dorms at once both come in', async () => {
  const campus = await newCampus(ctx);
  await send(campus, twoMeters());
  const birch = {
    campus,
    label: 'birch',
    dorm: { name: 'Birch Hall', kind: 'slab', size: SIZE },
    personId: null,
    now: NOW,
  } as const;
  await Promise.all([maple(campus), assignUnknownMeter(ctx, birch)]);
  const { daily } = (await storedState(ctx, campus)) as { daily: { label: string }[] };
  expect(daily.map(({ label }) => label)).toEqual(['birch', 'maple']);
});

test('a label that one person assigns while another says whose name it is becomes the one or the other', async () => {
  const campus = await campusWithBirch();
  const { rows } = await database.pool.query("SELECT id FROM meters WHERE campus_id = $1 AND label = 'birch'", [campus.id]);
  const alias = { campus, label: 'maple', meterId: rows[0].id, personId: null, now: NOW };
  const both = await Promise.allSettled([maple(campus), aliasMeter(ctx, alias)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
