import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { findImport, listImports } from '#db/queries/imports.ts';
import { commitImport } from '#services/commit-import.ts';
import { discardImport } from '#services/discard-import.ts';
import { discardStaleImports } from '#services/discard-stale-imports.ts';
import { listRefusedRows } from '#services/list-refused-rows.ts';
import { openReceivedFile } from '#services/open-received-file.ts';
import { previewImport } from '#services/preview-import.ts';
import { receiveFile } from '#services/receive-file.ts';
import { undoImport } from '#services/undo-import.ts';
import { newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-18T17:00:00Z');

/** Two dorms over Monday and Tuesday of week 47: birch 48 kWh, maple 24 kWh. */
function twoDays(extra = ''): string {
  const rows = ['meter,start,kWh'];
  for (const day of [16, 17])
    for (let hour = 0; hour < 24; hour += 1) {
      const start = `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00`;
      rows.push(`birch,${start},1`, `maple,${start},0.5`);
    }
  return `${rows.join('\n')}\n${extra}`;
}

async function* sent(text: string, pieceBytes = 700): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function person(): Promise<number> {
  const { rows } = await database.pool.query(
    `INSERT INTO people (email, created_at) VALUES (gen_random_uuid() || '@example.edu', now()) RETURNING id`,
  );
  return rows[0].id;
}

const receive = (campus: Campus, text: string) =>
  receiveFile(ctx, { campus, fileName: 'week 47.csv', body: sent(text), personId: null, now: NOW });

const preview = (campus: Campus, importId: number, options = {}) =>
  previewImport(ctx, { campus, importId, options, lens: 'energy', now: NOW });

const commit = async (campus: Campus, importId: number, options = {}) =>
  commitImport(ctx, { campus, importId, options, personId: await person(), now: NOW });

test('a received file comes back byte for byte, however it was cut on the way', async () => {
  const campus = await newCampus(ctx);
  const text = `meter,start,kWh\n${'birch,2026-11-16T00:00:00,1\n'.repeat(90_000)}`;
  const row = await receiveFile(ctx, { campus, fileName: 'big.csv', body: sent(text, 65_537), personId: null, now: NOW });
  const { source } = await openReceivedFile(ctx, { campus, importId: row.id });
  const pieces: Uint8Array[] = [];
  for await (const piece of source.open()) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(Buffer.from(text))).toBe(true);
  expect(pieces.map((piece) => piece.length)).toEqual([1_048_576, 1_048_576, text.length - 2 * 1_048_576]);
});

test('a preview says what would go in and who would change places, and stores nothing', async () => {
  const campus = await newCampus(ctx);
  const before = await storedState(ctx, campus);
  const { id } = await receive(campus, twoDays());
  const { result, effect } = await preview(campus, id, { createMeters: true });
  expect(result.state).toBe('previewed');
  expect(result.readings).toEqual({ new: 96, same: 0, replaced: 0 });
  expect(Number(result.energyKwh)).toBe(72);
  expect(effect?.before).toEqual([]);
  expect(effect?.after.map(({ slug, rank }) => [slug, rank])).toEqual([
    ['maple', 1],
    ['birch', 2],
  ]);
  expect(await storedState(ctx, campus)).toEqual(before);
});

test('commit brings in what the preview said, and undo gives the state before', async () => {
  const campus = await newCampus(ctx);
  const before = await storedState(ctx, campus);
  const { id } = await receive(campus, twoDays());
  const shown = await preview(campus, id, { createMeters: true });
  const done = await commit(campus, id, { createMeters: true });
  expect(done).toMatchObject({
    import: id,
    state: 'committed',
    readings: shown.result.readings,
    energyKwh: shown.result.energyKwh,
  });
  const { rows } = await database.pool.query('SELECT 1 FROM import_chunks WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([]);
  await undoImport(ctx, { campus, importId: id, now: NOW });
  expect(await storedState(ctx, campus)).toEqual(before);
});

test('the same file dropped twice is known by its earlier import, and its second copy is thrown away', async () => {
  const campus = await newCampus(ctx);
  const first = await receive(campus, twoDays());
  await commit(campus, first.id, { createMeters: true });
  const second = await receive(campus, twoDays());
  expect((await preview(campus, second.id, { createMeters: true })).result).toMatchObject({ state: 'known', import: first.id });
  expect(await commit(campus, second.id, { createMeters: true })).toMatchObject({ state: 'known', import: first.id });
  expect(await findImport(database.db, { campusId: campus.id, id: second.id })).toBeNull();
});

test('of two who commit one file at once, one does and the other is told', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays());
  const both = await Promise.allSettled([
    commit(campus, id, { createMeters: true }),
    commit(campus, id, { createMeters: true, replace: true }),
  ]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  const told = both.find((one) => one.status === 'rejected');
  expect(['import-already-committed', 'import-unknown']).toContain(told?.reason.code);
});

