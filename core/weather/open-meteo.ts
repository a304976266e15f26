import { z } from 'zod';

/** Where on Earth, in degrees (north and east positive), and of which time, in epoch milliseconds. */
export interface WeatherQuery {
  readonly latitude: number;
  readonly longitude: number;
  readonly from: number;
  readonly until: number;
}

export interface HourlyTemperature {
  /** Epoch milliseconds. */
  readonly startsAt: number;
  readonly celsius: number;
}

export const OPEN_METEO_ARCHIVE = 'https://archive-api.open-meteo.com/v1/archive';

/** The address that answers a query, by open-meteo.com/en/docs/historical-weather-api; whole days of UTC. */
export function openMeteoAddress(base: string, { latitude, longitude, from, until }: WeatherQuery): string {
  const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    latitude: String(latitude),
    longitude: String(longitude),
    start_date: dayOf(from),
    end_date: dayOf(until - 1),
    hourly: 'temperature_2m',
    temperature_unit: 'celsius',
    timeformat: 'unixtime',
    timezone: 'GMT',
  });
  return `${base}?${query}`;
}

const Answer = z.object({
  hourly_units: z.object({ time: z.literal('unixtime'), temperature_2m: z.literal('°C') }),
  hourly: z.object({ time: z.array(z.number().int()), temperature_2m: z.array(z.number().nullable()) }),
});

/** The hours of an answer for which there is a temperature, within the query. Throws on what is no such answer. */
export function readOpenMeteo(json: unknown, { from, until }: WeatherQuery): HourlyTemperature[] {
  const { time, temperature_2m: values } = Answer.parse(json).hourly;
  if (time.length !== values.length) throw new Error('Open-Meteo answered with more times than temperatures.');
  return time.flatMap((seconds, at) => {
    const celsius = values[at] ?? null;
    const startsAt = seconds * 1000;
    return celsius === null || startsAt < from || startsAt >= until ? [] : [{ startsAt, celsius }];
  });
}
