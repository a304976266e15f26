import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { importUnattended } from '#services/import-unattended.ts';
import { listRefusedRows } from '#services/list-refused-rows.ts';
import { importText, newCampus, storedState, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T00:00:00Z');
const HOURS = 30;
const MAKE: ImportOptions = { createMeters: true };

/** A right file line by line, and what may be broken in a line: the cell, and what stands there then. */
interface Right {
  readonly lines: readonly string[];
  readonly headerLines: number;
  /** Index of the value's cell and of the time's. */
  readonly value: number;
  readonly time: number;
}

const stamp = (hour: number) => new Date(Date.UTC(2026, 10, 16, hour)).toISOString().slice(0, 16);
const hours = Array.from({ length: HOURS }, (_, hour) => hour);

const RIGHT: Record<string, Right> = {
  long: {
    lines: ['meter,start,kWh', ...hours.flatMap((hour) => [`A,${stamp(hour)},${hour + 1}`, `B,${stamp(hour)},2.5`])],
    headerLines: 1,
    value: 2,
    time: 1,
  },
  'start and end': {
    lines: ['meter,start,end,kWh', ...hours.map((hour) => `A,${stamp(hour)},${stamp(hour + 1)},${hour + 1}`)],
    headerLines: 1,
    value: 3,
    time: 1,
  },
  'wide, end-labelled, below metadata': {
    lines: [
      'Site: North',
      '',
      'Interval ending,Hall A (kW),Hall B (kW)',
      ...hours.map((hour) => `${stamp(hour + 1)},${hour + 1},7`),
    ],
    headerLines: 3,
    value: 2,
    time: 0,
  },
  register: {
    lines: ['meter,time,register kWh', ...hours.map((hour) => `A,${stamp(hour)},${1000 + hour * 3}`)],
    headerLines: 1,
    value: 2,
    time: 1,
  },
};

async function refusedText(campus: Campus, importId: number): Promise<string> {
  const refused = await listRefusedRows(ctx, { campus, importId, options: {}, now: NOW });
  expect(refused?.form).toBe('rows');
  let text = '';
  for await (const part of refused?.lines ?? []) text += part;
  return text;
}

/** Puts what stood in the right file into the broken cells, as a person would. */
function mended(text: string, spoilt: ReadonlyMap<string, string>): string {
  const lines = text.split('\r\n').map((line) => {
    for (const [broken, right] of spoilt) if (line.startsWith(broken)) return `${right}${line.slice(broken.length)}`;
    return line;
  });
  return lines.join('\r\n');
}

test.each(Object.keys(RIGHT))(
  'refused rows of a file (%s), mended, give what the right file gives',
  async (name) => {
    const right = RIGHT[name] ?? { lines: [], headerLines: 0, value: 0, time: 0 };
    const rows = right.lines.length - right.headerLines;
    const breaks = fc.uniqueArray(fc.tuple(fc.nat(rows - 1), fc.boolean()), {
      minLength: 1,
      maxLength: 6,
      selector: ([row]) => row,
    });
    await fc.assert(
      fc.asyncProperty(breaks, async (chosen) => {
        const [whole, campus] = [await newCampus(ctx, 'Etc/UTC'), await newCampus(ctx, 'Etc/UTC')];
        await importText(ctx, whole, { text: right.lines.join('\n'), options: MAKE, now: NOW });
        const lines = [...right.lines];
        const spoilt = new Map<string, string>();
        for (const [row, isTime] of chosen) {
          const at = right.headerLines + row;
          const cells = (lines[at] ?? '').split(',');
          cells[isTime ? right.time : right.value] = `oops ${row}`;
          spoilt.set(cells.join(','), lines[at] ?? '');
          lines[at] = cells.join(',');
        }
        const first = await importText(ctx, campus, { text: lines.join('\n'), options: MAKE, now: NOW });
        expect(first.state).toBe('committed');
        const text = mended(await refusedText(campus, first.import ?? 0), spoilt);
        expect(text).not.toContain('oops 1,');
        const second = await importText(ctx, campus, { text, now: NOW, options: MAKE });
        expect(second.problems.filter(({ severity }) => severity === 'refused')).toEqual([]);
        expect(await storedState(ctx, campus)).toEqual(await storedState(ctx, whole));
      }),
      { numRuns: 5 },
    );
  },
  180_000,
);

test('mended rows of a file with D/M/Y times need no answer where the file came from', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = ['04/11/2026 00:00,1', '04/11/2026 01:00,oops', '04/11/2026 02:00,1', '13/11/2026 00:00,1'];
  const text = `time,kWh\n${rows.join('\n')}\n`;
  const options = { meter: 'A', createMeters: true };
  const first = await importText(ctx, campus, { text, options, now: NOW, name: 'hall-a.csv' });
  const again = (await refusedText(campus, first.import ?? 0)).replace('oops', '4');
  const ctxFile = {
    campus,
    ...textSource(again, 'hall-a.csv'),
    options: {},
    channel: 'watch',
    mode: 'commit',
    now: NOW,
  } as const;
  expect(await importUnattended(ctx, ctxFile)).toMatchObject({
    state: 'committed',
    readings: { new: 1 },
    profile: { options: { meter: 'A', dateOrder: 'dmy' } },
  });
});

