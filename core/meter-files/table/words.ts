import { entryOf } from '#core/meter-files/entry-of.ts';
import type { Quality, Unit } from '#core/meter-files/meter-file.ts';

/** The words of a header or cell: lower case, without accents, one blank between words. */
export function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .replaceAll(/([a-z])(?!Wh)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}$€£%#]+/gu, ' ')
    .trim();
}

/** Words that tell what a column is, in the languages that facilities offices send. */
export const WORDS = {
  time: /\b(time|timestamp|date|datetime|day|datum|zeit|zeitpunkt|zeitstempel|uhrzeit|fecha|hora|heure|horodate|data|hour|interval|period|read(ing)? (date|time)|ts)\b/,
  start:
    /\b(intervallanfang|anfang|beginn|inizio|start|starts|starting|begin|begins|beginning|began|from|von|debut|desde|inicio|since|starttime|startdate|startat)\b/,
  end: /\b(intervallende|einde|fine|end|ends|ending|ended|until|bis|fin|hasta|to|he|stop|through|thru|endtime|enddate|ende)\b/,
  hour: /\b(hour|he|hr|stunde|heure|hora)\b/,
  utc: /\b(utc|gmt|zulu)\b/,
  bookkeeping: /\b(created|updated|received|uploaded|exported|inserted|modified|imported|billed|revision|revised)\b/,
  meter:
    /\b(meter|meters|building|buildings|hall|dorm|residence|point|device|serial|sensor|account|location|site|facility|zahler|zaehler|compteur|contador|channel|tag|name|id|house|nmi|mprn|mpan|esiid|label)\b/,
  meterItself: /\b(meter|zahler|zaehler|compteur|contador|nmi|mpan|mprn|esiid)\b/,
  energy: /\b(usage|consumption|energy|verbrauch|consumo|consommation|energie|used|electricity)\b/,
  value:
    /\b(value|val|reading|readings|wert|quantity|amount|register|index|zahlerstand|zaehlerstand|load|demand|power|leistung|delivered|imported|measured|measurement|net|active|total|cumulative|interval|actual|data|meter|electric|avg|average|mean)\b/g,
  register:
    /\b(register|registers|cumulative|kumulativ|kumuliert|zahlerstand|zaehlerstand|counter|running total|lifetime|totali[sz]ed|accumulated|accumulation|odometer)\b/,
  quality: /\b(quality|flag|flags|status|estimat\w*|est|read(ing)? type|qualit\w*|qc|validity)\b/,
  unit: /\b(unit|units|uom|einheit|unidad|unite)\b/,
  offset: /^((utc|gmt|tz|time zone|timezone) ?(offset)?|offset|zone)$/,
  daylight: /^(is )?(dst|daylight|daylight saving|daylight savings|summer time|sommerzeit)( flag)?$/,
  ignored:
    /\b(temp|temps|temperature|temperatur|outdoor|cost|costs|price|charge|charges|usd|eur|gbp|kvar|kvarh|kva|kvah|var|varh|va|vah|pf|power factor|volt|volts|voltage|amp|amps|ampere|current|hz|frequency|humidity|co2|note|notes|comment|comments|multiplier|alarm|error|weekday|year|month|degree|days|dd|hdd|cdd)\b|[$€£%]/,
  total:
    /^(grand |sub ?)?(total|totals|sum|gesamt|gesamtsumme|summe|somme|suma|average|avg|mean|durchschnitt|min|max|minimum|maximum|count)\b/,
  /** Words beside the readings that name no meter. */
  description: /\b(type|kind|category|description|resource|service|commodity|fuel|direction|source|period|season|tariff|rate)\b/,
  rowNumber: /^(|unnamed.*|index|row|row number|no|nr|#|line)$/,
} as const;

const UNITS: Readonly<Record<string, Unit>> = {
  wh: 'Wh',
  'watt hours': 'Wh',
  'watt hour': 'Wh',
  watthours: 'Wh',
  kwh: 'kWh',
  'kw h': 'kWh',
  kwhr: 'kWh',
  kwhrs: 'kWh',
  'kilowatt hours': 'kWh',
  'kilowatt hour': 'kWh',
  kilowatthours: 'kWh',
  mwh: 'MWh',
  'mw h': 'MWh',
  'megawatt hours': 'MWh',
  w: 'W',
  watt: 'W',
  watts: 'W',
  kw: 'kW',
  kilowatt: 'kW',
  kilowatts: 'kW',
};

const FOREIGN =
  /^(mw|gwh|gw|kvarh?|kvah?|varh?|vah?|therms?|[km]?btus?|mmbtus?|k?gal|gallons?|lit(?:er|re)s?|m3|ft3|[chkms]?cf|mj|gj|j|kj|[km]?lbs?|tons?|ton h(?:ou)?rs?|pulses?( counts?)?|counts?|imp|impulses?|ticks?)$/;

/** A unit that is no energy, or energy that is not electrical; in any mixture of capitals. */
function isForeign(text: string): boolean {
  return FOREIGN.test(wordsOf(text.toLowerCase()));
}

/** The unit of energy or power that a text is; null for any other text. */
export function unitOf(text: string): Unit | null {
  return entryOf(UNITS, wordsOf(text));
}

/** Whether a unit is a number of pulses, worth what the meter's multiplier says. */
export function isPulses(text: string): boolean {
  return /^(pulses?( counts?)?|counts?|imp|impulses?|ticks?)$/.test(wordsOf(text));
}

export function isUnitText(text: string): boolean {
  return unitOf(text) !== null || isForeign(text);
}

/** Whether a name means all the meters together, or a figure about them: "Total (kWh)", "Campus Total", "Σ", "Average load". */
export function isTotalName(name: string): boolean {
  return /^\s*[∑Σσ]/u.test(name) || TOTAL_NAME.test(wordsOf(name));
}

const SCOPE =
  '(?:the|grand|sub|campus|site|overall|all|university|college|portfolio|system|whole|building|buildings|halls|dorms|meters|daily|weekly|monthly|hourly|sum|total)';
const FIGURE =
  '(?:subtotals?|totals?|sum|sums|gesamt|gesamtsumme|summe|somme|suma|insgesamt|average|averages|avg|mean|durchschnitt|min|max|minimum|maximum|count|median|std dev|合计|总计|总和|平均)';
const OF =
  '(?:of|for|the|all|campus|site|halls|dorms|buildings|meters|usage|consumption|energy|electricity|load|demand|power|kwh|mwh|wh|kw|w|value|values|reading|readings|period|day|week|month|year)';
const TOTAL_NAME = new RegExp(`^(?:${SCOPE} )*${FIGURE}(?: ${OF})*$`);

/** No unit with its brackets and blanks is longer. */
const LONGEST_UNIT = 80;

/** A column's name without its unit, and the unit: `Hall A (kWh)`, `hall_a_kwh`. `foreign` is a unit that is no energy. */
export function splitUnit(name: string): { readonly bare: string; readonly unit: Unit | null; readonly foreign: string | null } {
  const trimmed = name.trimEnd();
  // Only the end is searched: the search takes longer than the text is long.
  const end = trimmed.slice(-LONGEST_UNIT);
  const bracketed = /^(.*?)\s*[([{]\s*([^)\]}]{1,20}?)\s*[)\]}]$/s.exec(end);
  const spaced = /^(.*?)(?:[\s_,:-]+|^)([a-z]{1,4})$/i.exec(end);
  const glued = /^(.*[a-z\d])(kWh|MWh|Wh|kW)$/.exec(end);
  const worded = /^(.*?)(?:[\s_,:-]+|^)([a-z]{5,8}|m³|ft³|ton[\s-]h(?:ou)?rs?)$/i.exec(end) ?? /^()(m3|ft3)$/i.exec(end);
  const pulsed = /^(.*?)(?:[\s_,:-]+|^)((?:im)?pulses?(?: counts?)?|counts?|ticks)$/i.exec(end);
  for (const match of [bracketed, spaced, glued, pulsed, worded]) {
    const [, before = '', text = ''] = match ?? [];
    const bare = (trimmed.slice(0, -LONGEST_UNIT) + before).trim();
    // A lone W after a blank is more often West than watt.
    if (text === '' || (match !== bracketed && /^(w|j|va|var|gal|lbs?|tons?|cf)$/i.test(text) && bare !== '')) continue;
    const unit = unitOf(text);
    if (unit !== null) return { bare, unit, foreign: null };
    if (isForeign(text)) return { bare, unit: null, foreign: text };
  }
  return { bare: name, unit: null, foreign: null };
}

const QUALITIES: Readonly<Record<string, Quality>> = {
  e: 'estimated',
  est: 'estimated',
  estimate: 'estimated',
  estimated: 'estimated',
  s: 'estimated',
  sub: 'estimated',
  substituted: 'estimated',
  substitute: 'estimated',
  f: 'estimated',
  interpolated: 'estimated',
  forecast: 'estimated',
  manual: 'edited',
  edited: 'edited',
  edit: 'edited',
  corrected: 'edited',
};

/** The quality that a flag means; a column asking "estimated?" is answered by yes or no. */
export function qualityOf(text: string, isQuestion: boolean): Quality {
  const words = wordsOf(text);
  if (isQuestion && /^(y|yes|true|1|x)$/.test(words)) return 'estimated';
  return entryOf(QUALITIES, words) ?? 'measured';
}
