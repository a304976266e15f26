import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { findWaiting } from '#db/queries/kept-files.ts';
import { addDorm } from '#services/add-dorm.ts';
import { addMeter } from '#services/add-meter.ts';
import { ignoreUnknownMeter } from '#services/ignore-unknown-meter.ts';
import { listInbox } from '#services/list-inbox.ts';
import { type WatchEvent, watchFolder } from '#services/watch-folder.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-18T17:00:00Z');

async function campusWithBirch(): Promise<Campus> {
  const campus = await newCampus(ctx);
  await addDorm(ctx, { campus, name: 'Birch', kind: 'slab', size: { residents: 100, floorAreaM2: null } });
  await addMeter(ctx, { campus, label: 'birch', dorm: 'birch' });
  return campus;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wattle-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const put = (folder: string, name: string, text: string) => writeFileSync(join(folder, name), text);
const filesIn = (folder: string, under = '.') => readdirSync(join(folder, under)).sort();

const day = (day: string) => `meter,start,end,kWh\nbirch,${day}T00:00Z,${day}T01:00Z,1\nbirch,${day}T01:00Z,${day}T02:00Z,2\n`;
const AMBIGUOUS = 'meter,start,kWh\nbirch,03/11/2026 00:00,1\nbirch,03/11/2026 01:00,1\n';

/** Watches for as many looks as there are steps and one more; each step happens between two looks. */
async function watching(campus: Campus, folder: string, steps: (() => void)[] = [() => {}]): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  const controller = new AbortController();
  const left = [...steps];
  await watchFolder(ctx, {
    campus,
    folder,
    isOnce: false,
    say: (event) => events.push(event),
    now: () => NOW,
    pause: async () => {
      const step = left.shift();
      if (step === undefined) controller.abort();
      else step();
    },
    signal: controller.signal,
  });
  return events;
}

test('a file that stayed the same between two looks goes in and moves to done', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  put(folder, 'monday.csv', day('2026-11-16'));
  const events = await watching(campus, folder);
  expect(events).toMatchObject([
    { file: 'monday.csv', state: 'committed', readings: { new: 2 }, energyKwh: 3, movedTo: 'done/monday.csv' },
  ]);
  expect([filesIn(folder), filesIn(folder, 'done')]).toEqual([['done', 'needs-attention'], ['monday.csv']]);
  const { rows } = await database.pool.query('SELECT channel FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ channel: 'watch' }]);
});

test('a file that grows is left alone until it stands still', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const text = day('2026-11-16');
  put(folder, 'a.csv', text.slice(0, 60));
  const events = await watching(campus, folder, [
    () => put(folder, 'a.csv', text.slice(0, 80)),
    () => put(folder, 'a.csv', text),
    () => {},
  ]);
  expect(events).toMatchObject([{ state: 'committed', readings: { new: 2 }, problems: 0 }]);
});

test('a file of the same size with a newer time is not the same', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  put(folder, 'a.csv', day('2026-11-16'));
  const touch = (seconds: number) => () => utimesSync(join(folder, 'a.csv'), seconds, seconds);
  expect(await watching(campus, folder, [touch(1000), touch(2000)])).toEqual([]);
});

test('hidden, half-written and empty files, links and subfolders are left where they are', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const outside = newFolder();
  put(outside, 'secret.csv', day('2026-11-16'));
  for (const name of ['.hidden.csv', 'a.csv.part', 'b.tmp', 'c.csv.filepart', 'd.csv~']) put(folder, name, day('2026-11-16'));
  put(folder, 'empty.csv', '');
  symlinkSync(join(outside, 'secret.csv'), join(folder, 'link.csv'));
  mkdirSync(join(folder, 'sub'));
  put(join(folder, 'sub'), 'deep.csv', day('2026-11-16'));
  expect(await watching(campus, folder)).toEqual([]);
});

test('a file that needs a human waits in the inbox and lies in needs-attention beside a text that says why', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  put(folder, 'open.csv', AMBIGUOUS);
  const [event] = await watching(campus, folder);
  expect(event).toMatchObject({ state: 'refused', import: null, movedTo: 'needs-attention/open.csv' });
  const { waiting } = await listInbox(ctx, campus);
  expect(waiting.map(({ file }) => [file.fileName, file.channel])).toEqual([['open.csv', 'watch']]);
  expect(filesIn(folder, 'needs-attention')).toEqual(['open.csv', 'open.csv.why.txt']);
  const note = readFileSync(join(folder, 'needs-attention', 'open.csv.why.txt'), 'utf8');
  expect(note).toContain(`import ${waiting[0]?.file.id}`);
  expect(note).toContain('At least one date that fits one order only.');
});

test('a file of ignored meters alone is done', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  await ignoreUnknownMeter(ctx, { campus, label: 'maple', reason: 'the bakery', personId: null, now: NOW });
  put(folder, 'a.csv', day('2026-11-16').replaceAll('birch', 'maple'));
  expect(await watching(campus, folder)).toMatchObject([{ state: 'ignored', movedTo: 'done/a.csv' }]);
});

