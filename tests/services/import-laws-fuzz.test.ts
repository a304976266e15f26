import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { commitImport } from '#services/commit-import.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { listRefusedRows } from '#services/list-refused-rows.ts';
import { previewImport } from '#services/preview-import.ts';
import { receiveFile } from '#services/receive-file.ts';
import { ServiceError } from '#services/service-error.ts';
import { undoImport } from '#services/undo-import.ts';
import { mutatedFile } from '#tests/fuzz/cases.ts';
import { allTables } from '#tests/services/import-laws-tables.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2024-06-01T00:00:00Z');
const FILES = 60;
const SEED = 7;

async function person(): Promise<number> {
  const { rows } = await database.pool.query(
    `INSERT INTO people (email, created_at) VALUES (gen_random_uuid() || '@example.edu', now()) RETURNING id`,
  );
  return rows[0].id;
}

/** What it gives, or null where it refuses; anything else that it throws would be a page that is broken. */
async function orRefusal<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

async function received(campus: Campus, bytes: Uint8Array): Promise<number | null> {
  async function* body() {
    yield bytes;
  }
  const row = await orRefusal(receiveFile(ctx, { campus, fileName: 'a.csv', body: body(), personId: null, now: NOW }));
  return row?.id ?? null;
}

async function previewed(campus: Campus, importId: number, options: ImportOptions): Promise<void> {
  const before = await allTables(ctx, campus);
  await orRefusal(previewImport(ctx, { campus, importId, options, lens: 'energy', now: NOW }));
  const refused = await orRefusal(listRefusedRows(ctx, { campus, importId, options, now: NOW }));
  let characters = 0;
  for await (const line of refused?.lines ?? []) characters += line.length;
  expect(characters).toBeLessThan(10_000_000);
  expect(await allTables(ctx, campus)).toEqual(before);
}

async function committed(campus: Campus, importId: number, options: ImportOptions): Promise<ImportResult | null> {
  const personId = await person();
  return orRefusal(commitImport(ctx, { campus, importId, options, personId, now: NOW }));
}

test('mutated files are previewed, committed and undone, or refused: never broken, and undo leaves every table as it was', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const text = 'time,meter,kWh\n2024-01-08 00:00,North Hall,1\n2024-01-08 01:00,North Hall,2\n2024-01-08 02:00,North Hall,3\n';
  await importText(ctx, campus, { text, options: { createMeters: true }, now: NOW });
  const before = await allTables(ctx, campus);
  let undone = 0;
  for (let number = 0; number < FILES; number += 1) {
    const { made, options: told, dice } = await mutatedFile(SEED, number);
    const options = { ...told, createMeters: !dice.onceIn(4), replace: dice.onceIn(3), strict: dice.onceIn(6) };
    const importId = await received(campus, made.bytes);
    if (importId === null) continue;
    await previewed(campus, importId, options);
    const result = await committed(campus, importId, options);
    if (result?.state !== 'committed') continue;
    await undoImport(ctx, { campus, importId: result.import ?? 0, now: NOW });
    undone += 1;
    expect(await allTables(ctx, campus), `npm run fuzz -- --seed ${SEED} --only ${number}`).toEqual(before);
  }
  expect(undone).toBeGreaterThan(FILES / 6);
}, 180_000);

test('a meter called by thousands of characters is refused like any other bad cell', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const long = Array.from({ length: 4000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('');
  for (const text of [
    `time,meter,kWh\n2024-01-08 00:00,${long},1\n2024-01-08 01:00,${long},2\n2024-01-08 00:00,B,1\n2024-01-08 01:00,B,2\n`,
    `time,${long},B\n2024-01-08 00:00,1,2\n2024-01-08 01:00,1,2\n`,
  ]) {
    const result = await importText(ctx, campus, { text, options: { createMeters: true }, now: NOW });
    expect(result.problems.filter(({ severity }) => severity === 'refused').length).toBeGreaterThan(0);
    expect(result).toMatchObject({ state: 'committed', readings: { new: 2 } });
    await undoImport(ctx, { campus, importId: result.import ?? 0, now: NOW });
  }
});
