import { readFileSync } from 'node:fs';
import type { HourUse } from '#core/ranking/fill.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import { addDays, localDay } from '#core/time/local-days.ts';
import { campusDay, DEMO_TIME_ZONE } from '#db/demo/campus-days.ts';
import { meterLoad } from '#db/demo/load.ts';
import { DEMO_METERS } from '#db/demo/meters.ts';
import { weather } from '#db/demo/weather.ts';
import type { HourlyDorm } from '#tests/core/ranking/hourly-campus.ts';
import { sharedPath } from '#tests/support/shared-data.ts';

export interface HourlyCampus {
  readonly timeZone: string;
  readonly dorms: readonly HourlyDorm[];
  /** Mean °C by day, where known. */
  readonly celsius: ReadonlyMap<string, number>;
}

/** Eight real halls, 2015 to 2018, by the hour in whole kWh; how many live there is not known: 200. */
export function realHalls(): HourlyCampus {
  const halls = new Map<string, Map<string, Map<number, HourUse>>>();
  for (const line of readFileSync(sharedPath('uncg', 'readings_2015-2018.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [time = '', hall = '', kwh = ''] = line.split(',');
    const days = halls.get(hall) ?? new Map<string, Map<number, HourUse>>();
    halls.set(hall, days);
    put(days, {
      day: time.slice(0, 10),
      hour: Number(time.slice(11, 13)),
      microWh: Math.round(Number(kwh) * 1e9),
      seconds: 3600,
    });
  }
  return {
    timeZone: 'America/New_York',
    dorms: [...halls].map(([slug, days]) => ({ slug, residents: 200, days })),
    celsius: new Map(),
  };
}

/** The demo's dorms with a meter of their own, as they truly are before anything goes wrong. */
export function madeUpCampus(request: { seed: number; firstDay: string; weeks: number }): HourlyCampus {
  const load = meterLoad(request.seed);
  const energyWh = new Int32Array(100);
  const own = DEMO_METERS.filter(({ counts, share }) => counts && share === 1).filter(
    (meter, at, all) => all.findIndex(({ dorm }) => dorm === meter.dorm) === at,
  );
  const dorms = own.map((meter): HourlyDorm => {
    const days = new Map<string, Map<number, HourUse>>();
    for (let index = 0; index < 7 * request.weeks; index++) {
      const day = addDays(request.firstDay, index);
      load(meter, campusDay(day), energyWh);
      const local = localDay(day, DEMO_TIME_ZONE);
      for (const { hour, startsAt, endsAt } of hourSlots(local)) {
        const [from, until] = [(startsAt - local.startsAt) / 900_000, (endsAt - local.startsAt) / 900_000];
        const wh = energyWh.subarray(from, until).reduce((sum, value) => sum + value, 0);
        put(days, { day, hour, microWh: wh * 1e6, seconds: (endsAt - startsAt) / 1000 });
      }
    }
    return { slug: meter.dorm.slug, residents: meter.dorm.residents, days };
  });
  const temperature = weather(request.seed);
  const celsius = new Map<string, number>();
  for (let index = 0; index < 7 * request.weeks; index++) {
    const day = addDays(request.firstDay, index);
    const hours = hourSlots(localDay(day, DEMO_TIME_ZONE)).map(({ startsAt }) => temperature(startsAt));
    celsius.set(day, hours.reduce((sum, degrees) => sum + degrees, 0) / hours.length);
  }
  return { timeZone: DEMO_TIME_ZONE, dorms, celsius };
}

function put(days: Map<string, Map<number, HourUse>>, use: HourUse & { day: string; hour: number }): void {
  const hours = days.get(use.day) ?? new Map<number, HourUse>();
  days.set(use.day, hours);
  const known = hours.get(use.hour);
  hours.set(use.hour, { microWh: use.microWh + (known?.microWh ?? 0), seconds: use.seconds + (known?.seconds ?? 0) });
}
