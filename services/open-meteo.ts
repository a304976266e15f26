import { OPEN_METEO_ARCHIVE, openMeteoAddress, readOpenMeteo } from '#core/weather/open-meteo.ts';
import type { WeatherService } from '#services/fetch-temperatures.ts';

const PATIENCE_MS = 30_000;

/** Open-Meteo's archive of reanalysed weather (CC BY 4.0). It lags some days behind. `base` is for tests. */
export function openMeteo({ base = OPEN_METEO_ARCHIVE }: { base?: string } = {}): WeatherService {
  return {
    name: 'open-meteo',
    async *hourly(query) {
      const answer = await fetch(openMeteoAddress(base, query), {
        headers: { accept: 'application/json', 'user-agent': 'wattle' },
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw new Error(`Open-Meteo answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
      yield* readOpenMeteo(await answer.json(), query);
    },
  };
}
