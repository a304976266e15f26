import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { askQuestion, forgetQuestionAttempts, QUESTION_LIMITS } from '#services/ask-question.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { decideQuestion, type QuestionDecision } from '#services/decide-question.ts';
import { listAnsweredQuestions, listQuestions } from '#services/list-questions.ts';
import { hours, makeStaff, outcomeOf } from '#tests/services/people/staff.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T09:00:00Z');
const WEEK = '2026-W46';
const MONDAY = '2026-11-09';

/** A campus in UTC whose week 46 of 2026 is published, with a dorm "a". */
async function campusWithResult(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = 'meter,start,end,kWh\nA,2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,7';
  await importText(ctx, campus, { text, options: { createMeters: true } });
  await closeDueWeeks(ctx, { now: NOW });
  return campus;
}

const ask = (campus: Campus, words: string, more: Partial<Parameters<typeof askQuestion>[1]> = {}) =>
  askQuestion(ctx, { campus, weekId: WEEK, dorm: null, words, address: '192.0.2.7', secret: 'of this test', now: NOW, ...more });
const decide = (campus: Campus, id: number, decision: QuestionDecision) =>
  decideQuestion(ctx, { by: 'operator', campus, id, decision, now: NOW });
const idsOf = async (campus: Campus) => (await listQuestions(ctx, { campus })).map(({ id }) => id);
const shown = async (campus: Campus) =>
  (await listAnsweredQuestions(ctx, { campus, monday: MONDAY })).map(({ words, decision, alsoAsked }) => [
    words,
    decision?.words,
    alsoAsked,
  ]);

test('a question is seen by everyone once it is answered, not before, and not when it is declined', async () => {
  const campus = await campusWithResult();
  await ask(campus, 'Why is A first?', { dorm: 'a' });
  await ask(campus, 'You are all awful');
  expect(await shown(campus)).toEqual([]);
  const [first = 0, second = 0] = await idsOf(campus);
  await decide(campus, second, { kind: 'declined', words: 'no question' });
  await decide(campus, first, { kind: 'answered', words: 'It is alone.' });
  expect(await shown(campus)).toEqual([['Why is A first?', 'It is alone.', 0]]);
  expect(await listAnsweredQuestions(ctx, { campus, monday: '2026-11-16' })).toEqual([]);
});

test('an answer can be mended, and the record keeps both', async () => {
  const campus = await campusWithResult();
  await ask(campus, 'Why?');
  const [id = 0] = await idsOf(campus);
  await decide(campus, id, { kind: 'answered', words: 'Becuase.' });
  await decide(campus, id, { kind: 'answered', words: 'Because.' });
  expect(await shown(campus)).toEqual([['Why?', 'Because.', 0]]);
  expect((await listQuestions(ctx, { campus }))[0]?.decision?.earlier).toBe(1);
});

test('one that asks the same is merged and counted; never into itself, a merged one, or in a ring', async () => {
  const campus = await campusWithResult();
  for (const words of ['One?', 'Two?', 'Three?']) await ask(campus, words);
  const [one = 0, two = 0, three = 0] = await idsOf(campus);
  const merge = (id: number, intoId: number) => outcomeOf(decide(campus, id, { kind: 'merged', intoId }));
  expect(await merge(one, one)).toBe('question-unfit');
  expect(await merge(two, one)).toBe('done');
  expect(await merge(three, two)).toBe('question-unfit');
  expect(await merge(one, three)).toBe('question-unfit');
  expect(await merge(three, 999_999)).toBe('question-unknown');
  await decide(campus, one, { kind: 'answered', words: 'Yes.' });
  expect(await shown(campus)).toEqual([['One?', 'Yes.', 1]]);
});

test('open questions come first, the oldest at the top', async () => {
  const campus = await campusWithResult();
  for (const words of ['One?', 'Two?', 'Three?']) await ask(campus, words);
  const [one = 0] = await idsOf(campus);
  await decide(campus, one, { kind: 'answered', words: 'Yes.' });
  expect((await listQuestions(ctx, { campus })).map(({ words }) => words)).toEqual(['Two?', 'Three?', 'One?']);
});

test('a thousand emoji go in, ten thousand are refused, and so is nothing', async () => {
  const campus = await campusWithResult();
  expect(await outcomeOf(ask(campus, '🐨'.repeat(1_000)))).toBe('done');
  for (const words of ['🐨'.repeat(10_000), '🐨'.repeat(1_001), 'a'.repeat(200_000), ' \u0000\u202E '])
    expect(await outcomeOf(ask(campus, words))).toBe('question-unfit');
  const [stored] = await listQuestions(ctx, { campus });
  expect(stored?.words).toBe('🐨'.repeat(1_000));
});

