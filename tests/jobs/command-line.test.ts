import { expect, test } from 'vitest';
import { runWattle } from '#jobs/run-wattle.ts';
import { VERBS } from '#jobs/verbs/index.ts';
import { commandLine } from '#tests/support/command-line.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type Ended, fileOnDisk, wattle } from '#tests/support/processes.ts';

const database = await testDatabase();
const run = commandLine(database);
/** The same as a person has it: a process of its own. */
const start = (...words: string[]) => wattle(words, { DATABASE_URL: database.url });
const NO_DATABASE = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };

/** What a verb says with --json, which must be one line of JSON. */
function json(ended: Ended): Record<string, unknown> {
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ended.stdout);
}

/** Monday 00:00 UTC, so many weeks from this one. */
function mondayFromNow(weeks: number): Date {
  const now = new Date();
  const day = (now.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - day + weeks * 7));
}

function weekIdOf(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

function hours(meter: string, from: Date, count: number, kwh: number): string[] {
  return Array.from(
    { length: count },
    (_, hour) => `${new Date(from.getTime() + hour * 3_600_000).toISOString()},${meter},${kwh}`,
  );
}

async function campus(slug: string): Promise<void> {
  expect(await run('campus', 'add', slug, '--name', slug.toUpperCase(), '--time-zone', 'Etc/UTC')).toMatchObject({ code: 0 });
}

const file = (...lines: string[]) => fileOnDisk('readings.csv', ['time,meter,kWh', ...lines].join('\n'));
const PAST = new Date('2019-10-28T00:00:00Z');

test('from an empty database to a closed week, each verb says what it did in one line of JSON', async () => {
  expect(json(await start('campus', 'add', 'story', '--name', 'Story', '--time-zone', 'Etc/UTC', '--json'))).toEqual({
    campus: 'story',
    name: 'Story',
    timeZone: 'Etc/UTC',
  });
  const dorms = fileOnDisk('dorms.csv', 'dorm,name,residents,floor_area_m2\noak,Oak Hall,20,500\nelm,Elm Hall,,\n');
  expect(json(await start('dorms', 'import', 'story', dorms, '--json'))).toEqual({
    state: 'committed',
    added: 2,
    updated: 0,
    problems: [],
  });
  const meters = fileOnDisk('meters.csv', 'meter,dorm\nA,oak\nB,elm\n');
  expect(json(await start('meters', 'import', 'story', meters, '--json'))).toEqual({
    state: 'committed',
    added: 2,
    updated: 0,
    problems: [],
  });

  const readings = file(...hours('A', PAST, 168, 2), ...hours('B', PAST, 168, 1.5));
  const imported = json(await start('readings', 'import', 'story', readings, '--json'));
  expect(imported).toEqual({
    import: expect.any(Number),
    state: 'committed',
    readings: { new: 336, same: 0, replaced: 0 },
    energyKwh: 588,
    problems: [],
    guesses: expect.arrayContaining([expect.objectContaining({ about: 'unit', value: 'kWh' })]),
  });
  const known = json(await start('readings', 'import', 'story', readings, '--json'));
  expect(known).toMatchObject({
    import: imported.import,
    state: 'known',
    readings: { new: 0, same: 336, replaced: 0 },
    energyKwh: 588,
  });

  const ended = json(await start('leaderboard', 'story', '--week', '2019-W44', '--json'));
  expect(ended).toMatchObject({ campus: 'story', week: '2019-W44', lens: 'energy', state: 'ended' });
  expect(ended.standings).toMatchObject([
    { dorm: 'elm', name: 'Elm Hall', rank: 1, score: 252, energyKwh: 252, coverage: 1, reason: null },
    { dorm: 'oak', name: 'Oak Hall', rank: 2, score: 336, energyKwh: 336, coverage: 1, reason: null },
  ]);
  expect(json(await start('weeks', 'close', 'story', '--json'))).toEqual({
    campus: 'story',
    weeks: [{ week: '2019-W44', outcome: 'published', edition: 1, state: 'provisional' }],
  });
  expect(json(await start('weeks', 'close', 'story', '--week', '2019-W44', '--json'))).toMatchObject({
    weeks: [{ outcome: 'unchanged' }],
  });
  const closed = json(await start('leaderboard', 'story', '--week', '2019-W44', '--lens', 'per-resident', '--json'));
  expect(closed).toMatchObject({ state: 'provisional', lens: 'per-resident' });
  expect(closed.standings).toMatchObject([
    { dorm: 'oak', name: 'Oak Hall', rank: 1, score: 16.8, energyKwh: 336, coverage: 1, reason: null },
    { dorm: 'elm', name: 'Elm Hall', rank: null, score: null, energyKwh: 252, coverage: 1, reason: 'no-residents' },
  ]);
  expect(json(await start('imports', 'undo', 'story', String(imported.import), '--json'))).toEqual({
    import: imported.import,
    state: 'undone',
  });
  expect(json(await start('leaderboard', 'story', '--week', '2019-W44', '--json'))).toMatchObject({
    state: 'provisional',
    standings: [{ energyKwh: 252 }, { energyKwh: 336 }],
  });
}, 90_000);

test('good rows go in and the bad one is named by its line; with --strict nothing goes in and the exit is 1', async () => {
  await campus('strict');
  const path = file(
    '2019-10-28T00:00:00Z,A,1',
    '2019-10-28T01:00:00Z,A,x',
    '2019-10-28T02:00:00Z,A,1',
    '2019-10-28T03:00:00Z,A,1',
  );
  const strict = await run('readings', 'import', 'strict', path, '--create-meters', '--strict', '--json');
  expect(strict.code).toBe(1);
  expect(json(strict)).toMatchObject({
    import: null,
    state: 'refused',
    readings: { new: 0, same: 0, replaced: 0 },
    energyKwh: 0,
  });
  expect(json(await run('leaderboard', 'strict', '--week', '2019-W44', '--json'))).toMatchObject({ standings: [] });
  const lenient = await run('readings', 'import', 'strict', path, '--create-meters', '--json');
  expect(lenient.code).toBe(0);
  const said = json(lenient);
  expect(said).toMatchObject({ state: 'committed', readings: { new: 3 }, energyKwh: 3 });
  expect(said.problems).toEqual([
    {
      kind: 'value-bad',
      severity: 'refused',
      row: 3,
      column: expect.any(String),
      found: 'x',
      expected: expect.any(String),
      remedy: expect.any(String),
    },
  ]);
}, 60_000);

test('--dry-run says what would happen and stores nothing', async () => {
  await campus('dry');
  const path = file(...hours('A', PAST, 24, 1));
  const dry = await run('readings', 'import', 'dry', path, '--create-meters', '--dry-run', '--json');
  expect(dry.code).toBe(0);
  expect(json(dry)).toMatchObject({ import: null, readings: { new: 24, same: 0, replaced: 0 }, energyKwh: 24 });
  expect(json(await run('leaderboard', 'dry', '--week', '2019-W44', '--json'))).toMatchObject({ standings: [] });
}, 60_000);

test('an open week tells the whole days so far; zeros measured are 0 and nothing accepted is null', async () => {
  await campus('open');
  const [monday, next] = [mondayFromNow(-1), mondayFromNow(0)];
  const dorms = fileOnDisk('dorms.csv', 'dorm,name\nzero,Zero\nnone,None\nsome,Some\n');
  await run('dorms', 'import', 'open', dorms);
  await run('meters', 'import', 'open', fileOnDisk('meters.csv', 'meter,dorm\nZ,zero\nN,none\nS,some\n'));
  const path = file(...hours('Z', monday, 168, 0), ...hours('S', monday, 168, 1));
  expect(await run('readings', 'import', 'open', path)).toMatchObject({ code: 0 });
  const last = json(await run('leaderboard', 'open', '--week', weekIdOf(monday), '--json'));
  expect(last).toMatchObject({ state: 'ended' });
  const byDorm = new Map((last.standings as { dorm: string }[]).map((standing) => [standing.dorm, standing]));
  expect(byDorm.get('zero')).toMatchObject({ energyKwh: 0, coverage: 1, rank: 1, reason: null });
  expect(byDorm.get('none')).toMatchObject({ energyKwh: null, coverage: 0, rank: null, score: null, reason: 'no-readings' });
  expect(byDorm.get('some')).toMatchObject({ energyKwh: 168, rank: 2 });
  expect(json(await run('leaderboard', 'open', '--week', weekIdOf(next), '--json'))).toMatchObject({ state: 'open' });
  const early = await run('weeks', 'close', 'open', '--week', weekIdOf(next), '--json');
  expect(early.code).toBe(1);
  expect(json(early)).toMatchObject({ error: { code: 'week-not-ended' } });
}, 90_000);

test.each([
  ['an unknown campus', ['leaderboard', 'nowhere', '--week', '2019-W44'], /nowhere/],
  ['a file that is not there', ['readings', 'import', 'refusals', '/no/such.csv'], /such\.csv/],
  ['an import that is not there', ['imports', 'undo', 'refusals', '999999'], /999999/],
  ['a campus that is there already', ['campus', 'add', 'refusals', '--name', 'X', '--time-zone', 'Etc/UTC'], /refusals/],
  ['a zone that nobody knows', ['campus', 'add', 'mars', '--name', 'Mars', '--time-zone', 'Mars/Olympus'], /Mars\/Olympus/],
])('%s is refused with exit 1 and the reason on standard error', async (_, words, reason) => {
  await run('campus', 'add', 'refusals', '--name', 'R', '--time-zone', 'Etc/UTC');
  const { code, stdout, stderr } = await run(...words);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(reason);
  expect(stderr).not.toMatch(/\n +at /);
});

test.each([
  ['nothing', []],
  ['an unknown verb', ['weeks', 'open', 'x']],
  ['an unknown flag', ['leaderboard', 'x', '--week', '2019-W44', '--lenses', 'energy']],
  ['a missing word', ['imports', 'undo', 'x']],
  ['a word too many', ['weeks', 'close', 'x', 'y']],
  ['a week that is none', ['leaderboard', 'x', '--week', '2019-W60']],
  ['a lens that is none', ['leaderboard', 'x', '--week', '2019-W44', '--lens', 'karma']],
  ['a missing week', ['leaderboard', 'x']],
  ['a kind that is none', ['readings', 'import', 'x', 'y.csv', '--kind', 'gauge']],
  ['a date order that is none', ['readings', 'import', 'x', 'y.csv', '--date-order', 'ydm']],
  ['no number of duplicates', ['readings', 'import', 'x', 'y.csv', '--duplicates', 'two']],
  ['a zone that nobody knows', ['readings', 'import', 'x', 'y.csv', '--time-zone', 'Mars/Olympus']],
  ['an import that is no number', ['imports', 'undo', 'x', 'first']],
])('%s is bad usage: exit 2 and the usage on standard error, before any database is asked', async (_, words) => {
  const stderr: string[] = [];
  const code = await runWattle(words, {
    open: () => Promise.reject(new Error('a database was asked')),
    say: (line) => expect.unreachable(line),
    complain: (line) => stderr.push(line),
  });
  expect(code).toBe(2);
  expect(stderr.join('\n')).toMatch(/Usage:/);
});

test('bad usage and a refusal of a process of its own: its exit, nothing on standard output, no trace', async () => {
  const bad = await wattle(['weeks', 'open', 'x'], NO_DATABASE);
  expect(bad).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/Usage:/) });
  const refused = await start('leaderboard', 'nowhere', '--week', '2019-W44');
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/nowhere/) });
  expect(refused.stderr).not.toMatch(/\n +at /);
});

