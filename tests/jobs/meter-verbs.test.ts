import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { metersMultiplier, metersOpen, metersResolve, metersValues } from '#jobs/verbs/meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T00:00:00Z');

const run = (verb: Verb, ...words: string[]) => verb.prepare(words)(ctx, NOW);

async function campusWithRollover(): Promise<Campus> {
  const campus = await newCampus(ctx);
  const text = 'time,meter,kWh\n2026-11-10T00:00Z,R,99990\n2026-11-10T01:00Z,R,99995\n2026-11-10T02:00Z,R,7\n';
  await importText(ctx, campus, { text, options: { kind: 'register', createMeters: true } });
  return campus;
}

test('what is held is listed, explained once by its local time, and then counts', async () => {
  const campus = await campusWithRollover();
  const { json, text } = await run(metersOpen, campus.slug);
  expect(json).toMatchObject({
    open: [
      {
        label: 'R',
        kind: 'register-drop',
        at: '2026-11-10T02:00:00.000Z',
        registerKwh: 7,
        beforeKwh: 99_995,
        row: 4,
        suggestions: [{ answer: 'rollover', digits: 5 }, { answer: 'reset' }, { answer: 'swap' }, { answer: 'mistake' }],
      },
    ],
  });
  expect(text).toContain('2026-11-09 21:00-05:00 America/New_York');
  const said = ['--at', '2026-11-09T21:00', '--as', 'rollover', '--digits', '5', '--reason', 'five digits'];
  expect(await run(metersResolve, campus.slug, 'R', ...said)).toMatchObject({ isDone: true, json: { as: 'rollover' } });
  expect((await run(metersOpen, campus.slug)).json).toMatchObject({ open: [] });
  expect((await run(metersValues, campus.slug, 'R', '--day', '2026-11-09')).json).toMatchObject({
    values: [
      { kind: 'register', kwh: 99_990 },
      { kind: 'difference', kwh: 5 },
      { kind: 'register', kwh: 99_995 },
      { kind: 'difference', kwh: 12, startsAt: '2026-11-10T01:00:00.000Z' },
      { kind: 'register', kwh: 7, hold: null },
    ],
  });
});

test('a multiplier is set from a local day on', async () => {
  const campus = await campusWithRollover();
  const said = ['--from', '2026-11-01', '--multiplier', '40', '--reason', 'transformer'];
  expect((await run(metersMultiplier, campus.slug, 'R', ...said)).json).toEqual({
    meter: 'R',
    from: '2026-11-01T04:00:00.000Z',
    multiplier: '40',
    stored: 'reckoned',
    imports: [],
  });
});

test('a word that is missing or cannot be so is bad usage', async () => {
  const campus = await campusWithRollover();
  expect(() => metersResolve.prepare([campus.slug, 'R', '--as', 'rollover', '--reason', 'x'])).toThrow(UsageError);
  expect(() => metersResolve.prepare([campus.slug, 'R', '--at', '2026-11-10', '--as', 'magic', '--reason', 'x'])).toThrow(
    UsageError,
  );
  await expect(
    run(metersMultiplier, campus.slug, 'R', '--from', '2026-11-01T01:30', '--multiplier', '2', '--reason', 'x'),
  ).rejects.toThrow(/happens twice/);
});
