import { expect, test } from 'vitest';
import { demoTemperatures, weatherFile } from '#db/demo/weather.ts';

test('January is warm, July is cold, and afternoons are warmer than nights', () => {
  const january = celsius('2026-01-01T00:00+11:00', '2026-02-01T00:00+11:00');
  const july = celsius('2026-07-01T00:00+10:00', '2026-08-01T00:00+10:00');
  expect(january).toHaveLength(31 * 24);
  expect(mean(january)).toBeGreaterThan(17);
  expect(mean(january)).toBeLessThan(24);
  expect(mean(july)).toBeGreaterThan(6);
  expect(mean(july)).toBeLessThan(12);
  const atHour = (hour: number) => mean(january.filter((_, index) => index % 24 === hour));
  expect(atHour(16) - atHour(4)).toBeGreaterThan(7);
});

test('any split of time has the same temperatures', () => {
  const whole = celsius('2026-03-01T00:00Z', '2026-03-03T00:00Z');
  const parts = [...celsius('2026-03-01T00:00Z', '2026-03-02T07:00Z'), ...celsius('2026-03-02T07:00Z', '2026-03-03T00:00Z')];
  expect(parts).toEqual(whole);
});

test('a later file of the weather station goes on in the hour in which the one before ended', () => {
  const since = Date.parse('2026-03-01T05:37Z');
  const { name, content } = weatherFile({ seed: 1, since, until: Date.parse('2026-03-01T08:10Z') });
  expect(name).toBe('weather-station-20260301T0810Z.csv');
  const lines = [...content].map((line) => line.split(',')[0]);
  expect(lines).toEqual(['time', '2026-03-01T05:00Z', '2026-03-01T06:00Z', '2026-03-01T07:00Z']);
});

function celsius(from: string, until: string): number[] {
  return [...demoTemperatures({ seed: 1, from: Date.parse(from), until: Date.parse(until) })].map((hour) => hour.celsius);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