test('each verb is found by its own name', async () => {
  for (const { name, load } of VERBS) expect((await load()).name).toEqual(name);
});

test('a database that does not answer is not the user’s fault: exit 1, the reason, no half-written JSON', async () => {
  const { code, stdout, stderr } = await wattle(['leaderboard', 'x', '--week', '2019-W44', '--json'], NO_DATABASE);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'failed' } });
  expect(stderr).not.toBe('');
});

test('a list with a problem stores nothing, exits 1 and names line and column', async () => {
  await campus('lists');
  const dorms = fileOnDisk('dorms.csv', 'dorm,residents\noak,20\nelm,many\n');
  const refused = await run('dorms', 'import', 'lists', dorms, '--json');
  expect(refused.code).toBe(1);
  expect(json(refused)).toMatchObject({
    state: 'refused',
    added: 0,
    problems: [{ kind: 'cell-bad', row: 3, column: 'residents', found: 'many' }],
  });
  const meters = await run('meters', 'import', 'lists', fileOnDisk('meters.csv', 'meter,dorm\nA,oak\n'), '--json');
  expect(json(meters)).toMatchObject({
    state: 'refused',
    problems: [{ kind: 'dorm-unknown', row: 2, column: 'dorm', found: 'oak' }],
  });
  const absent = await run('dorms', 'import', 'lists', '/no/such.csv');
  expect(absent.code).toBe(1);
  expect(absent.stderr).toMatch(/such\.csv/);
}, 60_000);

test('whoever asks for a verb that is not there is told of all that are', async () => {
  const { stderr } = await run('help');
  for (const verb of [
    'campus add',
    'dorms import',
    'meters import',
    'readings import',
    'imports undo',
    'weeks close',
    'leaderboard',
  ])
    expect(stderr).toContain(verb);
});
