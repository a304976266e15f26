import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { undoImport } from '#services/undo-import.ts';
import { anyDays, MAKE, type MeterDay, WRITINGS, type Writing, writeDays } from '#tests/services/import-laws-files.ts';
import { allTables } from '#tests/services/import-laws-tables.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { anyDeal } from '#tests/support/meter-rows.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const ANYWHERE = fc.constantFrom('Australia/Sydney', 'America/New_York', 'Etc/UTC');
/** From before to after the end of daylight saving in Sydney, and of its beginning in New York. */
const FIRST_DAYS = fc.constantFrom('2026-04-01', '2026-03-05');

interface File {
  readonly days: readonly MeterDay[];
  readonly writing: Writing;
}

const textOf = ({ days, writing }: File) => writeDays(days, writing);
const hasValues = ({ days }: File) => days.some(({ wattHours }) => wattHours.some((value) => value !== null));

async function give(campus: Campus, file: File): Promise<number | null> {
  const { import: id, state, problems } = await importText(ctx, campus, { text: textOf(file), options: MAKE });
  expect([state, problems.filter(({ severity }) => severity === 'refused')], textOf(file).slice(0, 400)).toEqual([
    expect.stringMatching(/committed|known/),
    [],
  ]);
  return id;
}

const anyWriting = fc.constantFrom(...WRITINGS);

/** Days dealt to several files, each written in a way of its own, in any order, with some of it twice. */
const anyFiles = (days: readonly MeterDay[]) =>
  anyDeal(days).chain((hands) =>
    fc
      .array(anyWriting, { minLength: hands.length, maxLength: hands.length })
      .map((writings) => hands.map((hand, at): File => ({ days: hand, writing: writings[at] ?? 'long' })).filter(hasValues)),
  );

const anyStory = fc
  .tuple(ANYWHERE, FIRST_DAYS)
  .chain(([timeZone, first]) => anyDays(first, 6).map((days) => ({ timeZone, days })))
  .filter(({ days }) => hasValues({ days, writing: 'long' }))
  .chain(({ timeZone, days }) => fc.record({ timeZone: fc.constant(timeZone), days: fc.constant(days), files: anyFiles(days) }));

test('the same readings in files of any kind, split, ordered and repeated anyhow, give the same values, holds, estimates and totals', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ timeZone, days, files }) => {
      const whole = await newCampus(ctx, timeZone);
      await give(whole, { days, writing: 'long' });
      const split = await newCampus(ctx, timeZone);
      for (const file of files) await give(split, file);
      expect(await storedState(ctx, split)).toEqual(await storedState(ctx, whole));
    }),
    { numRuns: 4 },
  );
}, 400_000);

test('to undo the file of any kind that came last leaves every table as it was, whatever stood there', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, anyWriting, fc.boolean(), async ({ timeZone, days, files }, writing, replace) => {
      const campus = await newCampus(ctx, timeZone);
      for (const file of files.slice(1)) await give(campus, file);
      const before = await allTables(ctx, campus);
      const other = days.map((day, at) => ({ ...day, wattHours: day.wattHours.map((value) => (at % 2 === 0 ? value : 7777)) }));
      const text = writeDays(other, writing);
      const { import: importId, state } = await importText(ctx, campus, { text, options: { ...MAKE, replace } });
      if (state === 'committed') await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
      expect(await allTables(ctx, campus)).toEqual(before);
    }),
    { numRuns: 3 },
  );
}, 400_000);
