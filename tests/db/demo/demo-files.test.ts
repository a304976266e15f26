import { expect, test } from 'vitest';
import { weekOf } from '#core/time/weeks.ts';
import { termMondaysBefore } from '#db/demo/academic-calendar.ts';
import { DEMO_CAMPUS, type DemoFile, demoFiles, topUpFiles } from '#db/demo/demo-files.ts';
import { DEMO_DORMS } from '#db/demo/dorms.ts';
import { DEMO_METERS } from '#db/demo/meters.ts';
import { type MeterRows, readDemoFiles, readingKeys, rowsOf } from '#tests/db/demo/demo-readings.ts';

/** Sunday 22 November 2026, 14:20 in Melbourne (+11:00); the week's Monday is 16 November. */
const NOW = Date.parse('2026-11-22T14:20:00+11:00');
const HOUR_MS = 3_600_000;
const files = demoFiles({ now: NOW, seed: 1 });
const campus = readDemoFiles(files);

test('the same seed yields the same bytes, another seed other readings', () => {
  const september = ({ name }: DemoFile) => name === 'bayside-2026-09.csv';
  const [first, again] = [files, demoFiles({ now: NOW, seed: 1 })].map((all) => contentOf(all.filter(september)));
  expect(again).toBe(first);
  expect(contentOf(demoFiles({ now: NOW, seed: 2 }).filter(september))).not.toBe(first);
});

test('content can be read twice, in chunks of about 64 KB', () => {
  const file = files.find(({ name }) => name === 'ems-2026-q3.csv');
  const sizes = [...(file?.content ?? [])].map((chunk) => chunk.length);
  expect(sizes.length).toBeGreaterThan(50);
  expect(Math.max(...sizes)).toBeLessThan(70_000);
  expect([...(file?.content ?? [])].map((chunk) => chunk.length)).toEqual(sizes);
});

test('24 dorms of four kinds and 33 meters are told of, and every meter has readings', () => {
  const dorms = linesOf('dorms.csv').map((line) => line.split(','));
  expect(new Set(dorms.map(([slug]) => slug)).size).toBe(24);
  expect(new Set(dorms.map(([, , , , kind]) => kind))).toEqual(new Set(['tower', 'slab', 'row', 'house']));
  expect(dorms.filter(([, , , , , , from]) => from !== '').length).toBeGreaterThanOrEqual(5);
  expect(dorms.find(([slug]) => slug === 'gatehouse')?.[2]).toBe('11');
  expect(dorms.find(([slug]) => slug === 'millrace')?.[2]).toBe('');
  const labels = linesOf('meters.csv').map((line) => line.split(',')[0] ?? '');
  expect(labels).toHaveLength(33);
  expect(labels.sort()).toEqual([...campus.keys()].sort());
});

test('readings reach to the last whole hour, of the nightly export to midnight', () => {
  expect(rowsOf(campus, 'Cedar Hall').startsAt.at(-1)).toBe(Date.parse('2026-11-22T13:45+11:00'));
  expect(rowsOf(campus, 'Northgate A').startsAt.at(-1)).toBe(Date.parse('2026-11-21T23:45+11:00'));
  expect(rowsOf(campus, 'Cedar Hall').startsAt[0]).toBe(Date.parse('2025-08-22T00:00+10:00'));
});

test('a 15-minute meter has 92 rows on the day clocks go forward and 100 on the day they go back, in every layout', () => {
  for (const label of ['Cedar Hall', 'Beacon lower', 'Northgate A', 'Foundry Lofts 1']) {
    expect(rowsWithin(label, '2026-10-04T00:00+10:00', '2026-10-05T00:00+11:00')).toHaveLength(92);
    expect(rowsWithin(label, '2026-04-05T00:00+11:00', '2026-04-06T00:00+10:00')).toHaveLength(100);
    expect(rowsWithin(label, '2026-04-04T00:00+11:00', '2026-04-05T00:00+11:00')).toHaveLength(96);
  }
});

test('a meter is dead since three weeks, another was for a fortnight last term', () => {
  const dead = rowsWithin('Tidewater B', '2026-11-01T14:00+11:00', '2026-11-22T14:00+11:00');
  expect(dead).toEqual(Array.from({ length: 21 * 96 }, () => 0));
  expect(rowsWithin('Tidewater B', '2026-11-01T13:45+11:00', '2026-11-01T14:00+11:00')[0]).toBeGreaterThan(0);
  const fortnight = rowsWithin('Lantern House', '2026-07-20T00:00+10:00', '2026-08-03T00:00+10:00');
  expect(Math.max(...fortnight)).toBe(0);
  expect(rowsWithin('Lantern House', '2026-07-19T00:00+10:00', '2026-07-20T00:00+10:00')).not.toContain(0);
  expect(rowsWithin('Lantern House', '2026-08-03T00:00+10:00', '2026-08-04T00:00+10:00')).not.toContain(0);
});

