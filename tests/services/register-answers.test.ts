import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { importMeters } from '#services/import-meters.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { listOpenRegisters } from '#services/list-open-registers.ts';
import type { RegisterAnswerSaid } from '#services/register-answer.ts';
import { resolveRegister, revokeRegisterAnswer } from '#services/resolve-register.ts';
import { ServiceError } from '#services/service-error.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const REGISTER: ImportOptions = { createMeters: true, kind: 'register' };
const NOW = new Date('2026-11-30T00:00:00Z');

type Shown = readonly [hour: number, kwh: number];

/** Hours count from 1 November 2026, 00:00 UTC. */
const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour));
const showed = (...rows: Shown[]) =>
  ['time,meter,kWh', ...rows.map(([hour, kwh]) => `${at(hour).toISOString()},R,${kwh}`)].join('\n');

async function campusThatShowed(...rows: Shown[]): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: showed(...rows), options: REGISTER });
  return campus;
}

/** Fifteen days of 24 kWh a day: its usual maximum is 1 kW, and more than 5 kW is held. */
const fortnight: Shown[] = Array.from({ length: 16 }, (_, day) => [day * 24, 1000 + day * 24]);
const FIRST = 15 * 24;
const BASE = 1360;

const answer = (campus: Campus, hour: number, said: RegisterAnswerSaid) =>
  resolveRegister(ctx, { campus, meter: 'R', at: at(hour), reason: 'seen on site', personId: null, now: NOW, ...said });

/** [from hour, to hour, kWh, quality] of all readings from an hour on. */
async function readings(campus: Campus, fromHour = 0) {
  const { rows } = await database.pool.query(
    `SELECT date_part('epoch', starts_at) AS s, seconds, energy_micro_wh::float8 / 1e9 AS kwh, quality FROM readings
     WHERE campus_id = $1 AND starts_at >= $2 ORDER BY starts_at`,
    [campus.id, at(fromHour)],
  );
  const hourOf = (seconds: number) => (seconds * 1000 - at(0).getTime()) / 3_600_000;
  return rows.map((row) => [hourOf(row.s), hourOf(row.s + row.seconds), row.kwh, row.quality]);
}

async function held(campus: Campus): Promise<unknown[]> {
  const open = await listOpenRegisters(ctx, { campus });
  return open.map((one) => [one.kind, (one.at.getTime() - at(0).getTime()) / 3_600_000, one.others, one.suggestions[0]]);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof ServiceError ? error.code : String(error)),
  );
}

test('a register of known digits that rolls over counts on by itself', async () => {
  const campus = await campusThatShowed([0, 99_980]);
  await importMeters(ctx, { campus, text: 'meter,dorm,kind,register_digits\nR,r,register,5\n' });
  const result = await importText(ctx, campus, { text: showed([1, 99_990], [2, 5], [3, 15]), options: REGISTER });
  expect(await readings(campus)).toEqual([
    [0, 1, 10, 'measured'],
    [1, 2, 15, 'measured'],
    [2, 3, 10, 'measured'],
  ]);
  expect(result.problems).toMatchObject([
    { kind: 'register-rollover', severity: 'info', row: 3, params: { meter: 'R', before: '99990' } },
  ]);
});

test('a drop from almost all nines is held, and the likely answer is a rollover of so many digits', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const result = await importText(ctx, campus, { text: showed([0, 99_980], [1, 99_990], [2, 5], [3, 15]), options: REGISTER });
  const drops = result.problems.filter(({ kind }) => kind === 'register-drop');
  expect(drops).toMatchObject([
    {
      severity: 'held',
      row: 4,
      found: '5',
      params: {
        meter: 'R',
        likely: 'rollover',
        digits: '5',
        before: '99990',
        beforeAt: '2026-10-31 21:00-04:00 America/New_York',
      },
    },
    { row: 5, found: '15' },
  ]);
  expect(await held(campus)).toEqual([['register-drop', 2, 1, { answer: 'rollover', digits: 5 }]]);
  await answer(campus, 2, { answer: 'rollover', digits: 5 });
  expect(await readings(campus, 1)).toEqual([
    [1, 2, 15, 'measured'],
    [2, 3, 10, 'measured'],
  ]);
  expect(await held(campus)).toEqual([]);
});

test('a reset counts from its start, a swap both instruments’ parts, and what nobody wrote down counts nothing', async () => {
  const rows: Shown[] = [
    [0, 500],
    [2, 30],
    [3, 32],
  ];
  for (const [said, kwh] of [
    [{ answer: 'reset' }, 30],
    [{ answer: 'reset', newStart: '25' }, 5],
    [{ answer: 'swap', oldEnd: '503', newStart: '20' }, 13],
    [{ answer: 'swap', oldEnd: '503' }, 3],
    [{ answer: 'swap' }, 0],
  ] as const) {
    const campus = await campusThatShowed(...rows);
    await answer(campus, 2, said);
    expect(await readings(campus)).toEqual([
      [0, 2, kwh, 'measured'],
      [2, 3, 2, 'measured'],
    ]);
  }
});

test('a value called a mistake neither counts nor serves as base, however often its file comes', async () => {
  const campus = await campusThatShowed([0, 100], [1, 9000], [2, 102], [3, 104]);
  expect(await held(campus)).toEqual([['register-drop', 2, 1, { answer: 'reset', digits: null }]]);
  await answer(campus, 1, { answer: 'mistake' });
  const clean = [
    [0, 2, 2, 'measured'],
    [2, 3, 2, 'measured'],
  ];
  expect(await readings(campus)).toEqual(clean);
  await importText(ctx, campus, { text: showed([1, 9000], [2, 102]), options: REGISTER });
  expect(await readings(campus)).toEqual(clean);
});

