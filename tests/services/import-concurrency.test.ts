import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T12:00:00Z');
const MAKE: ImportOptions = { createMeters: true };

function file(meters: readonly string[], request: { from: string; hours: number; kwh: number }): string {
  const start = Date.parse(`${request.from}T00:00:00Z`);
  const lines = Array.from({ length: request.hours }, (_, hour) => {
    const stamp = new Date(start + hour * 3_600_000).toISOString();
    return meters.map((meter) => `${stamp},${meter},${request.kwh}`).join('\n');
  });
  return ['time,meter,kWh', ...lines].join('\n');
}

function post(campus: Campus, text: string, said: { key?: string; options?: ImportOptions } = {}): Promise<ImportResult> {
  return importReadings(ctx, {
    campus,
    ...textSource(text),
    options: said.options ?? MAKE,
    channel: 'api',
    mode: 'commit',
    now: NOW,
    ...(said.key === undefined ? {} : { idempotencyKey: said.key }),
  });
}

const count = async (table: string, campus: Campus) =>
  (await database.pool.query(`SELECT count(*)::int AS count FROM ${table} WHERE campus_id = $1`, [campus.id])).rows[0].count;

test('20 identical imports at once make one', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = file(['A', 'B'], { from: '2026-11-09', hours: 48, kwh: 1 });
  const results = await Promise.all(Array.from({ length: 20 }, () => post(campus, text)));
  expect(results.filter(({ state }) => state === 'committed')).toHaveLength(1);
  expect(results.filter(({ state }) => state === 'known')).toHaveLength(19);
  expect(new Set(results.map((result) => result.import)).size).toBe(1);
  expect(await count('imports', campus)).toBe(1);
  expect(await count('readings', campus)).toBe(96);
});

test('20 different files at once, each of months that nobody has made yet, all go in', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const months = Array.from({ length: 20 }, (_, index) => `${2001 + index}-0${(index % 9) + 1}-10`);
  const results = await Promise.all(months.map((from) => post(campus, file(['A'], { from, hours: 24, kwh: 2 }))));
  expect(results.map(({ state }) => state)).toEqual(months.map(() => 'committed'));
  expect(await count('readings', campus)).toBe(480);
  expect(await count('dorms', campus)).toBe(1);
  const { rows } = await database.pool.query(
    'SELECT sum(energy_micro_wh)::text AS energy FROM daily_energy WHERE campus_id = $1',
    [campus.id],
  );
  expect(rows[0].energy).toBe('960000000000');
});

test('imports whose files arrive slowly leave connections for everyone else', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = Array.from({ length: 12 }, (_, day) => {
    const { source, sha256 } = textSource(file(['A'], { from: `2026-10-${day + 10}`, hours: 24, kwh: 1 }));
    let opened = 0;
    async function* open() {
      opened += 1;
      yield* source.open();
      if (opened > 1) await released;
    }
    const request = { campus, options: MAKE, channel: 'api', mode: 'commit', now: NOW } as const;
    return importReadings(ctx, { ...request, source: { ...source, open }, sha256 });
  });
  for (let asked = 0; asked < 30; asked += 1) await database.pool.query('SELECT pg_sleep(0.02)');
  release();
  expect((await Promise.all(slow)).map(({ state }) => state)).toEqual(slow.map(() => 'committed'));
}, 20_000);

test('files of the same days and meters at once give what they give one after the other', async () => {
  const parts = [0, 1, 2, 3].map((part) => file([`M${part}`, `M${(part + 1) % 4}`], { from: '2026-11-09', hours: 30, kwh: 3 }));
  const alone = await newCampus(ctx, 'America/New_York');
  for (const part of parts) await post(alone, part);
  const together = await newCampus(ctx, 'America/New_York');
  await Promise.all(parts.map((part) => post(together, part)));
  expect(await storedState(ctx, together)).toEqual(await storedState(ctx, alone));
});