test('refused days of a NEM12 file come with their meter and their quality', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const day = (date: string, value: string) => `300,${date},${[value, ...Array(47).fill('1')].join(',')},A,,,20261118000000,`;
  const meter = '200,NMI1234567,E1,1,E1,,M1,kWh,30,';
  const text = ['100,NEM12,202611180000,FROM,TO', meter, day('20261116', '1'), day('20261117', 'x'), '900'].join('\n');
  const first = await importText(ctx, campus, { text, options: MAKE, now: NOW, name: 'a.nem12' });
  const cut = await refusedText(campus, first.import ?? 0);
  expect(cut.split('\r\n')).toEqual(['100,NEM12,202611180000,FROM,TO', meter, day('20261117', 'x'), '900', '']);
  const done = await importText(ctx, campus, { text: cut.replace('x', '2'), now: NOW, options: MAKE });
  expect(done).toMatchObject({ state: 'committed', readings: { new: 1 } });
});

test('where the bytes are not kept, the list of what is wrong comes instead', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = `${RIGHT.long?.lines.join('\n')}\nA,${stamp(HOURS)},oops\n`;
  const { import: id } = await importText(ctx, campus, { text, options: MAKE, now: NOW });
  await database.pool.query('UPDATE imports SET kept_until = NULL WHERE campus_id = $1', [campus.id]);
  const refused = await listRefusedRows(ctx, { campus, importId: id ?? 0, options: {}, now: NOW });
  let list = '';
  for await (const line of refused?.lines ?? []) list += line;
  expect(refused?.form).toBe('list');
  expect(list).toMatch(/^file,row,column,found,problem,expected,remedy\r\n,62,kWh,oops,value-bad,/);
});

test('a file of which every row counted has no refused rows', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const { import: id } = await importText(ctx, campus, { text: RIGHT.long?.lines.join('\n') ?? '', options: MAKE, now: NOW });
  const asked = listRefusedRows(ctx, { campus, importId: id ?? 0, options: {}, now: NOW });
  await expect(asked).rejects.toMatchObject({ code: 'import-unknown' });
});

test('labels that a spreadsheet would take for formulas are escaped in refused rows and are themselves again when imported', async () => {
  const campus = await newCampus(ctx);
  const lines = [
    'meter,start,end,kWh',
    '=A1,2026-11-16T00:00Z,2026-11-16T01:00Z,1',
    '=A1,2026-11-16T01:00Z,2026-11-16T02:00Z,oops',
  ];
  const { import: id } = await importText(ctx, campus, { text: lines.join('\n'), options: MAKE, now: NOW });
  const text = await refusedText(campus, id ?? 0);
  expect(text).toContain("'=A1,2026-11-16T01:00Z");
  const again = await importText(ctx, campus, { text: text.replace('oops', '2'), now: NOW });
  expect(again).toMatchObject({ state: 'committed', readings: { new: 1 }, energyKwh: '2' });
});
