import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegisterAnswer } from '#core/energy/register-events.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addDorm } from '#services/add-dorm.ts';
import { importMeters } from '#services/import-meters.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { resolveRegister, revokeRegisterAnswer } from '#services/resolve-register.ts';
import { ServiceError } from '#services/service-error.ts';
import { setMultiplier } from '#services/set-multiplier.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { anyDeal } from '#tests/support/meter-rows.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 9, 20);

interface Shown {
  readonly at: number;
  readonly kwh: number;
}
interface Said {
  readonly at: number;
  readonly answer: RegisterAnswer;
  readonly digits?: number;
  readonly oldEnd?: string;
  readonly newStart?: string;
}
interface Story {
  readonly shown: readonly Shown[];
  readonly said: readonly Said[];
  readonly digits: number | null;
  readonly files: readonly (readonly Shown[])[];
  readonly isNewestFirst: boolean;
}

/** Over a fortnight, mostly rising by a few kWh, now and then wild, gone back, or over the last of four digits. */
const anyShown = fc
  .array(
    fc.record({
      hours: fc.constantFrom(6, 12, 24, 25, 30),
      move: fc.oneof(
        { weight: 8, arbitrary: fc.record({ by: fc.integer({ min: 0, max: 60 }) }) },
        { weight: 1, arbitrary: fc.record({ by: fc.constantFrom(4000, 900_000) }) },
        { weight: 1, arbitrary: fc.record({ to: fc.constantFrom(0, 5, 9970) }) },
      ),
    }),
    { minLength: 4, maxLength: 26 },
  )
  .map((steps) => {
    let [at, kwh] = [FROM, 9800];
    return steps.map(({ hours, move }): Shown => {
      at += hours * HOUR;
      kwh = 'to' in move ? move.to : kwh + move.by;
      if (kwh >= 10_000 && kwh < 10_100) kwh -= 10_000;
      return { at, kwh };
    });
  });

const anyStory: fc.Arbitrary<Story> = anyShown.chain((shown) =>
  fc.record({
    shown: fc.constant(shown),
    said: fc
      .array(
        fc.record({
          at: fc.constantFrom(...shown).map(({ at }) => at),
          answer: fc.constantFrom<RegisterAnswer>('rollover', 'reset', 'swap', 'mistake', 'real'),
          digits: fc.constant(4),
        }),
        { maxLength: 3 },
      )
      .map((said) => [...new Map(said.map((one) => [one.at, one])).values()]),
    digits: fc.constantFrom(4, null),
    files: anyDeal(shown),
    isNewestFirst: fc.boolean(),
  }),
);

const fileOf = (shown: readonly Shown[], isNewestFirst = false) => {
  const rows = shown.map(({ at, kwh }) => `${new Date(at).toISOString()},R,${kwh}`);
  return ['time,meter,kWh', ...(isNewestFirst ? rows.toReversed() : rows)].join('\n');
};

async function campusWithMeter(digits: number | null): Promise<Campus> {
  const campus = await newCampus(ctx, 'America/New_York');
  await addDorm(ctx, { campus, name: 'R', kind: 'slab', size: { residents: 20, floorAreaM2: null } });
  await importMeters(ctx, { campus, text: `meter,dorm,kind,register_digits\nR,R,register,${digits ?? ''}\n` });
  return campus;
}

const READ: ImportOptions = { kind: 'register' };