test('of files that contradict each other one stands in every interval, and the others are told so', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const texts = [1, 2, 3].map(
    (kwh) => `${file(['A'], { from: '2026-11-09', hours: 24, kwh })}\n2026-11-${11 + kwh}T00:00:00Z,A,0`,
  );
  const results = await Promise.all(texts.map((text) => post(campus, text)));
  const winners = results.filter(({ problems }) => problems.every(({ kind }) => kind !== 'conflict'));
  expect(winners).toHaveLength(1);
  for (const loser of results.filter((result) => !winners.includes(result))) {
    expect(loser.problems.filter(({ kind }) => kind === 'conflict')).toHaveLength(24);
  }
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(standings[0]?.energyKwh).toBe(Number(winners[0]?.energyKwh));
});

test('an undo beside imports leaves what the imports alone give', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const first = await post(campus, file(['A', 'B'], { from: '2026-11-09', hours: 48, kwh: 1 }));
  const texts = [file(['A'], { from: '2026-11-10', hours: 48, kwh: 1 }), file(['B'], { from: '2026-11-09', hours: 12, kwh: 1 })];
  await Promise.all([
    undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW }),
    ...texts.map((text) => post(campus, text)),
  ]);
  const alone = await newCampus(ctx, 'Etc/UTC');
  for (const text of texts) await post(alone, text);
  expect(await storedState(ctx, campus)).toEqual(await storedState(ctx, alone));
});

test('of several undos of one import one is done and the rest are told that it was', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const { import: importId } = await post(campus, file(['A'], { from: '2026-11-09', hours: 24, kwh: 1 }));
  const undos = await Promise.allSettled([1, 2, 3, 4].map(() => undoImport(ctx, { campus, importId: importId ?? 0, now: NOW })));
  expect(undos.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const undo of undos) if (undo.status === 'rejected') expect(undo.reason).toMatchObject({ code: 'import-not-committed' });
});

test('previews beside imports hinder none of them and see a whole state', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = (kwh: number) => file(['A', 'B', 'C'], { from: '2026-11-02', hours: 120, kwh });
  const preview = (kwh: number) =>
    importText(ctx, campus, { text: text(kwh), options: { ...MAKE, replace: true }, mode: 'preview' });
  const work = [1, 2, 3, 4].flatMap((kwh) => [
    post(campus, text(kwh), { options: { ...MAKE, replace: true } }),
    preview(kwh + 10),
  ]);
  const results = await Promise.all(work);
  expect(results.map(({ state }) => state)).toEqual([1, 2, 3, 4].flatMap(() => ['committed', 'previewed']));
  for (const { readings } of results) expect([0, 360]).toContain(readings.new);
});

test('the same key with the same file is one import, and with another file it is refused', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = file(['A'], { from: '2026-11-09', hours: 24, kwh: 1 });
  const other = file(['A'], { from: '2026-11-10', hours: 24, kwh: 1 });
  const first = await post(campus, text, { key: 'monday' });
  expect(await post(campus, text, { key: 'monday' })).toMatchObject({ state: 'known', import: first.import });
  await expect(post(campus, other, { key: 'monday' })).rejects.toMatchObject({ code: 'key-used' });
  expect(await count('imports', campus)).toBe(1);
});

test('two different files at once under one key: one goes in, the other is refused', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const texts = ['2026-11-09', '2026-11-10', '2026-11-11'].map((from) => file(['A'], { from, hours: 24, kwh: 1 }));
  const posts = await Promise.allSettled(texts.map((text) => post(campus, text, { key: 'k' })));
  expect(posts.filter((one) => one.status === 'fulfilled' && one.value.state === 'committed')).toHaveLength(1);
  for (const one of posts) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'key-used' });
  expect(await count('readings', campus)).toBe(24);
});

test('after an undo the same key and file go in again', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = file(['A'], { from: '2026-11-09', hours: 24, kwh: 1 });
  const first = await post(campus, text, { key: 'k' });
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  expect(await post(campus, text, { key: 'k' })).toMatchObject({ state: 'committed', readings: { new: 24 } });
});
