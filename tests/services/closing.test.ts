import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { openDatabase } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { closeWeek } from '#services/close-week.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const LATER = new Date('2026-11-30T12:00:00Z');
const MONDAY = '2026-11-09';

/** Hourly rows in UTC of one meter; `kwh` by the hour since the first. */
function hourly(request: { meter?: string; from: string; hours: number; kwh?: (hour: number) => number }): string {
  const start = Date.parse(`${request.from}T00:00:00Z`);
  const lines = Array.from({ length: request.hours }, (_, hour) => {
    const stamp = new Date(start + hour * 3_600_000).toISOString();
    return `${stamp},${request.meter ?? 'A'},${request.kwh?.(hour) ?? 1}`;
  });
  return ['time,meter,kWh', ...lines].join('\n');
}

async function bring(campus: Campus, text: string): Promise<number> {
  const { import: importId } = await importText(ctx, campus, { text, options: { createMeters: true } });
  return importId ?? 0;
}

async function publications(campus: Campus) {
  const { rows } = await database.pool.query(
    'SELECT seq::int, week::text, edition, state, prev_seq::int, prev_digest, digest FROM publications WHERE campus_id = $1 ORDER BY seq',
    [campus.id],
  );
  for (const [index, row] of rows.entries()) {
    expect(row.seq).toBe(index + 1);
    expect(row.prev_digest).toEqual(rows[index - 1]?.digest ?? null);
  }
  const head = await database.pool.query('SELECT seq::int, digest FROM publication_heads WHERE campus_id = $1', [campus.id]);
  expect(head.rows[0]).toEqual({ seq: rows.length, digest: rows.at(-1)?.digest ?? null });
  return rows.map(({ week, edition, state }) => [week, edition, state]);
}

test.each([
  ['America/New_York', '2026-11-16T11:00:00Z'],
  ['Asia/Kathmandu', '2026-11-16T00:15:00Z'],
  ['Etc/UTC', '2026-11-16T06:00:00Z'],
])('at %s a week is closed on Monday at 06:00 by its own clock and not a second before', async (timeZone, instant) => {
  const campus = await newCampus(ctx, timeZone);
  await bring(campus, hourly({ from: '2026-11-10', hours: 24 }));
  const at = new Date(instant);
  expect(await closeDueWeeks(ctx, { now: new Date(at.getTime() - 1000), campusId: campus.id })).toMatchObject({ published: 0 });
  expect(await closeDueWeeks(ctx, { now: at, campusId: campus.id })).toMatchObject({ published: 1 });
});

test('a week in which the clocks go back ends an hour later and is closed by the new time', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, hourly({ from: '2026-10-27', hours: 24 }));
  expect(await closeDueWeeks(ctx, { now: new Date('2026-11-02T10:59:59Z'), campusId: campus.id })).toMatchObject({
    published: 0,
  });
  expect(await closeDueWeeks(ctx, { now: new Date('2026-11-02T11:00:00Z'), campusId: campus.id })).toMatchObject({
    published: 1,
  });
});

test('after weeks of downtime every ended week with readings is closed once, oldest first, and the open one is not', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  for (const from of ['2026-10-20', '2026-10-05', '2026-11-12', '2026-11-24']) await bring(campus, hourly({ from, hours: 24 }));
  const now = new Date('2026-11-26T08:00:00Z');
  expect(await closeDueWeeks(ctx, { now, campusId: campus.id })).toMatchObject({ published: 3, failed: 0 });
  expect(await closeDueWeeks(ctx, { now, campusId: campus.id })).toEqual({ published: 0, unchanged: 0, failed: 0, closed: [] });
  const weeks = [
    ['2026-10-05', 1, 'provisional'],
    ['2026-10-19', 1, 'provisional'],
    ['2026-11-09', 1, 'provisional'],
  ];
  expect(await publications(campus)).toEqual(weeks);
});

test('several workers at once close each week of each campus once, each campus by its own clock', async () => {
  const [east, west] = [await newCampus(ctx, 'Asia/Tokyo'), await newCampus(ctx, 'America/Los_Angeles')];
  for (const campus of [east, west])
    for (let week = 0; week < 4; week += 1) await bring(campus, hourly({ from: addDays('2026-10-20', week * 7), hours: 30 }));
  const now = new Date('2026-11-15T22:00:00Z');
  const results = await Promise.all([1, 2, 3].map(() => closeDueWeeks(ctx, { now })));
  expect(results.map(({ failed }) => failed)).toEqual([0, 0, 0]);
  const weeks = ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'].map((week) => [week, 1, 'provisional']);
  expect(await publications(east)).toEqual(weeks);
  expect(await publications(west)).toEqual(weeks.slice(0, 3));
});

