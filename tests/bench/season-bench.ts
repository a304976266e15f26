import { addDays } from '#core/time/local-days.ts';
import type { Database } from '#db/transaction.ts';
import { addSeason } from '#services/add-season.ts';
import { closeWeek } from '#services/close-week.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';

const LAST_MONDAY = '2026-11-16';
const WEEKS = 52;

export interface SeasonFigures {
  readonly dorms: number;
  readonly weeks: number;
  /** Making what is expected of every week, once, when a year of readings has just come in. */
  readonly firstSeconds: number;
  /** Closing the next week. */
  readonly closeSeconds: number;
}

/** Closes two weeks of a campus with a year of history, temperatures and a season by effort. */
export async function benchSeason(database: Database, dorms: number): Promise<SeasonFigures> {
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const firstDay = addDays(LAST_MONDAY, 7 - 7 * WEEKS);
  await database.pool.query(
    `INSERT INTO daily_temperatures SELECT $1, $2::date + n, 12 - 12 * cos(n / 58.1) + 4 * sin(n * 2.3), 86400, 86400 FROM generate_series(0, $3) AS n`,
    [campus.id, firstDay, 7 * WEEKS],
  );
  const result = await importText(ctx, campus, { text: yearText(firstDay, dorms), options: { createMeters: true } });
  if (result.readings.new !== dorms * 7 * WEEKS) throw new Error(`${result.readings.new} rows went in`);
  const weeks = { firstWeek: addDays(LAST_MONDAY, -7), lastWeek: LAST_MONDAY };
  const now = new Date('2026-11-30T12:00:00Z');
  await addSeason(ctx, {
    ...{ campus, slug: 'bench', name: 'Bench', lens: 'effort', baseline: null, leagues: [], now },
    ...weeks,
  });
  const close = async (monday: string) => {
    const from = performance.now();
    const { outcome } = await closeWeek(ctx, { campus, monday, now });
    if (outcome !== 'published') throw new Error(`the week of ${monday} was ${outcome}`);
    return (performance.now() - from) / 1000;
  };
  return { dorms, weeks: WEEKS, firstSeconds: await close(weeks.firstWeek), closeSeconds: await close(weeks.lastWeek) };
}

function yearText(firstDay: string, dorms: number): string {
  const lines = Array.from({ length: 7 * WEEKS }, (_, day) => day).flatMap((day) => {
    const [start, end] = [addDays(firstDay, day), addDays(firstDay, day + 1)];
    const celsius = 12 - 12 * Math.cos(day / 58.1) + 4 * Math.sin(day * 2.3);
    return Array.from({ length: dorms }, (_, dorm) => {
      const kwh = 300 + (dorm % 97) + 6 * Math.max(0, 15 - celsius) + 20 * Math.sin(day * 78.233 + dorm);
      return `M${dorm},${start},${end},${kwh.toFixed(3)}`;
    });
  });
  return ['meter,start,end,kWh', ...lines].join('\n');
}
