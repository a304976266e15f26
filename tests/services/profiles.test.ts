import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { commitImport } from '#services/commit-import.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { importUnattended } from '#services/import-unattended.ts';
import { previewImport } from '#services/preview-import.ts';
import { receiveFile } from '#services/receive-file.ts';
import { forgetProfile } from '#services/remember-options.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2027-01-20T17:00:00Z');

async function person(): Promise<number> {
  const { rows } = await database.pool.query(
    `INSERT INTO people (email, created_at) VALUES (gen_random_uuid() || '@example.edu', now()) RETURNING id`,
  );
  return rows[0].id;
}

async function drop(campus: Campus, text: string, fileName = 'export.csv'): Promise<number> {
  async function* body() {
    yield Buffer.from(text);
  }
  return (await receiveFile(ctx, { campus, fileName, body: body(), personId: null, now: NOW })).id;
}

const look = (campus: Campus, importId: number) =>
  previewImport(ctx, { campus, importId, options: null, lens: 'energy', now: NOW });

/** As staff do: drop, answer, commit. */
async function dropped(campus: Campus, file: { text: string; name?: string; options: ImportOptions }): Promise<number> {
  const importId = await drop(campus, file.text, file.name);
  const done = await commitImport(ctx, { campus, importId, options: file.options, personId: await person(), now: NOW });
  expect(done.state).toBe('committed');
  return importId;
}

const send = (campus: Campus, file: { text: string; name?: string; options?: ImportOptions }) =>
  importUnattended(ctx, {
    campus,
    ...textSource(file.text, file.name ?? 'export.csv'),
    options: file.options ?? {},
    channel: 'watch',
    mode: 'commit',
    now: NOW,
  });

/** A column a hall in kW, a stamp for the end of each half hour, day before month. */
function wideWeek(days: readonly string[]): string {
  const rows = days.flatMap((day) =>
    Array.from({ length: 48 }, (_, half) => {
      const minutes = (half + 1) * 30;
      // 24:00 stays with its day, as such loggers write it.
      return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'},10,20`;
    }),
  );
  return `Interval ending,Cedar Hall (kW),Larch Hall (kW)\n${rows.join('\n')}\n`;
}

test('a wide kW file with end labels and D/M/Y times goes in at the first try, and its twin next week, whose dates could be both, without a question', async () => {
  const campus = await newCampus(ctx);
  const first = await drop(campus, wideWeek(['28/12/2026', '29/12/2026', '30/12/2026']));
  const shown = await look(campus, first);
  expect(shown.result.understanding?.questions).toEqual([]);
  const options = { createMeters: true };
  await commitImport(ctx, { campus, importId: first, options, personId: await person(), now: NOW });
  const twin = wideWeek(['04/01/2027', '05/01/2027', '06/01/2027']);
  const second = await drop(campus, twin);
  const again = await look(campus, second);
  expect(again.result.state).toBe('previewed');
  expect(again.like?.id).toBe(first);
  expect(again.options).toEqual({ dateOrder: 'dmy' });
  // Three days of 48 half hours: 10 and 20 kW are 5 and 10 kWh each.
  expect(again.result.readings.new).toBe(288);
  expect(Number(again.result.energyKwh)).toBe(3 * 48 * 15);
  const sent = await send(campus, { text: wideWeek(['07/01/2027', '08/01/2027']) });
  expect(sent).toMatchObject({ state: 'committed', profile: { import: first, options: { dateOrder: 'dmy' } } });
  const days = await database.pool.query(
    "SELECT DISTINCT day::text FROM daily_energy WHERE campus_id = $1 AND day >= '2027-01-01' AND energy_micro_wh > 0 ORDER BY day",
    [campus.id],
  );
  expect(days.rows.map(({ day }) => day)).toEqual(['2027-01-07', '2027-01-08']);
});