test('late data appends an edition, the same data again does not, and each edition keeps its numbers', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, hourly({ from: MONDAY, hours: 160 }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  await importText(ctx, campus, { text: hourly({ from: MONDAY, hours: 100 }) });
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({ published: 0, unchanged: 1 });
  await bring(campus, hourly({ from: '2026-11-15', hours: 24, kwh: () => 1 }));
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({ published: 1 });
  expect(await publications(campus)).toEqual([
    [MONDAY, 1, 'provisional'],
    [MONDAY, 2, 'provisional'],
  ]);
  const { rows } = await database.pool.query(
    "SELECT publication_seq::int, energy_micro_wh::text FROM standings WHERE campus_id = $1 AND lens = 'energy' ORDER BY 1",
    [campus.id],
  );
  expect(rows.map((row) => row.energy_micro_wh)).toEqual(['160000000000', '168000000000']);
});

test('a published week emptied by an undo gets an edition that says so', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const importId = await bring(campus, hourly({ from: MONDAY, hours: 168 }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  await undoImport(ctx, { campus, importId, now: LATER });
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  expect(await publications(campus)).toEqual([
    [MONDAY, 1, 'provisional'],
    [MONDAY, 2, 'provisional'],
  ]);
  const board = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(board).toMatchObject({ state: 'provisional', edition: 2, dataUntil: null });
  expect(board.standings).toMatchObject([{ rank: null, energyKwh: null, reason: 'no-readings' }]);
});

test('a week emptied before it was published is not closed, and is not looked at again', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const importId = await bring(campus, hourly({ from: MONDAY, hours: 168 }));
  await undoImport(ctx, { campus, importId, now: LATER });
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({ published: 0, failed: 0 });
  const { rows } = await database.pool.query(
    'SELECT week::text FROM touched_weeks WHERE campus_id = $1 AND revision > closed_revision',
    [campus.id],
  );
  expect(rows).toEqual([]);
  await expect(closeWeek(ctx, { campus, monday: MONDAY, now: LATER })).rejects.toMatchObject({ code: 'week-without-readings' });
});

test('a week that is not over cannot be closed by hand, and one that is can at any time', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, hourly({ from: '2026-11-10', hours: 24 }));
  const close = (now: string) => closeWeek(ctx, { campus, monday: MONDAY, now: new Date(now) });
  await expect(close('2026-11-16T04:59:59Z')).rejects.toMatchObject({ code: 'week-not-ended' });
  expect(await close('2026-11-16T05:00:00Z')).toMatchObject({ outcome: 'published' });
});

test('a final week stays as it is, whatever arrives', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, hourly({ from: MONDAY, hours: 160 }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  await announce(campus);
  await bring(campus, hourly({ from: '2026-11-15', hours: 24 }));
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({
    published: 0,
    closed: [{ outcome: 'frozen' }],
  });
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({ closed: [] });
  expect(await publications(campus)).toEqual([
    [MONDAY, 1, 'provisional'],
    [MONDAY, 2, 'final'],
  ]);
});

test('zeros that turn out to be a dead meter only in the next week reopen the week before', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, hourly({ from: MONDAY, hours: 168, kwh: (hour) => (hour < 150 ? 1 : 0) }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings).toMatchObject([{ rank: 1, coverage: 1 }]);
  await bring(campus, hourly({ from: '2026-11-16', hours: 168, kwh: (hour) => (hour < 10 ? 0 : 1) }));
  expect(await closeDueWeeks(ctx, { now: LATER, campusId: campus.id })).toMatchObject({ published: 2 });
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings).toMatchObject([
    { rank: null, reason: 'meter-dead', coverage: 150 / 168 },
  ]);
});

test('zeros of a meter that had never used energy are a dead meter’s once it has, however long after', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bring(campus, hourly({ from: '2026-10-05', hours: 168, kwh: () => 0 }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  expect((await boardOf(ctx, campus, { weekId: '2026-W41' })).standings).toMatchObject([{ rank: 1, energyKwh: 0 }]);
  const later = await bring(campus, hourly({ from: MONDAY, hours: 168 }));
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  expect((await boardOf(ctx, campus, { weekId: '2026-W41' })).standings).toMatchObject([
    { rank: null, energyKwh: 0, reason: 'meter-dead' },
  ]);
  await undoImport(ctx, { campus, importId: later, now: LATER });
  await closeDueWeeks(ctx, { now: LATER, campusId: campus.id });
  expect((await boardOf(ctx, campus, { weekId: '2026-W41' })).standings).toMatchObject([{ rank: 1, energyKwh: 0 }]);
});

/** A final edition of the week, as an announcement makes it, put in by the owner. */
async function announce(campus: Campus): Promise<void> {
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  const digest = randomBytes(32);
  await owner.pool.query(
    `INSERT INTO publications (campus_id, seq, prev_seq, prev_digest, digest, week, edition, state, method_version, content_digest, data_revision, published_at)
     SELECT campus_id, seq + 1, seq, digest, $2, week, edition + 1, 'final', method_version, content_digest, data_revision, published_at
     FROM publications WHERE campus_id = $1 ORDER BY seq DESC LIMIT 1`,
    [campus.id, digest],
  );
  await owner.pool.query('UPDATE publication_heads SET seq = seq + 1, digest = $2 WHERE campus_id = $1', [campus.id, digest]);
}
