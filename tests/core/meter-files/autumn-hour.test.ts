import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneClock } from '#core/time/zoned-times.ts';
import { readText, type TextFile } from '#tests/core/meter-files/read-text.ts';

const MINUTE = 60_000;
/** Zones and a local day on which their clocks change. */
const CHANGES = [
  ['America/New_York', '2023-11-05', 25],
  ['America/New_York', '2024-03-10', 23],
  ['Europe/Berlin', '2023-10-29', 25],
  ['Europe/Berlin', '2024-03-31', 23],
  ['Australia/Lord_Howe', '2024-04-07', 24.5],
  ['Australia/Lord_Howe', '2023-10-01', 23.5],
  ['Africa/Cairo', '2023-10-26', 25],
  ['Asia/Kolkata', '2023-11-05', 24],
] as const;

const text = (wallMs: number) => new Date(wallMs).toISOString().slice(0, 16).replace('T', ' ');

/** The instants of a local day and one hour around it, a step apart, each the beginning of an interval. */
function instantsAround(timeZone: string, day: string, minutes: number): readonly number[] {
  const zone = zoneClock(timeZone);
  const wall = Date.parse(`${day}T00:00:00Z`);
  const from = wall - zone.offset(wall - 12 * 60 * MINUTE) - 3 * 60 * MINUTE;
  return Array.from({ length: (30 * 60) / minutes }, (_, at) => from + at * minutes * MINUTE);
}

type Writing = (startsAt: number, stepMs: number, timeZone: string) => string;

