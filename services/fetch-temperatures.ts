import { addDays, dayAt, localDay } from '#core/time/local-days.ts';
import type { HourlyTemperature, WeatherQuery } from '#core/weather/open-meteo.ts';
import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { insertJobRun, newestJobRun, updateJobRun } from '#db/queries/job-runs.ts';
import { firstEnergyDay } from '#db/queries/temperatures.ts';
import type { Context } from '#services/context.ts';
import { getDailyTemperatures } from '#services/get-temperatures.ts';
import { importTemperatures } from '#services/import-temperatures.ts';
import { textSource } from '#services/text-source.ts';

/** A public weather service: temperatures by the hour for a place and a time, those that it has, in order. */
export interface WeatherService {
  readonly name: string;
  hourly(query: WeatherQuery): AsyncIterable<HourlyTemperature>;
}

const DAY_MS = 86_400_000;
/** So far back at most; models look back a year. */
const MOST_DAYS = 3 * 366;
const DAYS_A_REQUEST = 366;

/**
 * Asks the service, at most once a day, for the days with readings whose temperature is not known, for each campus that
 * has said where it is, and imports what comes as a file of temperatures. What fails is logged and tried again the next day.
 */
export async function fetchDueTemperatures(
  ctx: Context,
  { now, service }: { now: Date; service: WeatherService },
): Promise<{ imported: number; failed: number }> {
  const done = { imported: 0, failed: 0 };
  for (const campus of await listCampuses(ctx.database.db)) {
    const place = placeOf(campus);
    if (place === null || !(await isDue(ctx, campus, now))) continue;
    const run = await insertJobRun(ctx.database.db, { job: jobOf(campus), startedAt: now });
    try {
      done.imported += await fetchMissing(ctx, { campus, place, now, service });
      await updateJobRun(ctx.database.db, { id: run, finishedAt: now, outcome: 'done' });
    } catch (error) {
      done.failed += 1;
      ctx.log.warn({ error, campus: campus.slug, service: service.name }, 'no temperatures were fetched; tomorrow again');
      await updateJobRun(ctx.database.db, { id: run, finishedAt: now, outcome: 'failed' });
    }
  }
  return done;
}

function placeOf({ latitude, longitude }: Campus): Pick<WeatherQuery, 'latitude' | 'longitude'> | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

async function isDue(ctx: Context, campus: Campus, now: Date): Promise<boolean> {
  const last = await newestJobRun(ctx.database.db, jobOf(campus));
  return last === null || now.getTime() - last.startedAt.getTime() >= DAY_MS;
}

function jobOf({ slug }: Campus): string {
  return `fetch-temperatures ${slug}`;
}

interface Work {
  readonly campus: Campus;
  readonly place: Pick<WeatherQuery, 'latitude' | 'longitude'>;
  readonly now: Date;
  readonly service: WeatherService;
}

/** The number of imports that it took. */
async function fetchMissing(ctx: Context, work: Work): Promise<number> {
  let imported = 0;
  for (const days of await missingDays(ctx, work)) {
    const rows = await rowsOf(days, work);
    if (rows.length > 0 && (await importRows(ctx, { ...work, days, rows }))) imported += 1;
  }
  return imported;
}

/** Days before today without a temperature, since the first readings, a list for each request. */
async function missingDays(ctx: Context, { campus, now }: Work): Promise<string[][]> {
  const { db } = ctx.database;
  const today = dayAt(now.getTime(), campus.timeZone);
  const first = await firstEnergyDay(db, campus.id);
  if (first === null) return [];
  const oldest = addDays(today, -MOST_DAYS);
  const fromDay = first > oldest ? first : oldest;
  const known = await getDailyTemperatures(db, { campusId: campus.id, fromDay, toDay: today });
  const requests: string[][] = [];
  for (let from = fromDay; from < today; from = addDays(from, DAYS_A_REQUEST)) {
    const until = addDays(from, DAYS_A_REQUEST);
    const days: string[] = [];
    for (let day = from; day < until && day < today; day = addDays(day, 1)) if (known.get(day)?.celsius == null) days.push(day);
    if (days.length > 0) requests.push(days);
  }
  return requests;
}

/** The hours that belong to one of the days: what staff imported for the others is left alone. */
async function rowsOf(days: readonly string[], { campus, place, service }: Work): Promise<HourlyTemperature[]> {
  const wanted = new Set(days);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const from = localDay(first, campus.timeZone).startsAt;
  const until = localDay(last, campus.timeZone).endsAt;
  const rows: HourlyTemperature[] = [];
  for await (const row of service.hourly({ ...place, from, until }))
    if (wanted.has(dayAt(row.startsAt, campus.timeZone))) rows.push(row);
  return rows;
}

async function importRows(
  ctx: Context,
  { campus, service, now, days, rows }: Work & { days: readonly string[]; rows: readonly HourlyTemperature[] },
): Promise<boolean> {
  const lines = rows.map(({ startsAt, celsius }) => `${new Date(startsAt).toISOString()},${celsius}`);
  const text = `${['time,air_temperature_c', ...lines].join('\n')}\n`;
  const file = textSource(text, `${service.name} ${days[0]} ${days.at(-1)}.csv`);
  const result = await importTemperatures(ctx, { campus, ...file, options: {}, channel: 'watch', mode: 'commit', now });
  return result.state === 'committed';
}
