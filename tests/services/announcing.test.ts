import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { listAnnouncements } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { announceDueWeeks } from '#services/announce-due-weeks.ts';
import { announceWeek } from '#services/announce-week.ts';
import { approveWeekRequest, withdrawWeekRequest } from '#services/answer-week-request.ts';
import { askSecondPerson } from '#services/ask-second-person.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { correctWeek } from '#services/correct-week.ts';
import type { Actor } from '#services/require-role.ts';
import { undoImport } from '#services/undo-import.ts';
import { verifyCampus } from '#services/verify-campus.ts';
import { whatWouldChange } from '#services/what-would-change.ts';
import { makeStaff } from '#tests/services/people/staff.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const MONDAY = '2026-11-09';
const WEEK = '2026-W46';
const NOW = new Date('2026-11-16T09:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

/** Two meters by day; `kwh` of the first. */
const days = (kwh: number, from = 0, to = 7) =>
  [
    'meter,start,end,kWh',
    ...Array.from({ length: to - from }, (_, day) => [addDays(MONDAY, from + day), addDays(MONDAY, from + day + 1)]).flatMap(
      ([start, end]) => [`A,${start},${end},${kwh}`, `B,${start},${end},20`],
    ),
  ].join('\n');

/** Dorm A uses 10 kWh a day and leads B with 20; the week is closed. */
async function closedCampus(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days(10), options: { createMeters: true } });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

/** A turns out to have used 30 kWh a day. */
async function bringLate(campus: Campus): Promise<number> {
  const { import: id } = await importText(ctx, campus, { text: days(30), options: { replace: true } });
  return id ?? 0;
}

const announce = (
  campus: Campus,
  asked: { by?: Actor | null; at?: Date | null; seen?: string; now?: Date; message?: string } = {},
) =>
  announceWeek(ctx, {
    ...{ campus, monday: MONDAY, by: asked.by ?? 'operator', at: asked.at ?? null, seen: asked.seen ?? null },
    ...{ message: asked.message ?? null, prize: null, now: asked.now ?? NOW },
  });
const correct = (campus: Campus, reason: string, by: Actor = 'operator') =>
  correctWeek(ctx, { by, campus, monday: MONDAY, reason, seen: null, now: at(24) });

async function editions(campus: Campus) {
  const { rows } = await ctx.database.pool.query(
    'SELECT edition, state, reason, content_digest FROM publications WHERE campus_id = $1 ORDER BY seq',
    [campus.id],
  );
  return rows;
}
const statesOf = async (campus: Campus) => (await editions(campus)).map(({ state }) => state);
const leaderOf = async (campus: Campus) => (await boardOf(ctx, campus, { weekId: WEEK })).standings[0]?.name;

test('an announced week is final with the numbers of its newest edition to the last digit, and the chain agrees', async () => {
  const campus = await closedCampus();
  expect(await announce(campus, { message: ' **Well done**\r\n\r\nall ' })).toMatchObject({ outcome: 'published' });
  const [provisional, final] = await editions(campus);
  expect(final).toMatchObject({ edition: 2, state: 'final', reason: null, content_digest: provisional.content_digest });
  const { rows } = await ctx.database.pool.query('SELECT message, prize, asked_by FROM announcements WHERE campus_id = $1', [
    campus.id,
  ]);
  expect(rows).toEqual([{ message: '**Well done**\n\nall', prize: null, asked_by: null }]);
  const said = await listAnnouncements(ctx.database.db, { campusId: campus.id, week: MONDAY });
  expect(said).toMatchObject([{ message: '**Well done**\n\nall', prize: null }]);
  expect(await verifyCampus(ctx, campus)).toMatchObject({ publications: 2, altered: [], moved: [], isHeadRight: true });
  await expect(announce(campus)).rejects.toMatchObject({ code: 'week-final' });
});

test('nothing is announced of a week that is open, not closed, or whose numbers moved since somebody looked', async () => {
  const campus = await closedCampus();
  await expect(announce(campus, { now: new Date('2026-11-15T23:59:59Z') })).rejects.toMatchObject({ code: 'week-not-ended' });
  const earlier = { by: 'operator' as const, campus, monday: '2026-11-02', at: null, message: null, prize: null, seen: null };
  await expect(announceWeek(ctx, { ...earlier, now: NOW })).rejects.toMatchObject({ code: 'week-not-published' });
  const { digest } = await whatWouldChange(ctx, { campus, monday: MONDAY, now: NOW });
  await bringLate(campus);
  await expect(announce(campus, { seen: digest })).rejects.toMatchObject({ code: 'numbers-moved' });
  await expect(announce(campus)).rejects.toMatchObject({ code: 'numbers-moved' });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  await expect(announce(campus, { seen: digest })).rejects.toMatchObject({ code: 'numbers-moved' });
  expect(await announce(campus)).toMatchObject({ outcome: 'published', publication: { edition: 3 } });
});

