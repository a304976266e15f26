import { expect, test } from 'vitest';
import { importUnattended } from '#services/import-unattended.ts';
import { listImports } from '#services/list-imports.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const OPTIONS = { createMeters: true, dateOrder: 'dmy' } as const;

const day = (date: string, extra = '') => `meter,start,kWh\nbirch,${date} 00:00,1\nbirch,${date} 01:00,1\n${extra}`;

test('the history tells who, what was wrong, what was undone, which profile was used and whose bytes are here, and can be narrowed', async () => {
  const campus = await newCampus(ctx);
  const first = await importText(ctx, campus, { text: day('03/11/2026'), options: OPTIONS, now: NOW, name: '100%_sure.csv' });
  const send = (text: string, name: string) =>
    importUnattended(ctx, { campus, ...textSource(text, name), options: {}, channel: 'watch', mode: 'commit', now: NOW });
  await send(day('04/11/2026', 'birch,04/11/2026 02:00,oops\n'), 'logger.csv');
  await send('nothing,at all\n', 'odd.csv');
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  const all = await listImports(ctx, { campus, before: null });
  expect(
    all.imports.map(({ fileName, state, channel, isKept, profileFileName }) => [
      fileName,
      state,
      channel,
      isKept,
      profileFileName,
    ]),
  ).toEqual([
    ['odd.csv', 'received', 'watch', true, null],
    ['logger.csv', 'committed', 'watch', true, '100%_sure.csv'],
    ['100%_sure.csv', 'undone', 'command', false, null],
  ]);
  expect(all.imports[1]?.outcome?.problems).toEqual({ refused: 1, held: 0, warning: 0, info: 0 });
  const names = async (filter: object) =>
    (await listImports(ctx, { campus, before: null, ...filter })).imports.map(({ fileName }) => fileName);
  expect(await names({ state: 'committed' })).toEqual(['logger.csv']);
  expect(await names({ channel: 'command' })).toEqual(['100%_sure.csv']);
  expect(await names({ text: 'LOG' })).toEqual(['logger.csv']);
  expect(await names({ text: '0%_s' })).toEqual(['100%_sure.csv']);
  expect(await names({ text: '%' })).toEqual(['100%_sure.csv']);
  expect(await names({ text: '\\' })).toEqual([]);
});