test('a date that fits one order alone is stronger than what earlier files had', async () => {
  const campus = await newCampus(ctx);
  const text = (days: string[]) =>
    `meter,start,kWh\n${days.flatMap((day) => [0, 1].map((hour) => `birch,${day} 0${hour}:00,1`)).join('\n')}\n`;
  await dropped(campus, { text: text(['03/11/2026']), options: { dateOrder: 'dmy', createMeters: true } });
  const american = await send(campus, { text: text(['12/14/2026']) });
  expect(american).toMatchObject({ state: 'committed', readings: { new: 2 } });
  // Two orders under one look: the next open file is asked about.
  await undoImport(ctx, { campus, importId: american.import ?? 0, now: NOW });
  expect(await send(campus, { text: text(['04/12/2026']) })).toMatchObject({ state: 'committed', readings: { new: 2 } });
});

test('an option that is given beats the profile, and what is not given is taken from it', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `meter,time,reading\nbirch,${day} 00:00,1\nbirch,${day} 01:00,2\n`;
  const first = await dropped(campus, { text: text('2026-11-03'), options: { unit: 'MWh', label: 'end', createMeters: true } });
  expect(await send(campus, { text: text('2026-11-04'), options: { unit: 'Wh' } })).toMatchObject({
    energyKwh: '0.003',
    profile: { import: first, options: { label: 'end' } },
  });
});

test('that the file runs from the oldest to the newest is an answer that is remembered, too', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `meter,start,end,kWh\nbirch,${day}T00:00Z,${day}T01:00Z,1\nbirch,${day}T01:00Z,${day}T02:00Z,2\n`;
  await dropped(campus, { text: text('2026-11-03'), options: { newestFirst: false, createMeters: true } });
  expect((await send(campus, { text: text('2026-11-04') })).profile?.options).toEqual({ newestFirst: false });
});

const single = (day: string, kwh = 1) => `time,kWh\n${day}T00:00Z,${kwh}\n${day}T01:00Z,${kwh}\n`;

test('the same logger’s next file knows its meter by the file’s name, whatever its date', async () => {
  const campus = await newCampus(ctx);
  const first = await dropped(campus, {
    text: single('2026-11-02'),
    name: 'Cedar-2_2026-11-02.csv',
    options: { meter: 'cedar-2', createMeters: true },
  });
  const next = await send(campus, { text: single('2026-11-09'), name: 'Cedar-2_2026-11-09 (1).csv' });
  expect(next).toMatchObject({ state: 'committed', profile: { import: first, options: { meter: 'cedar-2' } } });
});

test('a file of another or an ordinary name is asked for its meter, with those named before on offer', async () => {
  const campus = await newCampus(ctx);
  await dropped(campus, {
    text: single('2026-11-02'),
    name: 'cedar-2 w45.csv',
    options: { meter: 'cedar-2', createMeters: true },
  });
  await dropped(campus, { text: single('2026-11-02', 3), name: 'export.csv', options: { meter: 'larch', createMeters: true } });
  for (const name of ['cedar-3 w46.csv', 'export.csv', 'export (2).csv', '2026-11-09.csv']) {
    const asked = await send(campus, { text: single('2026-11-09', name.length), name });
    expect(
      asked.problems.map(({ kind }) => kind),
      name,
    ).toEqual(['meter-not-given']);
    expect(asked.suggestedMeters, name).toEqual(['larch', 'cedar-2']);
  }
});

test('files of one name for two meters are not told apart by it', async () => {
  const campus = await newCampus(ctx);
  for (const meter of ['east', 'west'])
    await dropped(campus, {
      text: single('2026-11-02', meter === 'east' ? 1 : 2),
      name: 'cedar.csv',
      options: { meter, createMeters: true },
    });
  expect(await send(campus, { text: single('2026-11-09'), name: 'cedar.csv' })).toMatchObject({ state: 'refused' });
});

test('a profile that is forgotten, or whose import was undone, is applied no more', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `meter,start,kWh\nbirch,${day} 00:00,1\nbirch,${day} 01:00,1\n`;
  const options = { dateOrder: 'dmy', createMeters: true } as const;
  const first = await dropped(campus, { text: text('03/11/2026'), options });
  await forgetProfile(ctx, { campus, importId: first });
  expect(await send(campus, { text: text('04/11/2026') })).toMatchObject({ state: 'refused' });
  const second = await dropped(campus, { text: text('05/11/2026'), options });
  expect((await send(campus, { text: text('06/11/2026') })).profile?.import).toBe(second);
  const third = await newCampus(ctx);
  const only = await dropped(third, { text: text('03/11/2026'), options });
  await undoImport(ctx, { campus: third, importId: only, now: NOW });
  expect(await send(third, { text: text('04/11/2026') })).toMatchObject({ state: 'refused' });
});

