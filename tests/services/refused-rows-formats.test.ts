import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { Campus } from '#db/queries/campuses.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { listRefusedRows } from '#services/list-refused-rows.ts';
import { block, entry, feed, meterReading, readingType, START, usagePoint } from '#tests/core/meter-files/green-button-feed.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const MAKE: ImportOptions = { createMeters: true };
const HOURS = 8;
const hours = Array.from({ length: HOURS }, (_, hour) => hour);
const stamp = (hour: number) => new Date(Date.UTC(2026, 10, 16, hour)).toISOString().slice(0, 16);

async function importBytes(
  campus: Campus,
  bytes: Uint8Array,
  { name, options = MAKE }: { name: string; options?: ImportOptions },
): Promise<ImportResult> {
  const source = bytesSource(bytes, { name });
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return importReadings(ctx, { campus, source, sha256, options, channel: 'page', mode: 'commit', now: NOW });
}

async function refusedText(campus: Campus, importId: number | null): Promise<string> {
  const refused = await listRefusedRows(ctx, { campus, importId: importId ?? 0, options: {}, now: NOW });
  expect(refused?.form).toBe('rows');
  let text = '';
  for await (const part of refused?.lines ?? []) text += part;
  return text;
}

type Cell = string | number;
/** How a file of these rows of cells is packed. */
type Pack = (rows: readonly (readonly Cell[])[]) => Promise<Uint8Array>;

const csv = (rows: readonly (readonly Cell[])[]) => Buffer.from(rows.map((cells) => cells.join(',')).join('\n'));
const xlsx: Pack = (rows) =>
  writeExcelFile(
    rows.map((cells) => cells.map((value) => ({ value, type: typeof value === 'number' ? Number : String }))),
  ).toBuffer();
const gzip: Pack = async (rows) => gzipSync(csv(rows));

const LONG = [
  ['meter', 'start', 'kWh'],
  ...hours.flatMap((hour) => [
    ['A', stamp(hour), hour + 1],
    ['B', stamp(hour), 2.5],
  ]),
];
const WIDE = [['Interval ending', 'Hall A (kW)', 'Hall B (kW)'], ...hours.map((hour) => [stamp(hour + 1), hour + 1, 7])];

/** Hourly Wh of two halls, a reading a line; the cells are epoch seconds and the value. */
const greenButton: Pack = async (rows) => {
  const of = (hall: string) => rows.filter(([name]) => name === hall);
  const text = (hall: string) =>
    of(hall).map(
      ([, start, value]) =>
        `\n<IntervalReading><timePeriod><duration>3600</duration><start>${start}</start></timePeriod><value>${value}</value></IntervalReading>`,
    );
  return Buffer.from(
    feed(
      ...['A', 'B'].flatMap((hall) => {
        const self = `https://x/UsagePoint/${hall}`;
        return [
          entry(usagePoint(), { self, title: hall }),
          entry(meterReading(), { self: `${self}/MeterReading/1`, related: [`https://x/ReadingType/1`] }),
          entry(block(...text(hall)), { self: `${self}/MeterReading/1/IntervalBlock/1` }),
        ];
      }),
      entry(readingType(), { self: 'https://x/ReadingType/1' }),
    ),
  );
};
const READINGS = hours.flatMap((hour) => [
  ['A', START + hour * 3600, 1000 + hour],
  ['B', START + hour * 3600, 500],
]);

const FILES: Record<string, { rows: readonly (readonly Cell[])[]; headers: number; value: number; pack: Pack; name: string }> = {
  'a sheet of rows': { rows: LONG, headers: 1, value: 2, pack: xlsx, name: 'long.xlsx' },
  'a sheet with a column a meter': { rows: WIDE, headers: 1, value: 2, pack: xlsx, name: 'wide.xlsx' },
  'gzipped CSV': { rows: LONG, headers: 1, value: 2, pack: gzip, name: 'long.csv.gz' },
  'Green Button': { rows: READINGS, headers: 0, value: 2, pack: greenButton, name: 'feed.xml' },
};

