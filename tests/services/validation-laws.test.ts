import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { decideValues } from '#services/decide-value.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { anyDeal } from '#tests/support/meter-rows.ts';

const database = await testDatabase();
const ctx = testContext(database);
const MAKE = { createMeters: true };
const NOW = new Date('2026-12-30T00:00:00Z');
const HOUR = 3_600_000;
const FIRST = '2026-10-12';

interface Row {
  readonly at: number;
  readonly kwh: number;
}

/** Weeks of hours over a change of the clocks, with holes of any length, spikes, runs of one value and spells of zeros. */
const anyHours = fc
  .array(
    fc.record({
      hours: fc.constantFrom(1, 2, 3, 24, 30, 170, 200),
      kind: fc.constantFrom('usual', 'usual', 'usual', 'missing', 'spike', 'stuck', 'zero'),
      kwh: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 3, maxLength: 14 },
  )
  .map((spells) => {
    const rows: Row[] = [];
    let at = Date.parse(`${FIRST}T04:00:00Z`);
    for (const { hours, kind, kwh } of spells) {
      for (let hour = 0; hour < hours; hour += 1, at += HOUR) {
        if (kind === 'missing') continue;
        const wave = kind === 'usual' ? (hour % 5) / 1000 : 0;
        rows.push({ at, kwh: kind === 'zero' ? 0 : kind === 'spike' && hour === 0 ? kwh * 40 : kwh + wave + 0.137 });
      }
    }
    return rows;
  })
  .filter((rows) => rows.length > 0);

/** Rows in blocks of half days, so that few files hold many of them. */
const anyFiles = anyHours.chain((rows) => {
  const blocks = new Map<number, Row[]>();
  for (const row of rows)
    blocks.set(Math.floor(row.at / (12 * HOUR)), [...(blocks.get(Math.floor(row.at / (12 * HOUR))) ?? []), row]);
  return anyDeal([...blocks.values()]).map((files) => ({ rows, files: files.map((file) => file.flat()) }));
});

function fileOf(rows: readonly Row[]): string {
  return ['time,meter,kWh', ...rows.map(({ at, kwh }) => `${new Date(at).toISOString()},A,${kwh.toFixed(3)}`)].join('\n');
}

const ZONE = 'America/New_York';

test('any split into files, in any order, with repetition, gives the same holds, estimates, runs and totals', async () => {
  await fc.assert(
    fc.asyncProperty(anyFiles, async ({ rows, files }) => {
      const whole = await newCampus(ctx, ZONE);
      await importText(ctx, whole, { text: fileOf(rows), options: MAKE, now: NOW });
      const split = await newCampus(ctx, ZONE);
      for (const file of files) await importText(ctx, split, { text: fileOf(file), options: MAKE, now: NOW });
      expect(await storedState(ctx, split)).toEqual(await storedState(ctx, whole));
    }),
    { numRuns: 6 },
  );
}, 400_000);

test('import then undo is the identity, and decisions hold whenever they are made', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyFiles,
      fc.nat(60),
      fc.constantFrom('refuse' as const, 'accept' as const),
      async ({ rows, files }, day, decision) => {
        const startsAt = new Date(`${addDays(FIRST, day % 30)}T00:00:00Z`);
        const endsAt = new Date(startsAt.getTime() + 30 * HOUR);
        const decide = (campus: Awaited<ReturnType<typeof newCampus>>) =>
          decideValues(ctx, { campus, meter: 'A', startsAt, endsAt, decision, reason: 'tried', personId: null, now: NOW }).catch(
            () => 0,
          );
        const campus = await newCampus(ctx, ZONE);
        await importText(ctx, campus, { text: fileOf(rows), options: MAKE, now: NOW });
        await decide(campus);
        const state = await storedState(ctx, campus);
        const [first = []] = files;
        const more = first.map((row) => ({ at: row.at + 70 * 24 * HOUR, kwh: row.kwh * 3 }));
        const { import: importId } = await importText(ctx, campus, {
          text: fileOf([...first, ...more]),
          now: new Date('2027-06-01T00:00:00Z'),
        });
        await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
        expect(await storedState(ctx, campus)).toEqual(state);
      },
    ),
    { numRuns: 6 },
  );
}, 400_000);