const wall = (instant: number, timeZone: string) => text(zoneClock(timeZone).wall(instant));
const offset = (instant: number, timeZone: string) => {
  const minutes = zoneClock(timeZone).offset(instant) / MINUTE;
  const two = (number: number) => String(Math.trunc(number)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
};
const isSummer = (instant: number, timeZone: string) => {
  const zone = zoneClock(timeZone);
  return zone.offset(instant) > Math.min(zone.offset(Date.UTC(2024, 0)), zone.offset(Date.UTC(2024, 6))) ? 'Y' : 'N';
};

/** Ways to write one interval; the first line of each is its header. */
const WRITINGS: Readonly<Record<string, readonly [header: string, write: Writing]>> = {
  'starts with offsets': ['time', (at, _, zone) => `${wall(at, zone).replace(' ', 'T')}:00${offset(at, zone)}`],
  'starts by the clock': ['time', (at, _, zone) => wall(at, zone)],
  'ends by the clock': ['interval ending', (at, step, zone) => wall(at + step, zone)],
  'ends by a clock face that is put back after the interval': [
    'hour ending',
    (at, step, zone) => text(zoneClock(zone).wall(at) + step),
  ],
  'starts and ends by the clock': ['start,end', (at, step, zone) => `${wall(at, zone)},${wall(at + step, zone)}`],
  'starts and ends on a clock face': [
    'start,end',
    (at, step, zone) => `${wall(at, zone)},${text(zoneClock(zone).wall(at) + step)}`,
  ],
  'starts with a column for summer time': ['time,DST', (at, _, zone) => `${wall(at, zone)},${isSummer(at, zone)}`],
  'starts with a column of offsets': ['time,utc offset', (at, _, zone) => `${wall(at, zone)},${offset(at, zone)}`],
  'starts and ends with the start’s offset': [
    'start,end,utc offset',
    (at, step, zone) => `${wall(at, zone)},${wall(at + step, zone)},${offset(at, zone)}`,
  ],
  'epoch seconds': ['time', (at) => String(at / 1000)],
};

interface Way {
  readonly writing: string;
  readonly minutes: number;
  readonly change: (typeof CHANGES)[number];
  readonly isNewestFirst: boolean;
}

async function readBack({ writing, minutes, change: [timeZone, day], isNewestFirst }: Way, file: TextFile = {}) {
  const [header, write] = WRITINGS[writing] ?? ['', () => ''];
  const starts = instantsAround(timeZone, day, minutes);
  const rows = starts.map((at, index) => `${write(at, minutes * MINUTE, timeZone)},${index + 1}\n`);
  const lines = isNewestFirst ? rows.toReversed() : rows;
  const options = { meter: 'A', newestFirst: isNewestFirst, ...file.options };
  const read = await readText(`${header},kwh\n${lines.join('')}`, { timeZone, ...file, options });
  const found = read.intervals.toSorted((a, b) => a.startsAt - b.startsAt);
  return { starts, read, found };
}

/** What a clock face says in spring is no time at all: 02:00, which is skipped. */
const isReadable = ({ writing, change: [, , hours] }: Way) => hours >= 24 || !writing.includes('clock face');

test('whatever way a day of 23, 23.5, 24, 24.5 or 25 hours is written, every reading comes back and none is invented', async () => {
  const ways = fc
    .record({
      writing: fc.constantFrom(...Object.keys(WRITINGS)),
      minutes: fc.constantFrom(15, 30, 60),
      change: fc.constantFrom(...CHANGES),
      isNewestFirst: fc.boolean(),
    })
    .filter(isReadable);
  await fc.assert(
    fc.asyncProperty(ways, async (way) => {
      const { starts, read, found } = await readBack(way);
      expect(read.said, JSON.stringify(way)).toEqual([]);
      expect(found.map(({ startsAt, seconds, energyMicroWh }) => [startsAt, seconds, energyMicroWh])).toEqual(
        starts.map((startsAt, index) => [startsAt, way.minutes * 60, (index + 1) * 1e9]),
      );
    }),
    { numRuns: 300 },
  );
});

const single = (header: string, rows: readonly string[]) =>
  readText(`${header},kwh\n${rows.join('\n')}\n`, { options: { meter: 'A' } });
const refusals = (said: readonly string[]) => said.filter((one) => one.startsWith('refused'));

test('an hour of which a file has only one pass is ambiguous, whatever its times are', async () => {
  const starts = await single('time', ['2023-11-05 00:00,1', '2023-11-05 01:00,2', '2023-11-05 02:00,3', '2023-11-05 03:00,4']);
  expect(refusals(starts.said)).toEqual(['refused time-ambiguous 3']);
  const ends = await single('end', ['2023-11-05 00:00,1', '2023-11-05 01:00,2', '2023-11-05 02:00,3', '2023-11-05 03:00,4']);
  expect(refusals(ends.said)).toEqual(['refused time-ambiguous 3']);
  const pairs = await single('start,end', [
    '2023-11-05 00:00,2023-11-05 01:00,1',
    '2023-11-05 01:00,2023-11-05 02:00,2',
    '2023-11-05 02:00,2023-11-05 03:00,3',
  ]);
  expect(refusals(pairs.said)).toEqual(['refused time-ambiguous 3']);
});

test('a single time inside the hour is no riddle where only one of the two keeps the step', async () => {
  const { lines, said } = await readText(
    'time,kwh\n2024-04-07 00:00,1\n2024-04-07 01:00,2\n2024-04-07 01:30,3\n2024-04-07 02:30,4\n',
    {
      options: { meter: 'A' },
      timeZone: 'Australia/Lord_Howe',
    },
  );
  expect(said).toEqual([]);
  expect(lines.map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    '2024-04-06T13:00:00.000Z 3600 1',
    '2024-04-06T14:00:00.000Z 3600 2',
    '2024-04-06T15:00:00.000Z 3600 3',
    '2024-04-06T16:00:00.000Z 3600 4',
  ]);
});

test('an end at the change of the clocks whose start is a day before lasts 25 hours', async () => {
  const { intervals } = await single('start,end', [
    '2023-11-03 02:00,2023-11-04 02:00,1',
    '2023-11-04 02:00,2023-11-05 02:00,2',
    '2023-11-05 02:00,2023-11-06 02:00,3',
  ]);
  expect(intervals.map(({ seconds }) => seconds / 3600)).toEqual([24, 25, 24]);
});

test('letters of the zone beside each time tell the two hours apart, in any order', async () => {
  const { lines } = await single('time', ['2023-11-05 02:00 EST,4', '2023-11-05 01:00 EST,3', '2023-11-05 01:00 EDT,2']);
  expect(lines.map((line) => line.split(' ')[1])).toEqual([
    '2023-11-05T07:00:00.000Z',
    '2023-11-05T06:00:00.000Z',
    '2023-11-05T05:00:00.000Z',
  ]);
});
