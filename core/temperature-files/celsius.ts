export type TemperatureUnit = 'C' | 'F' | 'K';

/** No air at any campus was ever colder or warmer than this, in °C: such a value is a wrong unit or a broken sensor. */
export const PLAUSIBLE_CELSIUS = { least: -60, most: 60 } as const;

/** Whole millionths of a degree Celsius: sums of them are exact in whatever order they are added. */
export function toMicroCelsius(value: number, unit: TemperatureUnit): number {
  if (unit === 'F') return Math.round(((value - 32) * 5_000_000) / 9);
  return Math.round(value * 1_000_000) - (unit === 'K' ? 273_150_000 : 0);
}

export function isPlausible(microCelsius: number): boolean {
  return microCelsius >= PLAUSIBLE_CELSIUS.least * 1e6 && microCelsius <= PLAUSIBLE_CELSIUS.most * 1e6;
}