test('a wild value is held as a jump and heals itself with the next normal one', async () => {
  const campus = await campusThatShowed(...fortnight, [FIRST + 1, BASE + 900], [FIRST + 2, BASE + 3]);
  expect(await readings(campus, FIRST)).toEqual([[FIRST, FIRST + 2, 3, 'measured']]);
  expect(await held(campus)).toEqual([['register-jump', FIRST + 1, 0, { answer: 'mistake', digits: null }]]);
});

test('what counted while little was known is held once the meter’s usual maximum is, and the file that tells it says so', async () => {
  const wild: Shown[] = [
    [FIRST, BASE],
    [FIRST + 1, BASE + 900],
    [FIRST + 2, BASE + 3],
  ];
  const campus = await campusThatShowed(...wild);
  expect(await readings(campus, FIRST)).toEqual([[FIRST, FIRST + 1, 900, 'measured']]);
  const result = await importText(ctx, campus, { text: showed(...fortnight), options: REGISTER });
  expect(result.problems.filter(({ severity }) => severity === 'held')).toMatchObject([
    { kind: 'register-jump', row: null, found: '2260' },
  ]);
  expect(await readings(campus, FIRST)).toEqual([[FIRST, FIRST + 2, 3, 'measured']]);
  const other = await campusThatShowed(...fortnight);
  await importText(ctx, other, { text: showed(...wild), options: REGISTER });
  expect(await storedState(ctx, other)).toEqual(await storedState(ctx, campus));
});

test('values that go on from a jump stay held with it until it is called real', async () => {
  const after: Shown[] = [
    [FIRST + 1, BASE + 900],
    [FIRST + 2, BASE + 902],
    [FIRST + 300, BASE + 950],
  ];
  const campus = await campusThatShowed(...fortnight, ...after);
  expect(await readings(campus, FIRST)).toEqual([]);
  expect(await held(campus)).toEqual([['register-jump', FIRST + 1, 2, { answer: 'mistake', digits: null }]]);
  await answer(campus, FIRST + 1, { answer: 'real' });
  expect(await readings(campus, FIRST)).toEqual([
    [FIRST, FIRST + 1, 900, 'measured'],
    [FIRST + 1, FIRST + 2, 2, 'measured'],
    [FIRST + 2, FIRST + 300, 48, 'measured'],
  ]);
});

test('what the main fuse cannot carry is a jump from the first day on', async () => {
  const campus = await campusThatShowed([0, 100]);
  await importMeters(ctx, { campus, text: 'meter,dorm,kind,max_kw\nR,r,register,20\n' });
  await importText(ctx, campus, { text: showed([1, 121], [2, 122]), options: REGISTER });
  expect(await held(campus)).toMatchObject([['register-jump', 1, 1, { answer: 'mistake' }]]);
  expect(await readings(campus)).toEqual([]);
});

test('an answer taken back leaves everything as it was before it', async () => {
  const campus = await campusThatShowed([0, 500], [2, 30], [3, 32], [4, 600]);
  const before = await storedState(ctx, campus);
  const event = await answer(campus, 2, { answer: 'reset' });
  expect(await storedState(ctx, campus)).not.toEqual(before);
  await revokeRegisterAnswer(ctx, { campus, meter: 'R', answerId: event.id, personId: null, now: NOW });
  expect(await storedState(ctx, campus)).toEqual(before);
  expect(await codeOf(revokeRegisterAnswer(ctx, { campus, meter: 'R', answerId: event.id, personId: null, now: NOW }))).toBe(
    'answer-unknown',
  );
});

test('an answer outlives its file: undone and imported again, the same comes out', async () => {
  const campus = await campusThatShowed([0, 500]);
  const second = await importText(ctx, campus, { text: showed([2, 30], [3, 32]), options: REGISTER });
  await answer(campus, 2, { answer: 'reset', newStart: '28' });
  const settled = await readings(campus);
  expect(settled).toEqual([
    [0, 2, 2, 'measured'],
    [2, 3, 2, 'measured'],
  ]);
  await undoImport(ctx, { campus, importId: second.import ?? 0, now: NOW });
  expect(await readings(campus)).toEqual([]);
  await importText(ctx, campus, { text: showed([2, 30], [3, 32]), options: REGISTER });
  expect(await readings(campus)).toEqual(settled);
});

test('answers that cannot be so are refused', async () => {
  const campus = await campusThatShowed([0, 500], [1, 510], [2, 30]);
  const refusals = [
    [2, { answer: 'rollover' }, 'answer-unfit'],
    [2, { answer: 'rollover', digits: 16 }, 'answer-unfit'],
    [2, { answer: 'swap', oldEnd: '400' }, 'answer-unfit'],
    [2, { answer: 'reset', newStart: '31' }, 'answer-unfit'],
    [2, { answer: 'reset', newStart: 'x' }, 'answer-unfit'],
    [2, { answer: 'real' }, 'register-not-held'],
    [1, { answer: 'reset' }, 'register-not-held'],
    [7, { answer: 'mistake' }, 'register-not-held'],
  ] as const;
  for (const [hour, said, code] of refusals) expect(await codeOf(answer(campus, hour, said))).toBe(code);
  await answer(campus, 2, { answer: 'reset' });
  expect(await codeOf(answer(campus, 2, { answer: 'mistake' }))).toBe('register-answered');
  const unknown = { campus, meter: 'X', at: at(2), answer: 'mistake', reason: 'x', personId: null, now: NOW } as const;
  expect(await codeOf(resolveRegister(ctx, unknown))).toBe('meter-unknown');
  expect(await codeOf(resolveRegister(ctx, { ...unknown, meter: 'R', reason: ' ' }))).toBe('answer-unfit');
});
