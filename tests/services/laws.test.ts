import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import {
  anyDeal,
  anyRows,
  CLOCK_CHANGES,
  fileOf,
  type MeterRow,
  reckonHours,
  STEP_MS,
  stamp,
} from '#tests/support/meter-rows.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const MAKE: ImportOptions = { createMeters: true };

const anyPlace = fc.constantFrom(...CLOCK_CHANGES);
const anyTwoMeters = anyPlace.chain((place) =>
  fc
    .tuple(anyRows('A', place.from), anyRows('B', place.from))
    .map(([a, b]) => ({ timeZone: place.timeZone, rows: [...a, ...b] })),
);

test('hours and days add up to what a walk over five-minute steps gives, every µWh, over clock changes', async () => {
  await fc.assert(
    fc.asyncProperty(anyTwoMeters, async ({ timeZone, rows }) => {
      const campus = await newCampus(ctx, timeZone);
      await importText(ctx, campus, { text: fileOf(rows), options: MAKE });
      expect(await storedHours(campus)).toEqual(reckonHours(rows, timeZone));
      const sum = rows.reduce((total, row) => total + row.microWh, 0n);
      const { rows: days } = await database.pool.query(
        'SELECT sum(energy_micro_wh)::text AS energy, sum(measured_seconds)::int AS seconds FROM daily_energy WHERE campus_id = $1',
        [campus.id],
      );
      expect(days).toEqual([
        { energy: String(sum), seconds: rows.reduce((total, row) => total + (row.steps * STEP_MS) / 1000, 0) },
      ]);
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('a file split into several, in any order, with repetition, gives the same readings and totals', async () => {
  const anySplit = anyTwoMeters.chain(({ timeZone, rows }) => anyDeal(rows).map((files) => ({ timeZone, rows, files })));
  await fc.assert(
    fc.asyncProperty(anySplit, async ({ timeZone, rows, files }) => {
      const whole = await newCampus(ctx, timeZone);
      await importText(ctx, whole, { text: fileOf(rows), options: MAKE });
      const split = await newCampus(ctx, timeZone);
      for (const file of files) await importText(ctx, split, { text: fileOf(file), options: MAKE });
      expect(await storedState(ctx, split)).toEqual(await storedState(ctx, whole));
    }),
    { numRuns: 10 },
  );
}, 120_000);

interface Shown {
  readonly at: number;
  readonly kwh: number;
}

/** A register's values, mostly rising. */
const anyRegister = anyPlace.chain(({ timeZone, from }) =>
  fc
    .array(fc.tuple(fc.constantFrom(1, 3, 12, 100, 288), fc.integer({ min: -20, max: 200 })), { minLength: 2, maxLength: 14 })
    .map((moves) => {
      let [at, kwh] = [from, 1000];
      const shown = moves.map(([steps, by]): Shown => {
        at += steps * STEP_MS;
        kwh = Math.max(0, kwh + by);
        return { at, kwh };
      });
      return { timeZone, shown };
    }),
);

function registerFile(shown: readonly Shown[]): string {
  return ['time,meter,kWh', ...shown.map(({ at, kwh }) => `${stamp(at)},R,${kwh}`)].join('\n');
}

/** The rule in words: from each accepted value to the next that is no lower; a lower one is left out. */
function differences(shown: readonly Shown[]): MeterRow[] {
  const rows: MeterRow[] = [];
  let base: Shown | null = null;
  for (const one of [...shown].sort((a, b) => a.at - b.at)) {
    if (base !== null && one.kwh < base.kwh) continue;
    if (base !== null) {
      rows.push({
        meter: 'R',
        startsAt: base.at,
        steps: (one.at - base.at) / STEP_MS,
        microWh: BigInt(one.kwh - base.kwh) * 1_000_000_000n,
      });
    }
    base = one;
  }
  return rows;
}

test('a register’s values, split into files in any order with repetition, give the differences of all of them', async () => {
  const options: ImportOptions = { createMeters: true, kind: 'register' };
  const anySplit = anyRegister.chain(({ timeZone, shown }) => anyDeal(shown).map((files) => ({ timeZone, shown, files })));
  await fc.assert(
    fc.asyncProperty(anySplit, async ({ timeZone, shown, files }) => {
      const campus = await newCampus(ctx, timeZone);
      for (const file of files) await importText(ctx, campus, { text: registerFile(file), options });
      expect(await storedHours(campus)).toEqual(reckonHours(differences(shown), timeZone));
    }),
    { numRuns: 12 },
  );
}, 120_000);

const anyOptions = fc.record({ replace: fc.boolean() }).map(({ replace }): ImportOptions => ({ ...MAKE, replace }));

test('import then undo leaves everything as it was, whatever was there and whatever the file says', async () => {
  const anyStory = anyPlace.chain(({ timeZone, from }) =>
    fc.record({
      timeZone: fc.constant(timeZone),
      before: fc.array(fc.tuple(anyRows('A', from), anyOptions), { minLength: 1, maxLength: 3 }),
      file: fc.tuple(anyRows('A', from), anyRows('B', from)),
      options: anyOptions,
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ timeZone, before, file, options }) => {
      const campus = await newCampus(ctx, timeZone);
      for (const [rows, said] of before) await importText(ctx, campus, { text: fileOf(rows), options: said });
      const state = await storedState(ctx, campus);
      const { import: importId } = await importText(ctx, campus, { text: fileOf(file.flat()), options });
      if (importId !== null) await undoImport(ctx, { campus, importId, now: NOW });
      expect(await storedState(ctx, campus)).toEqual(state);
    }),
    { numRuns: 10 },
  );
}, 120_000);

test('undoing an import leaves what the others alone would have given, before it or after it', async () => {
  const anySplit = anyTwoMeters.chain(({ timeZone, rows }) => anyDeal(rows).map((files) => ({ timeZone, files })));
  await fc.assert(
    fc.asyncProperty(anySplit, fc.nat(), async ({ timeZone, files }, which) => {
      const campus = await newCampus(ctx, timeZone);
      const ids = new Set<number>();
      const texts = [...new Set(files.map(fileOf))];
      const undone = which % texts.length;
      for (const [index, text] of texts.entries()) {
        const { import: importId } = await importText(ctx, campus, { text, options: MAKE });
        if (index === undone && importId !== null) ids.add(importId);
      }
      for (const importId of ids) await undoImport(ctx, { campus, importId, now: NOW });
      const others = await newCampus(ctx, timeZone);
      for (const [index, text] of texts.entries()) if (index !== undone) await importText(ctx, others, { text, options: MAKE });
      expect(await storedState(ctx, campus)).toEqual(await storedState(ctx, others));
    }),
    { numRuns: 8 },
  );
}, 120_000);

test('undoing one of several register files leaves what the others alone would have given', async () => {
  const options: ImportOptions = { createMeters: true, kind: 'register' };
  const anySplit = anyRegister.chain(({ timeZone, shown }) => anyDeal(shown).map((files) => ({ timeZone, files })));
  await fc.assert(
    fc.asyncProperty(anySplit, fc.nat(), async ({ timeZone, files }, which) => {
      const campus = await newCampus(ctx, timeZone);
      const texts = [...new Set(files.map(registerFile))];
      const ids: (number | null)[] = [];
      for (const text of texts) ids.push((await importText(ctx, campus, { text, options })).import);
      const undone = which % texts.length;
      await undoImport(ctx, { campus, importId: ids[undone] ?? 0, now: NOW });
      const kept = files.filter((file) => registerFile(file) !== texts[undone]).flat();
      const distinct = [...new Map(kept.map((one) => [one.at, one])).values()];
      expect(await storedHours(campus)).toEqual(reckonHours(differences(distinct), timeZone));
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('when every import is undone nothing is left, in whatever order they came and went', async () => {
  const anySplit = anyTwoMeters.chain(({ timeZone, rows }) => anyDeal(rows).map((files) => ({ timeZone, files })));
  await fc.assert(
    fc.asyncProperty(anySplit, fc.boolean(), async ({ timeZone, files }, newestFirst) => {
      const campus = await newCampus(ctx, timeZone);
      const empty = await storedState(ctx, campus);
      const ids = new Set<number>();
      for (const file of files) ids.add((await importText(ctx, campus, { text: fileOf(file), options: MAKE })).import ?? 0);
      for (const importId of newestFirst ? [...ids].reverse() : ids) await undoImport(ctx, { campus, importId, now: NOW });
      expect(await storedState(ctx, campus)).toEqual(empty);
    }),
    { numRuns: 6 },
  );
}, 120_000);

test('a preview stores nothing anywhere', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const [place] = CLOCK_CHANGES;
  await importText(ctx, campus, { text: fileOf([{ meter: 'A', startsAt: place.from, steps: 12, microWh: 5n }]), options: MAKE });
  const tables = [
    'imports',
    'import_meters',
    'problems',
    'readings',
    'register_values',
    'daily_energy',
    'hourly_energy',
    'touched_weeks',
    'data_revisions',
    'dorms',
    'dorm_sizes',
    'meters',
  ];
  const contents = async () => {
    const told: Record<string, unknown> = {};
    for (const table of tables) told[table] = (await database.pool.query(`SELECT t.* FROM ${table} t ORDER BY t::text`)).rows;
    return told;
  };
  const before = await contents();
  await fc.assert(
    fc.asyncProperty(anyRows('A', place.from), anyRows('B', place.from), anyOptions, async (a, b, options) => {
      await importText(ctx, campus, { text: fileOf([...a, ...b]), options, mode: 'preview' });
      expect(await contents()).toEqual(before);
    }),
    { numRuns: 5 },
  );
}, 60_000);

async function storedHours(campus: Campus): Promise<Record<string, string>> {
  const { rows } = await database.pool.query(
    `SELECT m.label, h.day::text AS day, u.hour, u.energy::text AS energy, u.seconds
     FROM hourly_energy h JOIN meters m ON m.campus_id = h.campus_id AND m.id = h.meter_id, unnest(h.hours, h.energy_micro_wh, h.seconds) AS u(hour, energy, seconds)
     WHERE h.campus_id = $1`,
    [campus.id],
  );
  return Object.fromEntries(rows.map((row) => [`${row.label} ${row.day} ${row.hour}`, `${row.energy} µWh in ${row.seconds} s`]));
}
