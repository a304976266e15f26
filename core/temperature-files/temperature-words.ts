import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';

/** What a column's name (its words, see wordsOf) says about temperatures. */
export const TEMPERATURE_WORDS = {
  temperature:
    /\b(temp|temps|temp[cfk]|temperatures?|temperature[cfk]|tmp[cfk]?|tavg|tmean|tmin|tmax|t2m|oat|dbt|dry ?bulb|celsius|fahrenheit|temperatura|temperatur|lufttemperatur|aussentemperatur)\b|气温|温度|摄氏/,
  /** Temperatures of something else than the outdoor air, or figures made from them. */
  other:
    /\b(dew|dewpoint|dwp[cf]?|wet|wet ?bulb|wb|feels?|feelslike|apparent|heat ?index|humidex|wind ?chill|chill|soil|ground|grass|surface|sea|water|sst|indoor|inside|room|supply|return|set ?point|chw|degree days?|[hcg]dd|departure|deviation|anomaly|normal|record|flag|quality|qc|attributes?|code|range|std|stddev|wind|virtual|potential|battery|panel|internal|humidity|pressure)\b/,
  most: /\b(max|maximum|high|highest|hi|tmax|hoch)\b|最高/,
  least: /\b(min|minimum|low|lowest|lo|tmin|tief)\b|最低/,
  mean: /\b(avg|average|mean|tavg|tmean|mittel|mittlere)\b|平均/,
  dryBulb: /\b(dry ?bulb|dbt)\b/,
  outdoor: /\b(air|outdoor|outside|ambient|oat|lufttemperatur|aussentemperatur)\b/,
} as const;

const UNIT_WORDS: readonly (readonly [TemperatureUnit, RegExp])[] = [
  ['F', /\b(f|deg ?f|fahrenheit|(temp|tmp|temperature)f)\b/],
  ['C', /\b(c|deg ?c|celsius|centigrade|(temp|tmp|temperature)c)\b|摄氏/],
  ['K', /\b(k|deg ?k|kelvin|(temp|tmp|temperature)k)\b/],
];

/** The unit that a column's name says; null where it says none, or several. */
export function unitInWords(words: string): TemperatureUnit | null {
  const found = UNIT_WORDS.filter(([, pattern]) => pattern.test(words));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}