test('a discarded file cannot be previewed or committed any more', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays());
  await discardImport(ctx, { campus, importId: id });
  await discardImport(ctx, { campus, importId: id });
  await expect(preview(campus, id)).rejects.toMatchObject({ code: 'import-unknown' });
  await expect(commit(campus, id)).rejects.toMatchObject({ code: 'import-unknown' });
});

test('a committed import cannot be discarded', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays());
  await commit(campus, id, { createMeters: true });
  await expect(discardImport(ctx, { campus, importId: id })).rejects.toMatchObject({ code: 'import-already-committed' });
});

test('a file that nobody committed for a day is discarded, a younger one and a committed one stay', async () => {
  const campus = await newCampus(ctx);
  const committed = await receive(campus, twoDays());
  await commit(campus, committed.id, { createMeters: true });
  const old = await receive(campus, 'meter,start,kWh\nbirch,2026-11-16T00:00:00,2\n');
  const later = new Date(NOW.getTime() + 24 * 3_600_000 + 1);
  const young = await receiveFile(ctx, { campus, fileName: 'a.csv', body: sent('x'), personId: null, now: later });
  expect((await discardStaleImports(ctx, { now: later })).discarded).toBeGreaterThanOrEqual(1);
  const left = (await listImports(database.db, { campusId: campus.id, limit: 10 })).map(({ id }) => id);
  expect(left).toEqual([young.id, committed.id]);
  expect(left).not.toContain(old.id);
});

test('an empty file and one past the bound are refused and leave nothing behind', async () => {
  const campus = await newCampus(ctx);
  const empty = receiveFile(ctx, { campus, fileName: 'a.csv', body: sent(''), personId: null, now: NOW });
  await expect(empty).rejects.toMatchObject({ code: 'file-refused' });
  const large = receiveFile(ctx, { campus, fileName: 'a.csv', body: sent('12345678'), personId: null, now: NOW, mostBytes: 7 });
  await expect(large).rejects.toMatchObject({ code: 'file-too-large' });
  expect(await listImports(database.db, { campusId: campus.id, limit: 10 })).toEqual([]);
});

test('a file whose sender goes away half-way leaves nothing behind', async () => {
  const campus = await newCampus(ctx);
  async function* broken() {
    yield Buffer.from('meter,start');
    throw new Error('connection reset');
  }
  const half = receiveFile(ctx, { campus, fileName: 'a.csv', body: broken(), personId: null, now: NOW });
  await expect(half).rejects.toThrow('connection reset');
  expect(await listImports(database.db, { campusId: campus.id, limit: 10 })).toEqual([]);
});

test('what staff said about a layout is remembered for the next file that looks alike', async () => {
  const campus = await newCampus(ctx);
  const october = 'meter,start,kWh\nbirch,03/10/2026 00:00,1\nbirch,03/10/2026 01:00,1\n';
  const first = await receive(campus, october);
  expect((await preview(campus, first.id)).result.understanding?.questions[0]?.kind).toBe('date-order-ambiguous');
  await commit(campus, first.id, { dateOrder: 'dmy', createMeters: true });
  const november = october.replaceAll('/10/', '/11/');
  const second = await receive(campus, november);
  const shown = await previewImport(ctx, { campus, importId: second.id, options: null, lens: 'energy', now: NOW });
  expect(shown.options).toEqual({ dateOrder: 'dmy' });
  expect(shown.like?.id).toBe(first.id);
  expect(shown.result.state).toBe('previewed');
});