test('a name that is taken gets a number, and nothing is overwritten', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  mkdirSync(join(folder, 'done'));
  put(join(folder, 'done'), 'a.csv', 'older');
  put(folder, 'a.csv', day('2026-11-16'));
  expect(await watching(campus, folder)).toMatchObject([{ movedTo: 'done/a-2.csv' }]);
  expect(readFileSync(join(folder, 'done', 'a.csv'), 'utf8')).toBe('older');
  expect(readFileSync(join(folder, 'done', 'a-2.csv'), 'utf8')).toBe(day('2026-11-16'));
});

test('a file that went in before its watcher was killed is known and moved at the next start', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const text = day('2026-11-16');
  const first = await importText(ctx, campus, { text, now: NOW });
  put(folder, 'a.csv', text);
  expect(await watching(campus, folder)).toMatchObject([{ state: 'known', import: first.import, movedTo: 'done/a.csv' }]);
});

test('a refused file that was stored before its watcher was killed is stored once', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  put(folder, 'a.csv', AMBIGUOUS);
  await watching(campus, folder);
  put(folder, 'a.csv', AMBIGUOUS);
  const [event] = await watching(campus, folder);
  const waiting = await findWaiting(database.db, { campusId: campus.id, sha256: textSource(AMBIGUOUS).sha256 });
  expect(event).toMatchObject({ inbox: waiting?.id, movedTo: 'needs-attention/a-2.csv' });
  expect((await listInbox(ctx, campus)).waiting).toHaveLength(1);
});

test('a file that cannot be moved is told once and not imported again and again', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const text = day('2026-11-16');
  put(folder, 'a.csv', text);
  // The subfolder goes away while the watcher runs.
  const block = () => rmSync(join(folder, 'done'), { recursive: true });
  const events = await watching(campus, folder, [block, () => {}, () => {}, () => {}]);
  expect(events).toMatchObject([{ state: 'committed', movedTo: null }]);
  expect(filesIn(folder)).toContain('a.csv');
});

test('two watchers of one folder take each file once between them', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const days = Array.from({ length: 8 }, (_, index) => `2026-11-0${index + 1}`);
  for (const one of days) put(folder, `${one}.csv`, day(one));
  const both = (
    await Promise.all([watching(campus, folder, [() => {}, () => {}]), watching(campus, folder, [() => {}, () => {}])])
  ).flat();
  expect(
    both
      .filter(({ state }) => state === 'committed')
      .map(({ file }) => file)
      .sort(),
  ).toEqual(days.map((one) => `${one}.csv`));
  expect(both.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(filesIn(folder, 'done')).toEqual(days.map((one) => `${one}.csv`));
});

test('what was answered for a file is applied to the next one in the folder', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const first = await importText(ctx, campus, { text: AMBIGUOUS, options: { dateOrder: 'dmy' }, now: NOW });
  put(folder, 'next.csv', AMBIGUOUS.replaceAll('03/11', '04/11'));
  expect(await watching(campus, folder)).toMatchObject([
    { state: 'committed', profile: { import: first.import, options: { dateOrder: 'dmy' } } },
  ]);
});

test('a folder that is not there is refused, and so is one whose subfolder is a link', async () => {
  const campus = await campusWithBirch();
  await expect(watching(campus, '/nowhere/at/all')).rejects.toMatchObject({ code: 'file-refused' });
  const folder = newFolder();
  symlinkSync(newFolder(), join(folder, 'done'));
  await expect(watching(campus, folder)).rejects.toMatchObject({ code: 'file-refused' });
});

test('a name as long as names can be is cut where its note, or its number, would not fit', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const name = `${'n'.repeat(251)}.csv`;
  put(folder, name, AMBIGUOUS);
  expect(await watching(campus, folder)).toMatchObject([{ state: 'refused', movedTo: `needs-attention/${'n'.repeat(243)}.csv` }]);
  for (const date of ['2026-11-16', '2026-11-17']) {
    put(folder, name, day(date));
    await watching(campus, folder);
  }
  expect(filesIn(folder, 'done')).toEqual([`${'n'.repeat(249)}-2.csv`, name]);
});

test('a file whose name is not UTF-8 is told of once, and the others go in', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/z`), Buffer.from([0xe4]), Buffer.from('hler.csv')]), day('2026-11-16'));
  put(folder, 'b.csv', day('2026-11-17'));
  const events = await watching(campus, folder, [() => {}, () => {}]);
  expect(events.map(({ file, state }) => [file, state])).toEqual([
    ['z\ufffdhler.csv', 'failed'],
    ['b.csv', 'committed'],
  ]);
});

test('line breaks and escapes in a name are no part of what is kept', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  put(folder, 'a\n\u001b[31mb.csv', day('2026-11-16'));
  await watching(campus, folder);
  const { rows } = await database.pool.query('SELECT file_name FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ file_name: 'a[31mb.csv' }]);
});