test.each(Object.keys(FILES))(
  'refused values of %s, mended, give what the right file gives',
  async (kind) => {
    const file = FILES[kind];
    if (file === undefined) throw new Error(kind);
    const { rows, headers, value, pack, name } = file;
    const broken = fc.uniqueArray(fc.nat(rows.length - headers - 1), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(broken, async (chosen) => {
        const [whole, campus] = [await newCampus(ctx, 'Etc/UTC'), await newCampus(ctx, 'Etc/UTC')];
        await importBytes(whole, await pack(rows), { name });
        const spoilt = rows.map((cells, at) =>
          chosen.includes(at - headers) ? cells.map((cell, index) => (index === value ? `oops${at}x` : cell)) : cells,
        );
        const first = await importBytes(campus, await pack(spoilt), { name });
        expect(first.state).toBe('committed');
        const text = await refusedText(campus, first.import);
        const mended = text.replaceAll(/oops(\d+)x/g, (_, at) => String(rows[Number(at)]?.[value]));
        const second = await importText(ctx, campus, { text: mended, now: NOW });
        expect(second.problems.filter(({ severity }) => severity === 'refused')).toEqual([]);
        expect(await storedState(ctx, campus)).toEqual(await storedState(ctx, whole));
      }),
      { numRuns: 3 },
    );
  },
  120_000,
);

test('a Green Button reading that is refused comes as a plain line, its text as it was', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const rows = READINGS.map((cells, at) => (at === 3 ? ['B', START + 3600, 'n/k'] : cells));
  const { import: id } = await importBytes(campus, await greenButton(rows), { name: 'feed.xml' });
  const [header, line, ...rest] = (await refusedText(campus, id)).split('\r\n');
  expect(header).toBe('meter,start,end,value,unit,problem,expected,remedy');
  // 1 January 2024 01:00 UTC.
  expect(line).toMatch(/^B,2023-12-31T20:00:00-05:00,2023-12-31T21:00:00-05:00,n\/k,Wh,value-bad,/);
  expect(rest).toEqual(['']);
});

test('refused rows of several files in a zip come as plain lines under each meter', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const member = (hall: string, bad: number) =>
    `time,kWh\n${hours.map((hour) => `${stamp(hour)},${hour === bad ? 'oops' : hour}`).join('\n')}\n`.concat(
      hall === '' ? '' : '',
    );
  for (const label of ['North', 'South'])
    await importText(ctx, campus, {
      text: `meter,start,kWh\n${label},2026-11-01 00:00,1\n${label},2026-11-01 01:00,1\n`,
      options: MAKE,
      now: NOW,
    });
  const zip = await zipOf([
    { name: 'North.csv', content: member('North', 2) },
    { name: 'South.csv', content: member('South', 5) },
  ]);
  const first = await importBytes(campus, zip, { name: 'halls.zip', options: {} });
  expect(first).toMatchObject({ state: 'committed', readings: { new: 14 } });
  const text = await refusedText(campus, first.import);
  const lines = text.split('\r\n').map((line) => line.split(',').slice(0, 5).join(','));
  expect(lines).toEqual([
    'meter,start,end,value,unit',
    'North,2026-11-16T02:00:00+00:00,2026-11-16T03:00:00+00:00,oops,kWh',
    'South,2026-11-16T05:00:00+00:00,2026-11-16T06:00:00+00:00,oops,kWh',
    '',
  ]);
  const second = await importText(ctx, campus, { text: text.replaceAll('oops', '4'), now: NOW });
  expect(second).toMatchObject({ state: 'committed', readings: { new: 2 } });
});