test('refused rows come as a file of their own that imports once mended', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays('birch,2026-11-18T00:00:00,oops\n"ma,ple",2026-11-18T00:00:00,=1+1\n'));
  const refused = await listRefusedRows(ctx, { campus, importId: id, options: { createMeters: true }, now: NOW });
  let text = '';
  for await (const part of refused?.lines ?? []) text += part;
  expect(refused?.form).toBe('rows');
  const [header, before, ...bad] = text.trim().split('\r\n');
  expect(header).toBe('meter,start,kWh,problem,expected,remedy');
  expect(before).toBe('birch,2026-11-17T23:00:00,1,,,');
  expect(bad.map((line) => line.split(/,(?:value-bad|length-unknown),/)[0])).toEqual([
    'birch,2026-11-18T00:00:00,oops',
    `"ma,ple",2026-11-18T00:00:00,'=1+1`,
  ]);
});

test('options chosen in a preview are kept with the file', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays());
  await preview(campus, id, { createMeters: true, label: 'end' });
  const again = await previewImport(ctx, { campus, importId: id, options: null, lens: 'energy', now: NOW });
  expect(again.options).toEqual({ createMeters: true, label: 'end' });
});

test('previews and a commit of the same days at once all end well', async () => {
  const campus = await newCampus(ctx);
  const { id: first } = await receive(campus, twoDays());
  await commit(campus, first, { createMeters: true });
  const later = twoDays().replaceAll(',1\n', ',2\n').replaceAll(',0.5\n', ',3\n');
  const ids = await Promise.all([1, 2, 3, 4, 5].map(async () => (await receive(campus, later)).id));
  const all = await Promise.allSettled([
    ...ids.map((id) => preview(campus, id, { replace: true })),
    commit(campus, ids[0] ?? 0, { replace: true }),
    ...ids.slice(1).map((id) => preview(campus, id, { replace: true })),
  ]);
  const failures = all.filter((one) => one.status === 'rejected').map((one) => one.reason?.code ?? String(one.reason));
  expect(failures.filter((code) => code !== 'import-unknown' && code !== 'import-already-committed')).toEqual([]);
});

test('a preview draws its meters: gaps, what is known already and what is new, the worst meter first', async () => {
  const campus = await newCampus(ctx);
  const first = await receive(campus, twoDays());
  await commit(campus, first.id, { createMeters: true });
  const more = Array.from({ length: 24 }, (_, hour) => `birch,2026-11-15T${String(hour).padStart(2, '0')}:00:00,2`);
  const { id } = await receive(campus, twoDays(`${more.join('\n')}\n`));
  const { picture } = await preview(campus, id);
  expect(picture).toMatchObject({ unit: 'hour', meterCount: 2, completeCount: 1 });
  const [maple, birch] = picture?.meters ?? [];
  expect(maple).toMatchObject({ label: 'maple', dorm: 'maple', new: 0, same: 48, gapSeconds: 86_400, energyMicroWh: 24e9 });
  expect(birch).toMatchObject({ label: 'birch', new: 24, same: 48, gapSeconds: 0, stepSeconds: 3600, energyMicroWh: 96e9 });
  expect(birch?.values.slice(0, 24).every(({ kwh, isNew }) => kwh === 2 && isNew)).toBe(true);
  expect(birch?.values.slice(24).every(({ kwh, isNew }) => kwh === 1 && !isNew)).toBe(true);
  expect(maple?.values.slice(0, 24).every(({ kwh, missing }) => kwh === 0 && missing === 1)).toBe(true);
});

test('a preview says each stage as it begins, in order', async () => {
  const campus = await newCampus(ctx);
  const { id } = await receive(campus, twoDays());
  const stages: string[] = [];
  const asked = { campus, importId: id, options: { createMeters: true }, lens: 'energy', now: NOW } as const;
  await previewImport(ctx, { ...asked, onStage: (stage) => stages.push(stage) });
  expect(stages).toEqual(['waiting', 'reading', 'checking', 'storing', 'totalling', 'comparing']);
});

test('progress moves also through a file of meters that nobody knows', async () => {
  const campus = await newCampus(ctx);
  const row = 'nobody,2026-11-16T00:00:00,1\n';
  const text = `meter,start,kWh\n${row.repeat(100_000)}`;
  const { id } = await receiveFile(ctx, { campus, fileName: 'a.csv', body: sent(text, 65_536), personId: null, now: NOW });
  const shares: number[] = [];
  await previewImport(ctx, {
    campus,
    importId: id,
    options: {},
    lens: 'energy',
    now: NOW,
    onProgress: (share) => shares.push(share),
  });
  expect(shares.filter((share) => share > 0.2 && share < 0.9).length).toBeGreaterThan(0);
  expect(shares.at(-1)).toBe(1);
});