test.each([
  ['a message longer than a page', 'x'.repeat(4001)],
  ['a message with control signs', 'a\u0007b'],
])('%s is refused', async (_name, message) => {
  const campus = await closedCampus();
  await expect(announce(campus, { message })).rejects.toMatchObject({ code: 'announcement-unfit' });
  expect(await statesOf(campus)).toEqual(['provisional']);
});

test('marks that turn the text around them go from a message before it is stored', async () => {
  const campus = await closedCampus();
  const { request } = await announce(campus, { message: 'Well \u202Eenod\u2066 **A**' });
  expect(request.message).toBe('Well enod **A**');
});

test('a set time is kept: nothing before it, once after it, from three workers at once', async () => {
  const campus = await closedCampus();
  await expect(announce(campus, { at: NOW })).rejects.toMatchObject({ code: 'announcement-unfit' });
  expect(await announce(campus, { at: at(2) })).toMatchObject({ outcome: 'scheduled', publication: null });
  await expect(announce(campus)).rejects.toMatchObject({ code: 'week-asked' });
  expect(await announceDueWeeks(ctx, { now: new Date(at(2).getTime() - 1), campusId: campus.id })).toEqual([]);
  const all = await Promise.all([1, 2, 3].map(() => announceDueWeeks(ctx, { now: at(2), campusId: campus.id })));
  expect(all.flat()).toMatchObject([{ week: WEEK, outcome: 'done' }]);
  expect(await statesOf(campus)).toEqual(['provisional', 'final']);
});

test('what moves before a set time is not announced: organisers look at it first', async () => {
  const campus = await closedCampus();
  await announce(campus, { at: at(2) });
  await bringLate(campus);
  await closeDueWeeks(ctx, { now: at(1), campusId: campus.id });
  expect(await announceDueWeeks(ctx, { now: at(2), campusId: campus.id })).toMatchObject([{ outcome: 'numbers-moved' }]);
  expect(await statesOf(campus)).toEqual(['provisional', 'provisional']);
  expect(await announceDueWeeks(ctx, { now: at(3), campusId: campus.id })).toEqual([]);
  expect(await announce(campus)).toMatchObject({ outcome: 'published' });
});

test('closing, late data and an undo leave a final week as it is, and what would change is told', async () => {
  const campus = await closedCampus();
  await announce(campus);
  const late = await bringLate(campus);
  expect((await closeDueWeeks(ctx, { now: at(1), campusId: campus.id })).closed).toMatchObject([{ outcome: 'frozen' }]);
  expect(await leaderOf(campus)).toBe('A');
  const changes = await whatWouldChange(ctx, { campus, monday: MONDAY, now: at(1) });
  expect(changes).toMatchObject({ hasChanges: true, parts: ['readings'], lens: 'per-resident', lensesThatMove: ['energy'] });
  await undoImport(ctx, { campus, importId: late, now: at(2) });
  expect((await closeDueWeeks(ctx, { now: at(2), campusId: campus.id })).closed).toMatchObject([{ outcome: 'frozen' }]);
  expect(await whatWouldChange(ctx, { campus, monday: MONDAY, now: at(2) })).toMatchObject({ hasChanges: false, parts: [] });
  expect(await statesOf(campus)).toEqual(['provisional', 'final']);
});

test('a correction stands beside what was announced, with its reason; one that changes nothing is refused', async () => {
  const campus = await closedCampus();
  await expect(correct(campus, 'early')).rejects.toMatchObject({ code: 'week-not-final' });
  await announce(campus);
  await expect(correct(campus, 'no change')).rejects.toMatchObject({ code: 'nothing-changed' });
  await bringLate(campus);
  await expect(correct(campus, ' \u200B\u202E ')).rejects.toMatchObject({ code: 'announcement-unfit' });
  expect(await correct(campus, 'Meter A was read wrong')).toMatchObject({ outcome: 'published', publication: { edition: 3 } });
  expect(await leaderOf(campus)).toBe('B');
  expect(await editions(campus)).toMatchObject([
    { state: 'provisional' },
    { state: 'final', reason: null },
    { state: 'corrected', reason: 'Meter A was read wrong' },
  ]);
  await expect(correct(campus, 'again')).rejects.toMatchObject({ code: 'nothing-changed' });
  expect(await verifyCampus(ctx, campus)).toMatchObject({ publications: 3, altered: [], moved: [], isHeadRight: true });
});

