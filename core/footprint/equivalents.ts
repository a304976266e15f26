/** Something everyday that stands for so much energy or so many grams of CO2e, and who says so. */
export interface Equivalent {
  readonly code: EquivalentCode;
  readonly of: 'kwh' | 'grams';
  readonly amount: number;
  readonly source: Source;
}

export interface Source {
  readonly title: string;
  readonly publisher: string;
  readonly year: number;
  readonly url: string;
  /** The figures as the source has them, and what was reckoned from them. */
  readonly reckoning: string;
}

export type EquivalentCode =
  | 'kettle'
  | 'wash'
  | 'shower'
  | 'bath'
  | 'home-month'
  | 'car-km'
  | 'petrol-litre'
  | 'car-month'
  | 'car-year';

const HOT_AIR = {
  title: 'Sustainable Energy – without the hot air (D. J. C. MacKay)',
  publisher: 'UIT Cambridge',
  year: 2009,
};
const WATER = { ...HOT_AIR, url: 'https://www.withouthotair.com/c7/page_50.shtml' };
const CAR = {
  title: 'Tailpipe Greenhouse Gas Emissions from a Typical Passenger Vehicle (EPA-420-F-23-014)',
  publisher: 'United States Environmental Protection Agency',
  year: 2023,
  url: 'https://www.epa.gov/greenvehicles/greenhouse-gas-emissions-typical-passenger-vehicle',
};

/** Every equivalent there is, with its source: the method page lists them. */
export const EQUIVALENTS: readonly Equivalent[] = [
  {
    code: 'kettle',
    of: 'kwh',
    amount: 0.105,
    source: { ...WATER, reckoning: '4200 J per litre and °C × 1 litre × 90 °C (from 10 °C to 100 °C) = 0.105 kWh' },
  },
  {
    code: 'wash',
    of: 'kwh',
    amount: 1,
    source: {
      ...HOT_AIR,
      url: 'http://www.inference.org.uk/withouthotair/c7/page_51.shtml',
      reckoning: 'a load at 40 °C: about 1 kWh',
    },
  },
  { code: 'shower', of: 'kwh', amount: 1.4, source: { ...WATER, reckoning: '30 litres: about 1.4 kWh' } },
  { code: 'bath', of: 'kwh', amount: 5, source: { ...WATER, reckoning: '110 litres: about 5 kWh' } },
  {
    code: 'home-month',
    of: 'kwh',
    amount: 893,
    source: {
      title: 'How much electricity does an American home use?',
      publisher: 'United States Energy Information Administration',
      year: 2021,
      url: 'https://www.eia.gov/tools/faqs/faq.php?id=97&t=3',
      reckoning: 'a residential customer in 2020: about 893 kWh a month',
    },
  },
  {
    code: 'car-km',
    of: 'grams',
    amount: 248.5,
    source: { ...CAR, reckoning: 'about 400 g of CO₂ a mile; ÷ 1.609344 = 248.5 g a km' },
  },
  {
    code: 'petrol-litre',
    of: 'grams',
    amount: 2348,
    source: { ...CAR, reckoning: '8,887 g of CO₂ a gallon of petrol; ÷ 3.785412 = 2,348 g a litre' },
  },
  {
    code: 'car-month',
    of: 'grams',
    amount: 383_333,
    source: { ...CAR, reckoning: 'about 4.6 t of CO₂ a year; ÷ 12 = 383 kg a month' },
  },
  { code: 'car-year', of: 'grams', amount: 4_600_000, source: { ...CAR, reckoning: 'about 4.6 t of CO₂ a year' } },
];

const LEAST = 2;
const MOST = 500;
/** A number one can picture; of several equivalents the one nearest to it, by ratio, is taken. */
const HANDY = 40;

/**
 * The everyday thing that says an amount of energy, or of CO2e, in a number from 2 to 500 that one can picture, with that
 * number unrounded; null where none does.
 */
export function equivalentFor(
  amount: { readonly kwh: number } | { readonly grams: number },
): { readonly code: EquivalentCode; readonly count: number } | null {
  const of = 'kwh' in amount ? 'kwh' : 'grams';
  const total = 'kwh' in amount ? amount.kwh : amount.grams;
  const found = EQUIVALENTS.filter((one) => one.of === of)
    .map(({ code, amount: each }) => ({ code, count: total / each }))
    .filter(({ count }) => count >= LEAST && count <= MOST)
    .sort((a, b) => farness(a.count) - farness(b.count));
  return found[0] ?? null;
}

function farness(count: number): number {
  return Math.abs(Math.log(count / HANDY));
}
