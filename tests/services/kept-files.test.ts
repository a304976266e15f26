import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { findImport } from '#db/queries/imports.ts';
import { addDorm } from '#services/add-dorm.ts';
import { addMeter } from '#services/add-meter.ts';
import { discardStaleImports } from '#services/discard-stale-imports.ts';
import { importReadings } from '#services/import-readings.ts';
import { importUnattended } from '#services/import-unattended.ts';
import { openKeptFile } from '#services/open-received-file.ts';
import { rereadPlacedMeters } from '#services/reread-kept-files.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-18T17:00:00Z');
const GOOD = 'meter,start,end,kWh\nbirch,2026-11-16T00:00Z,2026-11-16T01:00Z,1\nbirch,2026-11-16T01:00Z,2026-11-16T02:00Z,1\n';
const BAD_ROW = 'birch,2026-11-16T02:00Z,2026-11-16T03:00Z,oops\n';
const UNKNOWN_ROW = 'maple,2026-11-16T02:00Z,2026-11-16T03:00Z,2\n';

const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

async function campusWithBirch(): Promise<Campus> {
  const campus = await newCampus(ctx);
  await addDorm(ctx, { campus, name: 'Birch', kind: 'slab', size: { residents: 100, floorAreaM2: null } });
  await addMeter(ctx, { campus, label: 'birch', dorm: 'birch' });
  return campus;
}

async function isKept(campus: Campus, importId: number | null): Promise<boolean> {
  const kept = await openKeptFile(ctx, { campus, importId: importId ?? 0 });
  const { rows } = await database.pool.query('SELECT 1 FROM import_chunks WHERE campus_id = $1 AND import_id = $2', [
    campus.id,
    importId,
  ]);
  expect(rows.length > 0).toBe(kept !== null);
  return kept !== null;
}

test('a file of which every row counted is not kept', async () => {
  const campus = await campusWithBirch();
  const { import: id } = await importText(ctx, campus, { text: GOOD, now: NOW });
  expect(await isKept(campus, id)).toBe(false);
});

test('a file with refused rows is kept byte for byte for 30 days', async () => {
  const campus = await campusWithBirch();
  const text = `${GOOD.repeat(1)}${BAD_ROW}`;
  const { import: id } = await importText(ctx, campus, { text, now: NOW });
  const kept = await openKeptFile(ctx, { campus, importId: id ?? 0 });
  const pieces: Uint8Array[] = [];
  for await (const piece of kept?.source.open() ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(text);
  await discardStaleImports(ctx, { now: later(29) });
  expect(await isKept(campus, id)).toBe(true);
  await discardStaleImports(ctx, { now: later(30) });
  expect(await isKept(campus, id)).toBe(false);
});

test('a file that names an unknown meter is kept for 180 days', async () => {
  const campus = await campusWithBirch();
  const { import: id } = await importText(ctx, campus, { text: GOOD + UNKNOWN_ROW, now: NOW });
  await discardStaleImports(ctx, { now: later(179) });
  expect(await isKept(campus, id)).toBe(true);
  await discardStaleImports(ctx, { now: later(180) });
  expect(await isKept(campus, id)).toBe(false);
});

test('the bytes of an import that is undone are gone', async () => {
  const campus = await campusWithBirch();
  const { import: id } = await importText(ctx, campus, { text: GOOD + UNKNOWN_ROW, now: NOW });
  await undoImport(ctx, { campus, importId: id ?? 0, now: NOW });
  expect(await isKept(campus, id)).toBe(false);
});

test('a meter that became known by a list brings its rows in at the worker’s next minute, once', async () => {
  const campus = await campusWithBirch();
  const { import: id } = await importText(ctx, campus, { text: GOOD + UNKNOWN_ROW, now: NOW });
  await addMeter(ctx, { campus, label: 'maple', dorm: 'birch' });
  await discardStaleImports(ctx, { now: NOW });
  expect(await isKept(campus, id)).toBe(true);
  expect((await rereadPlacedMeters(ctx, { now: NOW })).imports).toBe(1);
  expect((await rereadPlacedMeters(ctx, { now: NOW })).imports).toBe(0);
  expect(await isKept(campus, id)).toBe(false);
});

test('a file that changed on disk while it was read is not kept, and what it brought stays', async () => {
  const campus = await campusWithBirch();
  const { sha256 } = textSource(GOOD + UNKNOWN_ROW);
  let opened = 0;
  const source = {
    name: 'a.csv',
    bytes: 1000,
    async *open() {
      opened += 1;
      yield Buffer.from(opened <= 2 ? GOOD + UNKNOWN_ROW : GOOD);
    },
  };
  const request = { campus, source, sha256, options: {}, channel: 'command', mode: 'commit', now: NOW } as const;
  const result = await importReadings(ctx, request);
  expect(result).toMatchObject({ state: 'committed', readings: { new: 2 } });
  expect(await isKept(campus, result.import)).toBe(false);
});

test('a page’s drop goes after a day, a file that waits for a human after 60 days', async () => {
  const campus = await campusWithBirch();
  const file = textSource('meter,start,kWh\nbirch,03/11/2026 00:00,1\n');
  const request = { campus, ...file, options: {}, channel: 'watch', mode: 'commit', now: NOW } as const;
  const { inbox } = await importUnattended(ctx, request);
  const waits = async () => (await findImport(database.db, { campusId: campus.id, id: inbox ?? 0 })) !== null;
  await discardStaleImports(ctx, { now: later(59) });
  expect(await waits()).toBe(true);
  await discardStaleImports(ctx, { now: later(61) });
  expect(await waits()).toBe(false);
});

test('beyond 200 waiting files the oldest goes', async () => {
  const campus = await campusWithBirch();
  await database.pool.query(
    `INSERT INTO imports (campus_id, state, channel, file_name, bytes, sha256, options, created_at)
     SELECT $1, 'received', 'api', 'f' || n, 10, sha256(n::text::bytea), '{}', $2 FROM generate_series(1, 203) n ORDER BY n`,
    [campus.id, NOW],
  );
  await discardStaleImports(ctx, { now: NOW });
  const { rows } = await database.pool.query(
    'SELECT count(*)::int AS count, (SELECT file_name FROM imports WHERE campus_id = $1 ORDER BY id LIMIT 1) AS oldest FROM imports WHERE campus_id = $1',
    [campus.id],
  );
  expect(rows).toEqual([{ count: 200, oldest: 'f4' }]);
});

test('beyond 2 GiB of kept files the oldest are let go and their imports stay', async () => {
  const campus = await campusWithBirch();
  const first = await importText(ctx, campus, { text: GOOD + UNKNOWN_ROW, now: NOW });
  const text = (GOOD + UNKNOWN_ROW).replaceAll('-11-16', '-11-17');
  const second = await importText(ctx, campus, { text, now: NOW });
  await database.pool.query('UPDATE imports SET bytes = 1200000000 WHERE campus_id = $1', [campus.id]);
  await discardStaleImports(ctx, { now: NOW });
  expect([await isKept(campus, first.import), await isKept(campus, second.import)]).toEqual([false, true]);
  expect((await findImport(database.db, { campusId: campus.id, id: first.import ?? 0 }))?.state).toBe('committed');
});