test('neither a role nor the owner changes or removes what was announced', async () => {
  const campus = await closedCampus();
  await announce(campus);
  const { openDatabase } = await import('#db/client.ts');
  const owner = await openDatabase({ url: ctx.database.url, dataDir: '', role: 'owner' });
  const of = `WHERE campus_id = ${campus.id}`;
  const attempts = [
    `UPDATE publications SET reason = 'x' ${of} AND state = 'final'`,
    `DELETE FROM publications ${of} AND state = 'final'`,
    `UPDATE standings SET rank = 1 ${of} AND publication_seq = 2`,
    `DELETE FROM standings ${of} AND publication_seq = 2`,
    `UPDATE announcements SET message = 'x' ${of}`,
    `DELETE FROM announcements ${of}`,
  ];
  for (const text of attempts) {
    await expect(ctx.database.pool.query(text)).rejects.toMatchObject({ code: '42501' });
    await expect(owner.pool.query(text)).rejects.toMatchObject({ code: '23001' });
  }
  await owner.close();
});

test('a second final edition of a week, and a correction without a reason, are refused by the database itself', async () => {
  const campus = await closedCampus();
  await announce(campus);
  const copy = (state: string) =>
    ctx.database.pool.query(
      `INSERT INTO publications (campus_id, seq, prev_seq, prev_digest, digest, week, edition, state, method_version, content_digest, data_revision, published_at)
       SELECT campus_id, 3, 2, digest, '\\x00', week, 3, '${state}', method_version, content_digest, data_revision, published_at
       FROM publications WHERE campus_id = ${campus.id} AND seq = 2`,
    );
  await expect(copy('final')).rejects.toMatchObject({ constraint: 'publications_one_final' });
  await expect(copy('corrected')).rejects.toMatchObject({ constraint: 'publications_corrections_say_why' });
});

let shared: Campus;
let people: { first: Actor; second: Actor; facilities: Actor };
beforeAll(async () => {
  shared = await closedCampus();
  people = {
    first: await makeStaff(ctx, shared, 'organiser'),
    second: await makeStaff(ctx, shared, 'admin'),
    facilities: await makeStaff(ctx, shared, 'facilities'),
  };
});

test('where a campus wants two people, one asks, may take it back, and another approves; corrections as well', async () => {
  const { first, second, facilities } = people;
  await askSecondPerson(ctx, { campus: shared, secondPerson: true });
  await expect(announce(shared, { by: facilities })).rejects.toMatchObject({ code: 'not-allowed' });
  const { request, outcome } = await announce(shared, { by: first });
  expect(outcome).toBe('awaits-approval');
  const answer = (by: Actor, id = request.id) => ({ by, campus: shared, id, now: at(1) });
  await expect(approveWeekRequest(ctx, answer(first))).rejects.toMatchObject({ code: 'same-person' });
  await expect(approveWeekRequest(ctx, answer(facilities))).rejects.toMatchObject({ code: 'not-allowed' });
  await withdrawWeekRequest(ctx, answer(first));
  await expect(approveWeekRequest(ctx, answer(second))).rejects.toMatchObject({ code: 'request-unknown' });
  expect(await statesOf(shared)).toEqual(['provisional']);

  const again = await announce(shared, { by: first, at: at(2) });
  expect(await announceDueWeeks(ctx, { now: at(3), campusId: shared.id })).toEqual([]);
  const late = { ...answer(second, again.request.id), now: at(4) };
  expect(await approveWeekRequest(ctx, late)).toMatchObject({ outcome: 'done', publication: { state: 'final' } });
  await bringLate(shared);
  const correction = await correct(shared, 'read wrong', second);
  expect(correction.outcome).toBe('awaits-approval');
  await expect(approveWeekRequest(ctx, answer(second, correction.request.id))).rejects.toMatchObject({ code: 'same-person' });
  expect(await approveWeekRequest(ctx, answer(first, correction.request.id))).toMatchObject({ outcome: 'done' });
  expect(await statesOf(shared)).toEqual(['provisional', 'final', 'corrected']);
});

test('an approval before the set time waits for it; the command line is one person, and its word needs another', async () => {
  const campus = await closedCampus();
  await askSecondPerson(ctx, { campus, secondPerson: true });
  const { request } = await announce(campus, { at: at(2) });
  const answer = { campus, id: request.id, now: at(1) };
  await expect(approveWeekRequest(ctx, { ...answer, by: 'operator' })).rejects.toMatchObject({ code: 'same-person' });
  const organiser = await makeStaff(ctx, campus, 'organiser');
  expect(await approveWeekRequest(ctx, { ...answer, by: organiser })).toMatchObject({ outcome: 'waiting' });
  expect(await announceDueWeeks(ctx, { now: at(2), campusId: campus.id })).toMatchObject([{ outcome: 'done' }]);
});

test('people of another campus can neither ask nor answer here', async () => {
  const campus = await closedCampus();
  const stranger = people.second;
  await expect(announce(campus, { by: stranger })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(correct(campus, 'why', stranger)).rejects.toMatchObject({ code: 'not-allowed' });
  const { request } = await announce(campus, { at: at(2) });
  const answer = { by: stranger, campus, id: request.id, now: NOW };
  await expect(withdrawWeekRequest(ctx, answer)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(withdrawWeekRequest(ctx, { ...answer, campus: shared })).rejects.toMatchObject({ code: 'request-unknown' });
});
