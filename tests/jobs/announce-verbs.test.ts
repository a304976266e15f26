import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { commandLine } from '#tests/support/command-line.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const run = commandLine(database);

const days = (kwh: number) =>
  ['meter,start,end,kWh', ...[0, 1, 2, 3, 4, 5, 6].flatMap((day) => [row('A', day, kwh), row('B', day, 20)])].join('\n');
const row = (meter: string, day: number, kwh: number) =>
  `${meter},${addDays('2019-10-28', day)},${addDays('2019-10-28', day + 1)},${kwh}`;

test('a week is reviewed, asked for, refused to the same person, withdrawn, announced and corrected from the command line', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days(10), options: { createMeters: true } });
  await closeDueWeeks(ctx, { now: new Date('2019-11-04T12:00:00Z'), campusId: campus.id });
  const ask = async (...words: string[]) => {
    const { code, stdout } = await run(...words, '--json');
    return { code, ...JSON.parse(stdout) };
  };
  const week = (verb: string, ...words: string[]) => ask('weeks', verb, campus.slug, '--week', '2019-W44', ...words);

  const review = await week('review');
  expect(review).toMatchObject({ code: 0, state: 'provisional', edition: 1, request: null });
  expect(review.checks.find((check: { kind: string }) => check.kind === 'moved-since')).toMatchObject({ severity: 'fine' });
  expect(await ask('campus', 'set', campus.slug, '--second-person', 'yes')).toMatchObject({ code: 0, secondPerson: true });
  expect(await week('announce', '--message', 'Well *done*')).toMatchObject({ outcome: 'awaits-approval', state: null });
  expect(await week('announce', '--approve')).toMatchObject({ code: 1, error: { code: 'same-person' } });
  expect((await week('review')).request).toMatchObject({ kind: 'announce', needsAnother: true, message: 'Well *done*' });
  expect(await week('announce', '--withdraw')).toMatchObject({ code: 0, outcome: 'withdrawn' });
  await ask('campus', 'set', campus.slug, '--second-person', 'no');
  expect(await week('announce', '--at', '2019-11-04T09:00')).toMatchObject({ code: 1, error: { code: 'announcement-unfit' } });
  expect(await week('announce', '--prize', 'A cake')).toMatchObject({ code: 0, outcome: 'published', state: 'final' });

  expect(await week('changes')).toMatchObject({ code: 0, hasChanges: false });
  expect(await week('correct', '--reason', 'none')).toMatchObject({ code: 1, error: { code: 'nothing-changed' } });
  await importText(ctx, campus, { text: days(30), options: { replace: true } });
  const changes = await week('changes');
  expect(changes).toMatchObject({ hasChanges: true, parts: ['readings'], lensesThatMove: ['energy'] });
  expect(changes.dorms).toMatchObject([
    { name: 'A', before: { energyKwh: 70 }, after: { energyKwh: 210 } },
    { name: 'B', before: { energyKwh: 140 }, after: { energyKwh: 140 } },
  ]);
  expect(await week('correct', '--reason', 'Meter A was read wrong')).toMatchObject({ code: 0, state: 'corrected', edition: 3 });
  expect(await ask('verify', campus.slug)).toMatchObject({ code: 0 });
});