test("a swapped meter's old label ends and its new one begins, on the day that meters.csv names", () => {
  const swapped = linesOf('meters.csv').filter((line) => line.startsWith('Maple'));
  expect(swapped[0]).toBe('Maple Court 88213,maple-court,interval,kWh,1,,start,yes,,2026-09-09');
  expect(swapped[1]).toBe('Maple Court 90457,maple-court,interval,kWh,1,,start,yes,2026-09-09,');
  expect(rowsOf(campus, 'Maple Court 88213').startsAt.at(-1)).toBe(Date.parse('2026-09-08T23:45+10:00'));
  expect(rowsOf(campus, 'Maple Court 90457').startsAt[0]).toBe(Date.parse('2026-09-09T00:45+10:00'));
});

test('a meter is silent since Tuesday, or since the last one when this one has hardly begun', () => {
  expect(rowsOf(campus, 'Birch B').startsAt.at(-1)).toBe(Date.parse('2026-11-17T09:15+11:00'));
  const mondayMorning = readDemoFiles(
    demoFiles({ now: Date.parse('2026-11-23T09:00+11:00'), seed: 1 }).filter(({ name }) => name === 'ems-2026-q4.csv'),
  );
  expect(rowsOf(mondayMorning, 'Birch B').startsAt.at(-1)).toBe(Date.parse('2026-11-17T09:15+11:00'));
});

test('a meter repeats one value for 30 hours', () => {
  const frozen = rowsWithin('Quarry Terrace', '2026-11-05T08:00+11:00', '2026-11-06T14:00+11:00');
  expect(frozen).toHaveLength(120);
  expect(new Set(frozen).size).toBe(1);
  expect(frozen[0]).toBeGreaterThan(0);
});

test('rows of six hours are there twice, and nowhere else', () => {
  const { startsAt } = rowsOf(campus, 'Willow Row');
  const repeated = startsAt.filter((at, index) => at === startsAt[index - 1]);
  expect(repeated).toHaveLength(24);
  expect(repeated[0]).toBe(Date.parse('2026-10-14T00:00+11:00'));
  for (const [label, rows] of campus) {
    if (label !== 'Willow Row') expect(new Set(rows.startsAt).size).toBe(rows.startsAt.length);
  }
});

test('meters lose some hours now and then, never a day outside the told faults', () => {
  let gaps = 0;
  for (const [label, { startsAt }] of campus) {
    if (label === 'Birch B') continue;
    const steps = startsAt.slice(1).map((at, index) => at - (startsAt[index] ?? 0));
    gaps += steps.filter((step) => step > 900_000).length;
    expect(Math.max(...steps)).toBeLessThanOrEqual(9.25 * HOUR_MS);
  }
  expect(gaps).toBeGreaterThan(40);
});

test('a resident uses 10 to 40 kWh in a week of term', () => {
  for (const monday of termMondaysBefore('2026-11-16', 30)) {
    for (const { kWhEach } of board({ files, readings: campus, monday })) {
      expect(kWhEach).toBeGreaterThan(10);
      expect(kWhEach).toBeLessThan(40);
    }
  }
});

test('in a break the campus uses 35 to 60 % less than in the weeks beside it', () => {
  const totals = ['2026-09-28', '2026-10-12'].map((monday) =>
    board({ files, readings: campus, monday }).reduce((sum, { kWhEach }) => sum + kWhEach, 0),
  );
  const rest = (totals[1] ?? 0) / (totals[0] ?? 1);
  expect(rest).toBeGreaterThan(0.36);
  expect(rest).toBeLessThan(0.65);
});

test.each([1, 2, 7])(
  'first place by kWh per resident moves: none holds more than half of the last 12 term weeks (seed %i)',
  (seed) => {
    const seeded = demoFiles({ now: NOW, seed }).filter(({ name }) => /dorms|2026-(q3|q4|08|09|1)|riverside/.test(name));
    const readings = readDemoFiles(seeded);
    const winners = termMondaysBefore('2026-11-16', 12).map(
      (monday) => board({ files: seeded, readings, monday })[0]?.slug ?? '',
    );
    const changes = winners.filter((winner, index) => index > 0 && winner !== winners[index - 1]).length;
    const most = Math.max(...winners.map((one) => winners.filter((other) => other === one).length));
    expect(changes).toBeGreaterThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(6);
  },
);