test('whole days that tell by their first and last time that they have ends come with start and end', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const day = Array.from({ length: 24 }, (_, hour) => `A,${stamp(hour + 1)},${hour === 4 ? 'oops' : hour}`);
  const { import: id } = await importText(ctx, campus, { text: `meter,time,kWh\n${day.join('\n')}\n`, options: MAKE, now: NOW });
  expect((await refusedText(campus, id)).split('\r\n')[1]).toMatch(
    /^A,2026-11-16T04:00:00\+00:00,2026-11-16T05:00:00\+00:00,oops,kWh,/,
  );
});

test('of rows that come twice the whole group is cut out', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = hours.flatMap((hour) => Array(2).fill(`A,${stamp(hour)},${stamp(hour + 1)},${hour === 3 ? 'oops' : hour}`));
  const options: ImportOptions = { ...MAKE, duplicates: 2 };
  const { import: id } = await importText(ctx, campus, { text: `meter,start,end,kWh\n${rows.join('\n')}\n`, options, now: NOW });
  const text = await refusedText(campus, id);
  expect(text.split('\r\n').filter((line) => line.includes('oops'))).toHaveLength(2);
  const done = await importText(ctx, campus, { text: text.replaceAll('oops', '3'), options, now: NOW });
  expect(done).toMatchObject({ state: 'committed', readings: { new: 1 } });
});

test('refused rows of a building system’s export come below its own lines, and mended they are read as it was', async () => {
  const campus = await newCampus(ctx, 'America/Chicago');
  const above = 'Facility,Example University\nResolution: hour\nTimezone: America/Chicago\nUnits,kWh\n\n';
  const rows = hours.map((hour) => `2026-11-16 0${hour}:00,${hour === 3 ? 'oops' : 9 - hour},2`);
  const text = `${above}Timestamp,North Hall,South Hall\n${rows.join('\n')}\n`;
  const { import: id } = await importText(ctx, campus, { text, options: MAKE, now: NOW });
  const cut = await refusedText(campus, id);
  expect(cut).toContain('Timezone: America/Chicago');
  const done = await importText(ctx, campus, { text: cut.replace('oops', '6'), now: NOW });
  expect(done).toMatchObject({ state: 'committed', readings: { new: 1 }, understanding: { format: 'buildingos' } });
});

test('a refused NEM13 record comes as it stood', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const record = (from: string, to: string, quantity: string) =>
    `250,NMI1234567,11,11,11,11,M1,E,100,${from},A,,,150,${to},A,,,${quantity},kWh,,20261101000000,`;
  const good = record('20260801000000', '20260901000000', '31');
  const bad = record('20260901000000', '20261001000000', 'oops');
  const text = ['100,NEM13,202611010000,A,B', good, bad, '900'].join('\n');
  const { import: id } = await importText(ctx, campus, { text, options: MAKE, now: NOW });
  const cut = await refusedText(campus, id);
  expect(cut.split('\r\n')).toEqual(['100,NEM13,202611010000,A,B', bad, '900', '']);
  expect(await importText(ctx, campus, { text: cut.replace('oops', '30'), now: NOW })).toMatchObject({ readings: { new: 30 } });
});

test('a refused settlement period comes with its start and end, for its number alone does not tell them', async () => {
  const campus = await newCampus(ctx, 'Europe/London');
  // 25 October 2026 has 50 half hours; period 4 is 01:30 of summer time, period 6 the same of winter time.
  const rows = Array.from({ length: 50 }, (_, at) => `2026-10-25,${at + 1},A,${at === 5 ? 'oops' : at}`);
  const text = `date,settlement period,meter,kWh\n${rows.join('\n')}\n`;
  const { import: id } = await importText(ctx, campus, { text, options: MAKE, now: NOW });
  const cut = await refusedText(campus, id);
  expect(cut.split('\r\n')[1]).toMatch(/^A,2026-10-25T01:30:00\+00:00,2026-10-25T02:00:00\+00:00,oops,kWh,/);
  expect(await importText(ctx, campus, { text: cut.replace('oops', '5'), now: NOW })).toMatchObject({ readings: { new: 1 } });
});
