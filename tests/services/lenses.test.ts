import { expect, onTestFinished, test } from 'vitest';
import { publicStandings } from '#core/ranking/public-standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { openDatabase } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { inTransaction } from '#db/transaction.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { expectWeeks } from '#services/expect-weeks.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { leaderboardJson } from '#services/leaderboard-json.ts';
import { pastScores } from '#services/past-scores.ts';
import { reckonFairness } from '#services/reckon-fairness.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');

/** kWh of a dorm's day: restless in its own way, the same each time. */
function usual(dorm: number, day: number): number {
  return 100 * (dorm + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * dorm + Math.floor(day / 7)) + dorm));
}

function daily(request: {
  weeks: readonly number[];
  kwh?: (dorm: number, day: number) => number;
  dorms?: readonly number[];
}): string {
  const lines = request.weeks.flatMap((week) =>
    Array.from({ length: 7 }, (_, index) => 7 * week + index).flatMap((day) =>
      (request.dorms ?? [0, 1, 2, 3, 4, 5]).map(
        (dorm) => `M${dorm},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${(request.kwh ?? usual)(dorm, day).toFixed(3)}`,
      ),
    ),
  );
  return ['meter,start,end,kWh', ...lines].join('\n');
}

const weeksTo = (count: number) => Array.from({ length: count }, (_, week) => week);

async function bring(campus: Campus, text: string, replace = false): Promise<void> {
  const result = await importText(ctx, campus, { text, options: { createMeters: true, ...(replace ? { replace } : {}) } });
  expect(result.state).toBe('committed');
}

async function campusWith(text: string): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, text);
  return campus;
}

async function expectations(campus: Campus) {
  const { rows } = await database.pool.query(
    `SELECT week::text, slug, day_kwh, filled_kwh, weather_model, calendar_model, residual FROM week_expectations e
     JOIN dorms d ON d.campus_id = e.campus_id AND d.id = e.dorm_id WHERE e.campus_id = $1 ORDER BY week, slug`,
    [campus.id],
  );
  return rows;
}

const reckon = (campus: Campus, until: string) => inTransaction(database, ({ db }) => expectWeeks(db, { campus, until }));

test('a dorm that saves a fifth in a week leads by saving and by effort, open, ended and closed alike', async () => {
  const saver = (dorm: number, day: number) => usual(dorm, day) * (dorm === 2 && day >= 140 ? 0.8 : 1);
  const campus = await campusWith(daily({ weeks: weeksTo(21), kwh: saver }));
  const weekId = '2026-W22';
  const boards = async (now: Date) => {
    const saving = await boardOf(ctx, campus, { weekId, lens: 'saving', now });
    const effort = await boardOf(ctx, campus, { weekId, lens: 'effort', now });
    return { state: saving.state, saving: saving.standings, effort: effort.standings };
  };
  const open = await boards(new Date('2026-05-28T12:00:00Z'));
  const ended = await boards(NOW);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const closed = await boards(NOW);
  expect([open.state, ended.state, closed.state]).toEqual(['open', 'ended', 'provisional']);
  for (const { saving, effort } of [open, ended, closed]) {
    expect(saving[0]).toMatchObject({ dorm: 'm2', rank: 1, reason: null });
    expect(effort[0]).toMatchObject({ dorm: 'm2', rank: 1, reason: null });
  }
  expect(closed.saving).toEqual(ended.saving);
  expect(closed.effort).toEqual(ended.effort);
  expect((await boardOf(ctx, campus, { weekId, lens: 'weather-adjusted' })).standings[0]).toMatchObject({
    rank: null,
    reason: 'no-temperature',
  });
});

test('saving is held against the mean of the four ordinary weeks before', async () => {
  // 150, 160, 170 and 180 kWh a day before 148.5: mean 165, a tenth saved.
  const byWeek = [700, 150, 160, 170, 180, 148.5];
  const campus = await campusWith(daily({ weeks: weeksTo(6), dorms: [0], kwh: (_, day) => byWeek[Math.floor(day / 7)] ?? 0 }));
  const board = await boardOf(ctx, campus, { weekId: '2026-W07', lens: 'saving' });
  expect(board.standings[0]?.score).toBeCloseTo(0.1, 6);
});

test('week by week or all at once, in whatever order data come, the same is expected', async () => {
  const all = daily({ weeks: weeksTo(14) });
  const atOnce = await campusWith(all);
  await reckon(atOnce, addDays(FIRST, 7 * 14));
  const inSteps = await newCampus(ctx, 'Etc/UTC');
  for (const week of [3, 0, 1, 2]) await bring(inSteps, daily({ weeks: [week] }));
  for (const week of weeksTo(15).slice(4)) {
    await reckon(inSteps, addDays(FIRST, 7 * week));
    if (week < 14) await bring(inSteps, daily({ weeks: [week] }));
  }
  await bring(inSteps, daily({ weeks: [5], dorms: [3], kwh: () => 1 }), true);
  await reckon(inSteps, addDays(FIRST, 7 * 14));
  expect(await expectations(inSteps)).not.toEqual(await expectations(atOnce));
  await bring(inSteps, daily({ weeks: [5], dorms: [3] }), true);
  await reckon(inSteps, addDays(FIRST, 7 * 14));
  expect(await expectations(inSteps)).toEqual(await expectations(atOnce));
});

