import { diceKey, drift } from '#db/demo/dice.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface HourlyTemperature {
  /** Epoch milliseconds of the hour's start. */
  readonly startsAt: number;
  readonly celsius: number;
}

/** The demo campus's air temperature for each whole hour of [from, until), to a tenth of a degree. Epoch milliseconds. */
export function* demoTemperatures({
  seed,
  from,
  until,
}: {
  seed: number;
  from: number;
  until: number;
}): Generator<HourlyTemperature> {
  const temperature = weather(seed);
  for (let at = Math.ceil(from / HOUR_MS) * HOUR_MS; at + HOUR_MS <= until; at += HOUR_MS) {
    yield { startsAt: at, celsius: Math.round(temperature(at) * 10) / 10 };
  }
}

/** So many days before its start the demo's weather station began: the fifteen months of readings are all within. */
const DAYS_BEFORE = 470;

/**
 * What the demo's weather station handed in: all until `until` for a first load, else what came `since`. Epoch milliseconds.
 * The hour in which the last file ended is in the next one.
 */
export function weatherFile({ seed, since, until }: { seed: number; since: number | null; until: number }): {
  readonly name: string;
  readonly content: Iterable<string>;
} {
  const from = since === null ? until - DAYS_BEFORE * DAY_MS : Math.floor(since / HOUR_MS) * HOUR_MS;
  return {
    name: `weather-station-${new Date(until).toISOString().slice(0, 16).replace(/[:-]/g, '')}Z.csv`,
    content: { [Symbol.iterator]: () => weatherLines(demoTemperatures({ seed, from, until })) },
  };
}

function* weatherLines(hours: Iterable<HourlyTemperature>): Generator<string> {
  yield 'time,air_temperature_c\n';
  for (const { startsAt, celsius } of hours) yield `${new Date(startsAt).toISOString().slice(0, 16)}Z,${celsius.toFixed(1)}\n`;
}

/**
 * Degrees Celsius at an instant, roughly Melbourne's: warmest late in January (mean 20), coldest late in July (mean 9), days wider in
 * summer than in winter, and fronts that come and go over four days, a day and a half, and some hours.
 */
export function weather(seed: number): (instant: number) => number {
  const fronts = diceKey(seed, 'weather: fronts');
  const spells = diceKey(seed, 'weather: spells');
  const gusts = diceKey(seed, 'weather: gusts');
  return (instant) => {
    const days = instant / DAY_MS;
    const summer = Math.cos((2 * Math.PI * (days - 28)) / 365.25);
    const solarHour = (instant / HOUR_MS + 9.7) % 24;
    const afternoon = Math.cos((2 * Math.PI * (solarHour - 15)) / 24);
    const unsettled = 3.4 * drift(fronts, days / 4) + 1.9 * drift(spells, days / 1.4) + 0.6 * drift(gusts, days * 5);
    return 14.6 + 5.6 * summer + (4.2 + 1.3 * summer) * afternoon + unsettled;
  };
}