test('the file held back brings five dorms on to the board of the open week, one of them near the top', () => {
  const shown = readDemoFiles(files.filter(({ name, heldBack }) => !heldBack && isRecent(name)));
  const before = board({ files, readings: shown, monday: '2026-11-16', days: 6 }).map(({ slug }) => slug);
  const after = board({ files, readings: campus, monday: '2026-11-16', days: 6 }).map(({ slug }) => slug);
  const joined = after.filter((slug) => !before.includes(slug));
  expect(joined.sort()).toEqual(['banksia-hall', 'linden', 'northgate', 'ropewalk', 'saltmarsh']);
  expect(after.slice(0, 5).some((slug) => joined.includes(slug))).toBe(true);
  expect(files.filter(({ heldBack }) => heldBack).map(({ name }) => name)).toEqual(['north-precinct-2026-11-22.csv']);
});

test('files up to an earlier instant and those that top them up make the very readings of one run', () => {
  const since = Date.parse('2026-11-12T05:37+11:00');
  const earlier = demoFiles({ now: NOW, seed: 1, until: since }).filter(({ name }) => isRecent(name));
  const parts = readDemoFiles([...earlier, ...topUpFiles({ now: NOW, seed: 1, since, startedAt: NOW })]);
  expect(readingKeys(parts)).toEqual(readingKeys(readDemoFiles(files.filter(({ name }) => isRecent(name)))));
});

test('a top-up right after a start has nothing to bring', () => {
  expect(topUpFiles({ now: NOW + 60_000, seed: 1, since: NOW })).toEqual([]);
});

function contentOf(some: readonly DemoFile[]): string {
  return some.map(({ content }) => [...content].join('')).join('');
}

function linesOf(name: string, among: readonly DemoFile[] = files): string[] {
  return contentOf(among.filter((file) => file.name === name))
    .trimEnd()
    .split('\n')
    .slice(1);
}

function rowsWithin(label: string, from: string, until: string): number[] {
  const { startsAt, energyWh } = rowsOf(campus, label);
  const [first, end] = [Date.parse(from), Date.parse(until)];
  return energyWh.filter((_, index) => (startsAt[index] ?? 0) >= first && (startsAt[index] ?? 0) < end);
}

/** Files with readings of November 2026. */
function isRecent(name: string): boolean {
  return /2026-(q4|11)|riverside/.test(name);
}

interface Board {
  readonly files: readonly DemoFile[];
  readonly readings: Map<string, MeterRows>;
  readonly monday: string;
  readonly days?: number;
}

/** Dorms of known size whose meters each cover nine tenths of the first `days` days of a week without zeros, least per resident first. */
function board({ files, readings, monday, days = 7 }: Board): { slug: string; kWhEach: number }[] {
  const week = weekOf(monday, DEMO_CAMPUS.timeZone);
  const span = { from: week.startsAt, until: week.days[days - 1]?.endsAt ?? week.endsAt };
  const dorms = linesOf('dorms.csv', files).map((line) => line.split(','));
  return DEMO_DORMS.filter(({ residents, hidesResidents }) => residents >= 15 && !hidesResidents)
    .map(({ slug }) => {
      const residents = Number(dorms.filter(([dorm, , , , , , from = '']) => dorm === slug && from <= monday).at(-1)?.[2]);
      const meters = DEMO_METERS.filter(({ dorm, counts }) => dorm.slug === slug && counts);
      const totals = meters.map(({ label }) => total(rowsOf(readings, label), span));
      const expected = slug === 'maple-court' ? totals.filter(({ seconds }) => seconds > 0) : totals;
      const covered = expected.every(({ seconds }) => seconds >= (0.9 * (span.until - span.from)) / 1000);
      return { slug, covered, kWhEach: totals.reduce((sum, { energyWh }) => sum + energyWh, 0) / 1000 / residents };
    })
    .filter(({ covered }) => covered)
    .sort((one, other) => one.kWhEach - other.kWhEach);
}

function total({ startsAt, energyWh }: MeterRows, span: { from: number; until: number }): { energyWh: number; seconds: number } {
  let sum = 0;
  const seen = new Set<number>();
  for (const [index, at] of startsAt.entries()) {
    const value = energyWh[index] ?? 0;
    if (at < span.from || at >= span.until || value === 0 || seen.has(at)) continue;
    seen.add(at);
    sum += value;
  }
  return { energyWh: sum, seconds: seen.size * 900 };
}