test('asked is about a published week and a dorm of the campus', async () => {
  const campus = await campusWithResult();
  expect(await outcomeOf(ask(campus, 'Why?', { weekId: 'never' }))).toBe('week-unknown');
  expect(await outcomeOf(ask(campus, 'Why?', { weekId: '2026-W40' }))).toBe('week-not-published');
  expect(await outcomeOf(ask(campus, 'Why?', { dorm: 'nowhere' }))).toBe('dorm-unknown');
});

test('the same words sent twice are one question', async () => {
  const campus = await campusWithResult();
  await Promise.all([ask(campus, 'Why?'), ask(campus, 'Why?\r\n'), ask(campus, ' Why?')]);
  expect(await idsOf(campus)).toHaveLength(1);
});

test('of many at once from one address only so many an hour pass, and an address of its own still can', async () => {
  const campus = await campusWithResult();
  const outcomes = await Promise.all(Array.from({ length: 15 }, (_, index) => outcomeOf(ask(campus, `Why ${index}?`))));
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(QUESTION_LIMITS.perAddressAnHour);
  expect(outcomes.filter((outcome) => outcome === 'too-many-questions')).toHaveLength(5);
  expect(await outcomeOf(ask(campus, 'And I?', { address: '192.0.2.8' }))).toBe('done');
  expect(await outcomeOf(ask(campus, 'And now?', { now: new Date(NOW.getTime() + hours(1)) }))).toBe('done');
});

test('a campus takes a hundred a day from everywhere together', async () => {
  const campus = await campusWithResult();
  for (let index = 0; index < 100; index += 1) await ask(campus, `Why ${index}?`, { address: `192.0.2.${index}` });
  expect(await outcomeOf(ask(campus, 'And I?', { address: '198.51.100.1' }))).toBe('too-many-questions');
  const tomorrow = new Date(NOW.getTime() + hours(24) + 1);
  expect(await outcomeOf(ask(campus, 'And I?', { address: '198.51.100.1', now: tomorrow }))).toBe('done');
});

test('where questions came from is kept as a hash of the day, and forgotten after one', async () => {
  const campus = await campusWithResult();
  await ask(campus, 'Why?');
  const hashes = async () =>
    (await ctx.database.pool.query('SELECT address_hash FROM question_attempts WHERE campus_id = $1', [campus.id])).rows;
  const kept = await hashes();
  expect(kept).toHaveLength(1);
  expect(kept[0].address_hash.toString('latin1')).not.toContain('192.0.2.7');
  await forgetQuestionAttempts(ctx, { now: new Date(NOW.getTime() + hours(24)) });
  expect(await hashes()).toEqual([]);
  const { rows } = await ctx.database.pool.query('SELECT * FROM questions WHERE campus_id = $1', [campus.id]);
  expect(Object.keys(rows[0]).sort()).toEqual(['asked_at', 'campus_id', 'dorm_id', 'id', 'week', 'words']);
});

test('organisers and admins answer, facilities and other campuses do not', async () => {
  const campus = await campusWithResult();
  await ask(campus, 'Why?');
  const [id = 0] = await idsOf(campus);
  const answer = async (by: Parameters<typeof decideQuestion>[1]['by']) =>
    outcomeOf(decideQuestion(ctx, { by, campus, id, decision: { kind: 'answered', words: 'So.' }, now: NOW }));
  expect(await answer(null)).toBe('not-allowed');
  expect(await answer(await makeStaff(ctx, campus, 'facilities'))).toBe('not-allowed');
  expect(await answer(await makeStaff(ctx, await newCampus(ctx), 'organiser'))).toBe('not-allowed');
  expect(await answer(await makeStaff(ctx, campus, 'organiser'))).toBe('done');
  const elsewhere = decideQuestion(ctx, {
    by: 'operator',
    campus: await newCampus(ctx),
    id,
    decision: { kind: 'declined', words: 'x' },
    now: NOW,
  });
  expect(await outcomeOf(elsewhere)).toBe('question-unknown');
});

test('the application cannot change what was asked or decided', async () => {
  const { pool } = ctx.database;
  for (const statement of ["UPDATE questions SET words = 'x'", 'DELETE FROM questions', 'DELETE FROM question_decisions'])
    await expect(pool.query(statement)).rejects.toThrow(/permission denied/);
});
