import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Database } from '#db/transaction.ts';
import { addSeason } from '#services/add-season.ts';
import { closeWeek } from '#services/close-week.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { verifyCampus } from '#services/verify-campus.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';

const LAST_MONDAY = '2026-11-16';
const WEEKS = 52;

export interface SeasonFigures {
  readonly dorms: number;
  readonly weeks: number;
  /** Making what is expected of every week, once, when a year of readings has just come in. */
  readonly firstSeconds: number;
  /** Closing the next week. */
  readonly closeSeconds: number;
  /** The board by effort of the week after, which is not closed: asked for the first time, and again. */
  readonly openSeconds: number;
  readonly againSeconds: number;
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
  await fillYear(database, { campusId: campus.id, firstDay, dorms });
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
  const board = async () => {
    const from = performance.now();
    await getLeaderboard(ctx, { campus, weekId: weekId(addDays(LAST_MONDAY, 7)), lens: 'effort', now });
    return (performance.now() - from) / 1000;
  };
  const [firstSeconds, closeSeconds] = [await close(weeks.firstWeek), await close(weeks.lastWeek)];
  return { dorms, weeks: WEEKS, firstSeconds, closeSeconds, openSeconds: await board(), againSeconds: await board() };
}

export interface VerifyFigures {
  readonly weeks: number;
  readonly dorms: number;
  readonly seconds: number;
  /** The most that the process held while it verified, beyond what it held before. */
  readonly megabytes: number;
}

/** Publishes a year of weeks and reckons all of them again. */
export async function benchVerify(database: Database, dorms: number): Promise<VerifyFigures> {
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const firstDay = addDays(LAST_MONDAY, 7 - 7 * WEEKS);
  await fillYear(database, { campusId: campus.id, firstDay, dorms });
  const now = new Date('2026-11-30T12:00:00Z');
  for (let index = 0; index < WEEKS; index += 1) await closeWeek(ctx, { campus, monday: addDays(firstDay, 7 * index), now });
  const held = process.memoryUsage.rss();
  let most = held;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  const from = performance.now();
  const { altered, moved, isHeadRight } = await verifyCampus(ctx, campus);
  clearInterval(watch);
  if (altered.length + moved.length > 0 || !isHeadRight) throw new Error('what was published does not agree');
  return { weeks: WEEKS, dorms, seconds: (performance.now() - from) / 1000, megabytes: Math.round((most - held) / 1e6) };
}

/** The dorms, meters and daily totals that imports of a year would have left. */
async function fillYear(database: Database, year: { campusId: number; firstDay: string; dorms: number }): Promise<void> {
  const { campusId, firstDay, dorms } = year;
  const ask = (text: string, values: unknown[]) => database.pool.query(text, values);
  await ask("INSERT INTO dorms (campus_id, slug, name) SELECT $1, 'd' || n, 'Dorm ' || n FROM generate_series(1, $2) AS n", [
    campusId,
    dorms,
  ]);
  await ask('INSERT INTO meters (campus_id, dorm_id, label) SELECT $1, id, slug FROM dorms WHERE campus_id = $1', [campusId]);
  await ask(
    `INSERT INTO daily_energy (campus_id, meter_id, day, energy_micro_wh, measured_seconds, estimated_micro_wh, estimated_seconds, zero_seconds,
       zero_lead_seconds, zero_tail_seconds, ends_at, revision)
     SELECT $1, m.id, $2::date + n, ((300 + m.dorm_id % 97 + 6 * greatest(0, 3 + 12 * cos(n / 58.1)) + 20 * sin(n * 78.233 + m.dorm_id)) * 1e9)::bigint,
       86400, 0, 0, 0, 0, 0, ($2::date + n + 1) AT TIME ZONE 'UTC', 1
     FROM meters m, generate_series(0, $3) AS n WHERE m.campus_id = $1`,
    [campusId, firstDay, 7 * WEEKS - 1],
  );
  await ask(
    'INSERT INTO touched_weeks (campus_id, week, revision) SELECT $1, $2::date + 7 * n, 1 FROM generate_series(0, $3) AS n',
    [campusId, firstDay, WEEKS - 1],
  );
}
