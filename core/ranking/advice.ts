/** A usual week in kWh per hour: rows Monday to Sunday, 24 columns; null where nothing was measured. */
export type HourlyProfile = readonly (readonly (number | null)[])[];

/** The one thing most worth doing. Shares are fractions of the mean power. */
export type Advice =
  | { readonly code: 'evening-peak'; readonly hour: number; readonly aboveMean: number }
  | { readonly code: 'night-base'; readonly shareOfMean: number }
  | { readonly code: 'weekend'; readonly aboveWeekdays: number };

const EVENING = [17, 18, 19, 20, 21, 22, 23];
const NIGHT = [1, 2, 3, 4];
const NOTABLE_WEEKEND = 0.08;
const NOTABLE_NIGHT = 0.75;

/**
 * Chooses from a dorm's own profile what stands out: weekends clearly above weekdays, nights hardly below the mean, or
 * else the evening hour with the highest power. Null when the profile has holes in the hours compared.
 */
export function adviceFor(profile: HourlyProfile): Advice | null {
  const mean = meanOf(profile.flat());
  const night = meanOf(profile.flatMap((row) => NIGHT.map((hour) => row[hour] ?? null)));
  const weekdays = meanOf(profile.slice(0, 5).flat());
  const weekend = meanOf(profile.slice(5).flat());
  const evening = EVENING.map((hour) => ({ hour, power: meanOf(profile.map((row) => row[hour] ?? null)) }));
  if (mean === null || mean <= 0 || night === null) return null;
  if (weekdays !== null && weekend !== null && weekend / weekdays - 1 >= NOTABLE_WEEKEND) {
    return { code: 'weekend', aboveWeekdays: weekend / weekdays - 1 };
  }
  if (night / mean >= NOTABLE_NIGHT) return { code: 'night-base', shareOfMean: night / mean };
  const peak = evening.reduce((best, one) => ((one.power ?? 0) > (best.power ?? 0) ? one : best));
  if (peak.power === null || peak.power <= mean) return null;
  return { code: 'evening-peak', hour: peak.hour, aboveMean: peak.power / mean - 1 };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
