import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Database } from '#db/transaction.ts';
import { closeWeek } from '#services/close-week.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';

const DORMS = 24;
const METERS = 33;
const LAST_MONDAY = '2026-11-16';
const REPETITIONS = 9;

export interface CloseFigures {
  readonly shortDays: number;
  readonly shortMilliseconds: number;
  readonly longDays: number;
  readonly longMilliseconds: number;
}

/** Median time to close a week of 24 dorms and 33 meters after about 3 and about 15 months of history. */
export async function benchClose(database: Database): Promise<CloseFigures> {
  const [shortDays, longDays] = [91, 455];
  const short = await campusWithHistory(database, shortDays);
  const long = await campusWithHistory(database, longDays);
  const times = { short: [] as number[], long: [] as number[] };
  // In turns, so that whatever else the machine does falls on both alike.
  for (let repetition = 0; repetition <= REPETITIONS; repetition += 1) {
    const monday = addDays(LAST_MONDAY, -7 * repetition);
    const [shortTime, longTime] = [await timeToClose(database, short, monday), await timeToClose(database, long, monday)];
    if (repetition === 0) continue;
    times.short.push(shortTime);
    times.long.push(longTime);
  }
  return { shortDays, shortMilliseconds: median(times.short), longDays, longMilliseconds: median(times.long) };
}

async function timeToClose(database: Database, campus: Campus, monday: string): Promise<number> {
  const ctx = testContext(database);
  const from = performance.now();
  const { outcome } = await closeWeek(ctx, { campus, monday, now: new Date('2026-11-30T12:00:00Z') });
  if (outcome !== 'published') throw new Error(`the week of ${monday} was ${outcome}`);
  return performance.now() - from;
}

async function campusWithHistory(database: Database, days: number): Promise<Campus> {
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const dorms = Array.from({ length: DORMS }, (_, dorm) => `dorm-${dorm},Dorm ${dorm},${50 + dorm},${1000 + 10 * dorm}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents,floor_area_m2', ...dorms].join('\n') });
  const meters = Array.from({ length: METERS }, (_, meter) => `M${meter},dorm-${meter % DORMS}`);
  await importMeters(ctx, { campus, text: ['meter,dorm', ...meters].join('\n') });
  const lines: string[] = [];
  for (let back = days; back > 0; back -= 1) {
    const day = addDays(LAST_MONDAY, 7 - back);
    for (let meter = 0; meter < METERS; meter += 1)
      lines.push(`M${meter},${day},${addDays(day, 1)},${100 + ((back * 7 + meter * 13) % 50)}`);
  }
  const result = await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n') });
  if (result.readings.new !== days * METERS) throw new Error(`${result.readings.new} of ${days * METERS} rows went in`);
  return campus;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