/** Says it the way an answer is stored, whether or not its time has come: what holds does so of any state. */
async function say(campus: Campus, said: Said): Promise<number | null> {
  const request = { campus, meter: 'R', reason: 'law', personId: null, now: NOW, ...said, at: new Date(said.at) };
  try {
    return (await resolveRegister(ctx, request)).id;
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

/** All derived state of the campus, holds and peaks too. */
async function derived(campus: Campus): Promise<unknown> {
  const ask = async (text: string) => (await database.pool.query(text, [campus.id])).rows;
  return {
    stored: await storedState(ctx, campus),
    holds: await ask('SELECT stamped_at, kind, base_at FROM register_holds WHERE campus_id = $1 ORDER BY stamped_at'),
    peaks: await ask('SELECT day, most_micro_w, has_drop FROM register_peaks WHERE campus_id = $1 ORDER BY day'),
  };
}

test('any split of a register file, in any order, with repetition, newest first or not, with the answers given before, gives the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async ({ shown, said, digits, files, isNewestFirst }) => {
      const whole = await campusWithMeter(digits);
      await importText(ctx, whole, { text: fileOf(shown), options: READ });
      const answered: Said[] = [];
      for (const one of said) if ((await say(whole, one)) !== null) answered.push(one);
      const split = await campusWithMeter(digits);
      await database.pool.query(
        `INSERT INTO register_events (campus_id, meter_id, at, kind, digits, old_end_micro_wh, new_start_micro_wh, reason, created_at)
         SELECT $1, (SELECT id FROM meters WHERE campus_id = $1), at, kind, digits, old_end_micro_wh, new_start_micro_wh, reason, created_at
         FROM register_events WHERE campus_id = $2`,
        [split.id, whole.id],
      );
      for (const file of files) await importText(ctx, split, { text: fileOf(file, isNewestFirst), options: READ });
      expect(await derived(split)).toEqual(await derived(whole));
    }),
    { numRuns: 7 },
  );
}, 240_000);

test('answers given between the files give the same as answers given before them all', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, fc.nat(), async ({ said, digits, files }, when) => {
      const between = await campusWithMeter(digits);
      for (const [index, file] of files.entries()) {
        await importText(ctx, between, { text: fileOf(file), options: READ });
        if (index === when % files.length) for (const one of said) await say(between, one);
      }
      const before = await campusWithMeter(digits);
      await database.pool.query(
        `INSERT INTO register_events (campus_id, meter_id, at, kind, digits, reason, created_at)
         SELECT $1, (SELECT id FROM meters WHERE campus_id = $1), at, kind, digits, reason, created_at FROM register_events WHERE campus_id = $2`,
        [before.id, between.id],
      );
      for (const file of files) await importText(ctx, before, { text: fileOf(file), options: READ });
      expect(await derived(between)).toEqual(await derived(before));
    }),
    { numRuns: 7 },
  );
}, 240_000);

test('import then undo, and an answer given and taken back, leave everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, fc.nat(), async ({ shown, said, digits }, cut) => {
      const campus = await campusWithMeter(digits);
      const at = cut % shown.length;
      const mixed = shown.filter((_, index) => index % 2 === at % 2);
      await importText(ctx, campus, { text: fileOf(mixed), options: READ });
      const [first, ...others] = said;
      if (first !== undefined) await say(campus, first);
      const before = await derived(campus);
      const rest = shown.filter((_, index) => index % 2 !== at % 2);
      const { import: importId } = await importText(ctx, campus, { text: fileOf(rest), options: READ });
      const answers: number[] = [];
      for (const one of others) {
        const id = await say(campus, one);
        if (id !== null) answers.push(id);
      }
      for (const answerId of answers) await revokeRegisterAnswer(ctx, { campus, meter: 'R', answerId, personId: null, now: NOW });
      if (importId !== null) await undoImport(ctx, { campus, importId, now: NOW });
      expect(await derived(campus)).toEqual(before);
    }),
    { numRuns: 7 },
  );
}, 240_000);

test('a multiplier set before the files or after them gives the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, fc.nat(500), async ({ shown, digits, files }, hours) => {
      const put = (campus: Campus) =>
        setMultiplier(ctx, {
          campus,
          meter: 'R',
          from: new Date(FROM + hours * HOUR),
          multiplier: '2.5',
          reason: 'law',
          personId: null,
          now: NOW,
        });
      const early = await campusWithMeter(digits);
      await put(early);
      for (const file of files) await importText(ctx, early, { text: fileOf(file), options: READ });
      const late = await campusWithMeter(digits);
      await importText(ctx, late, { text: fileOf(shown), options: READ });
      await put(late);
      expect(await derived(late)).toEqual(await derived(early));
    }),
    { numRuns: 5 },
  );
}, 240_000);