test('the bare command line takes nothing over, and its silence takes no answer back', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `meter,time,reading\nbirch,${day} 00:00,1\nbirch,${day} 01:00,2\n`;
  await dropped(campus, { text: text('2026-11-03'), options: { unit: 'MWh', createMeters: true } });
  expect(await importText(ctx, campus, { text: text('2026-11-04'), now: NOW })).toMatchObject({ energyKwh: '3' });
  expect((await send(campus, { text: text('2026-11-05') })).energyKwh).toBe('3000');
});

test('a profile that would make a clear file unclear is left alone', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `meter,time,reading\nbirch,${day} 00:00,1\nbirch,${day} 01:00,2\n`;
  const first = await dropped(campus, { text: text('2026-11-03'), options: { createMeters: true } });
  await database.pool.query(
    `UPDATE imports SET options = options || '{"timeZone": "Mars/Olympus"}' WHERE campus_id = $1 AND id = $2`,
    [campus.id, first],
  );
  expect(await send(campus, { text: text('2026-11-04') })).toMatchObject({ state: 'committed', profile: null });
});

test('a file without a header is known again by what its columns look like', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string) => `${[0, 1, 2].map((hour) => `${hour},${day} 0${hour}:00,${day} 0${hour + 1}:00`).join('\n')}\n`;
  const options = { meter: 'larch', createMeters: true, timeZone: 'Etc/UTC' };
  const first = await dropped(campus, { text: text('2026-11-03'), name: 'larch-w45.csv', options });
  const sent = await send(campus, { text: text('2026-11-10'), name: 'larch-w46.csv' });
  expect(sent).toMatchObject({
    state: 'committed',
    profile: { import: first, options: { meter: 'larch', timeZone: 'Etc/UTC' } },
  });
});

test('the column that staff chose for a layout in question is remembered, with and without a header', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string, header: string) =>
    `${header}${[0, 1, 2].map((hour) => `birch,${day} 0${hour}:00,${hour},${hour + 5}`).join('\n')}\n`;
  const named = 'meter,time,reading a,reading b\n';
  const asked = await send(campus, { text: text('2026-11-02', named) });
  expect(asked.problems.map(({ kind }) => kind)).toEqual(['layout-ambiguous']);
  const first = await dropped(campus, {
    text: text('2026-11-03', named),
    options: { valueColumn: 'reading b', createMeters: true },
  });
  expect(await send(campus, { text: text('2026-11-10', named) })).toMatchObject({
    state: 'committed',
    // 5 + 6 + 7.
    energyKwh: '18',
    profile: { import: first, options: { valueColumn: 'reading b' } },
  });
  const bare = await dropped(campus, {
    text: text('2026-11-04', ''),
    options: { valueColumn: '4', meterColumn: '1', label: 'start', createMeters: true },
  });
  expect(await send(campus, { text: text('2026-11-11', '') })).toMatchObject({
    state: 'committed',
    energyKwh: '18',
    profile: { import: bare, options: { valueColumn: '4', meterColumn: '1' } },
  });
});

test('the point that staff chose of a logger’s log without names is remembered', async () => {
  const campus = await newCampus(ctx);
  const text = (day: string, from: number) =>
    [0, 1, 2, 3]
      .map((hour) => `'${day} 0${hour}:00:00',0,0x0000,0x0000,${from + hour},${2 * from + hour},5`)
      .concat('')
      .join('\n');
  const options = { meter: 'cedar', valueColumn: '6', createMeters: true };
  const first = await dropped(campus, { text: text('2026-11-03', 1000), name: 'mb-001.cedar.log', options });
  expect(await send(campus, { text: text('2026-11-04', 1100), name: 'mb-001.cedar.log' })).toMatchObject({
    state: 'committed',
    profile: { import: first, options: { meter: 'cedar', valueColumn: '6' } },
  });
});
