import { type Problem, problemFor } from '#core/meter-files/problem.ts';

/** A column of amounts: its name in the file, and what an amount in it is multiplied with to be grams, or money, for a kWh. */
export interface AmountColumn {
  readonly name: string;
  readonly scale: number;
}

export interface FactorColumns {
  readonly time: string;
  /** The times of that column are in UTC, by its name. */
  readonly isUtc: boolean;
  readonly carbon: AmountColumn | null;
  readonly price: AmountColumn | null;
  /** By the price column's name or a column `currency`; null where the file does not say. */
  readonly currency: string | null;
}

/**
 * Finds the columns of hourly factors by their names (lower case): a time, and carbon (grams of CO2e for a kWh, unless the
 * name says kg, t or lb, or MWh), a price (for a kWh, unless it says MWh or cents), or both. Several that could be meant
 * are as good as none: then one is to be called `carbon` or `price`.
 */
export function findFactorColumns(names: readonly string[], cells: Readonly<Record<string, string>>): FactorColumns | Problem[] {
  const time = onlyOf(
    'time',
    names.filter((name) => WORDS.time.test(plain(name)) && !WORDS.end.test(plain(name))),
  );
  const rest = names.filter((name) => !WORDS.time.test(plain(name)) && !WORDS.share.test(plain(name)));
  const carbon = onlyOf(
    'carbon',
    rest.filter((name) => WORDS.carbon.test(plain(name))),
  );
  const price = onlyOf(
    'price',
    rest.filter((name) => WORDS.price.test(plain(name)) && !WORDS.carbon.test(plain(name))),
  );
  const missing = [...(time === null ? ['time'] : []), ...(carbon === null && price === null ? ['carbon'] : [])];
  if (time === null || missing.length > 0) return missing.map((column) => columnMissing(column, names));
  return {
    time,
    isUtc: WORDS.utc.test(plain(time)),
    carbon: carbon === null ? null : { name: carbon, scale: carbonScale(plain(carbon)) },
    price: price === null ? null : { name: price, scale: priceScale(plain(price)) },
    currency: currencyIn(cells.currency ?? '') ?? (price === null ? null : currencyIn(price)),
  };
}

/** A problem about the whole file: it lacks a column. */
export function columnMissing(column: string, names: readonly string[]): Problem {
  return problemFor({ kind: 'column-missing', severity: 'refused', row: 1, column, found: names.join(', '), params: { column } });
}

/** A currency's code of three letters that this runtime knows, alone or within a column's name. */
export function currencyIn(text: string): string | null {
  const words = text.toUpperCase().match(/[A-Z]+/g) ?? [];
  return words.find((word) => CURRENCIES.has(word)) ?? null;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

const WORDS = {
  time: /\b(date|time|datetime|timestamp|hour|start|from|period|from day)\b|datetime|timestamp/,
  end: /\b(end|to|until)\b/,
  utc: /\b(utc|gmt)\b/,
  carbon: /\b(carbon|emissions?|intensity)\b|co2|co₂/,
  price: /\b(price|tariff|rate|cost)\b/,
  share: /%|\b(percent|percentage|share|renewable|index)\b/,
};

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}%₂]+/gu, ' ')
    .trim();
}

/** The one called just so, else the only one, else the only one in UTC. */
function onlyOf(wanted: string, found: readonly string[]): string | null {
  const [only, another] = found;
  if (found.includes(wanted)) return wanted;
  if (only === undefined || another === undefined) return only ?? null;
  const [utc, anotherUtc] = found.filter((name) => WORDS.utc.test(plain(name)));
  return anotherUtc === undefined ? (utc ?? null) : null;
}

const GRAMS_PER_POUND = 453.592_37;

function carbonScale(name: string): number {
  const grams = /(^| )kg/.test(name)
    ? 1000
    : /(^| )lbs?/.test(name)
      ? GRAMS_PER_POUND
      : /(^| )(t|tonnes?)(co|₂| |$)/.test(name)
        ? 1e6
        : 1;
  return grams / kwhOf(name);
}

function priceScale(name: string): number {
  const money = /(^| )(c|ct|cents?|p|pence) /.test(`${name} `) ? 0.01 : 1;
  return money / kwhOf(name);
}

function kwhOf(name: string): number {
  return /mwh/.test(name) ? 1000 : 1;
}