test('what comes later changes nothing that was expected before', async () => {
  const campus = await campusWith(daily({ weeks: weeksTo(12) }));
  await reckon(campus, addDays(FIRST, 7 * 12));
  const before = (await expectations(campus)).filter(({ week }) => week < addDays(FIRST, 7 * 12));
  await bring(campus, daily({ weeks: [12, 13], kwh: (dorm, day) => 9 * usual(dorm, day) }));
  await reckon(campus, addDays(FIRST, 7 * 14));
  expect((await expectations(campus)).filter(({ week }) => week < addDays(FIRST, 7 * 12))).toEqual(before);
});

test('a publication from before a lens was reckoned says so', async () => {
  const campus = await campusWith(daily({ weeks: [0] }));
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const owner = await ownersPool();
  await owner.query('ALTER TABLE standings DISABLE TRIGGER ALL');
  await owner.query("DELETE FROM standings WHERE campus_id = $1 AND lens = 'effort'", [campus.id]);
  await owner.query('ALTER TABLE standings ENABLE TRIGGER ALL');
  const board = await boardOf(ctx, campus, { weekId: '2026-W02', lens: 'effort' });
  expect(board.standings).toHaveLength(6);
  expect(board.standings[0]).toMatchObject({ rank: null, score: null, reason: 'not-reckoned' });
});

async function ownersPool() {
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  return owner.pool;
}

test('fairness judges the weeks asked for under every lens, and says where nobody was ranked', async () => {
  const campus = await campusWith(daily({ weeks: weeksTo(24) }));
  const request = {
    campus,
    firstWeek: addDays(FIRST, 7 * 16),
    lastWeek: addDays(FIRST, 7 * 23),
    excluded: [addDays(FIRST, 7 * 20)],
  };
  const lenses = await reckonFairness(ctx, request);
  const figures = Object.fromEntries(lenses.map((one) => [one.lens, one]));
  // Without dice in it, the least dorm wins every week by energy and nobody needs to save for it.
  expect(figures.energy).toMatchObject({ weeks: 7, dorms: 6, evenness: 0, luck: 1 / 6, winners: [{ dorm: 'm0', weeks: 7 }] });
  expect(figures.energy?.power['20']).toBeCloseTo(1 / 6, 12);
  expect(figures.effort).toMatchObject({ weeks: 7, dorms: 6, reason: null });
  expect(figures['per-resident']).toMatchObject({ weeks: 0, evenness: null, luck: null, reason: 'no-weeks', winners: [] });
});

test('a row says what was expected, by which model, and how sure its score and place are; a withheld dorm says nothing', async () => {
  const campus = await campusWith(daily({ weeks: weeksTo(26) }));
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const board = await getLeaderboard(ctx, { campus, weekId: '2026-W26', lens: 'effort', now: NOW });
  const past = await pastScores(database.db, { campus, board });
  const { standings } = leaderboardJson(campus.slug, board, { past });
  const [first, second] = standings;
  // Six dorms differ sixfold from each other and by 3 % from themselves.
  expect(first).toMatchObject({ rank: 1, model: { shape: 'flat', days: 168 } });
  expect(first?.noise).toBeGreaterThan(0.3);
  expect(first?.noise).toBeLessThan(3);
  expect(first?.chanceAheadOfNext).toBeGreaterThanOrEqual(0.5);
  expect(second?.chanceAheadOfNext).toBeLessThanOrEqual(1);
  expect(standings.at(-1)?.chanceAheadOfNext).toBeNull();
  const shown = leaderboardJson(campus.slug, board, { standings: publicStandings(board.standings, null), past });
  expect(shown.standings).toHaveLength(6);
  for (const row of shown.standings)
    expect(row).toMatchObject({ score: null, expectedKwh: null, model: null, noise: null, chanceAheadOfNext: null });
});

test('how sure an edition of a closed week was is not changed by what is published later', async () => {
  const campus = await campusWith(daily({ weeks: weeksTo(14) }));
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const board = await getLeaderboard(ctx, { campus, weekId: '2026-W14', lens: 'energy', now: NOW });
  const said = () => pastScores(database.db, { campus, board });
  const before = await said();
  expect(before).toHaveLength(12);
  await bring(campus, daily({ weeks: [10], kwh: (dorm, day) => 1.3 * usual(dorm, day) }), true);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  expect(await said()).toEqual(before);
});
