import { meanTemperatures } from '#core/weather/mean-temperatures.ts';
import { listDailyTemperatures, listTemperatures } from '#db/queries/temperatures.ts';
import type { Db } from '#db/transaction.ts';

/** A day's mean temperature counts as known when it rests on at least this part of the day's time. */
const LEAST_DAY_COVERAGE = 0.75;

/** °C, the mean by time of a local day; null below LEAST_DAY_COVERAGE. `coverage`: the part of the day's time that is known, 0 to 1. */
export interface DayTemperature {
  readonly celsius: number | null;
  readonly coverage: number;
}

/**
 * The mean temperature of each local day (YYYY-MM-DD) of the campus from `fromDay` to `toDay`, both included. A day of which
 * nothing at all is known is absent.
 */
export async function getDailyTemperatures(
  db: Db,
  query: { campusId: number; fromDay: string; toDay: string },
): Promise<Map<string, DayTemperature>> {
  const days = await listDailyTemperatures(db, query);
  return new Map(
    days.map(({ day, celsius, measuredSeconds, daySeconds }) => {
      const coverage = measuredSeconds / daySeconds;
      return [day, { celsius: coverage >= LEAST_DAY_COVERAGE ? celsius : null, coverage }];
    }),
  );
}

const HOUR_MS = 3_600_000;
const LONGEST_DAY_MS = 25 * HOUR_MS;

/** The mean temperature (°C) of each hour of real time from `from` to `until` (epoch milliseconds); null where it is known for less than half of it. */
export async function getHourlyTemperatures(
  db: Db,
  query: { campusId: number; from: number; until: number },
): Promise<{ readonly startsAt: number; readonly celsius: number | null }[]> {
  const { campusId, from, until } = query;
  const values = await listTemperatures(db, { campusId, from: from - LONGEST_DAY_MS, until });
  const hours = Array.from({ length: Math.max(0, Math.floor((until - from) / HOUR_MS)) }, (_, index) => {
    const startsAt = from + index * HOUR_MS;
    return { startsAt, endsAt: startsAt + HOUR_MS };
  });
  const means = meanTemperatures(values, hours);
  return hours.map(({ startsAt }, index) => {
    const { celsius = null, measuredSeconds = 0 } = means[index] ?? {};
    return { startsAt, celsius: measuredSeconds * 2 >= 3600 ? celsius : null };
  });
}
