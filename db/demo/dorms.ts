type DormKind = 'tower' | 'slab' | 'row' | 'house';

/** How a dorm lives: what makes its curve its own. */
export interface Habit {
  /** kWh a resident uses in an ordinary term week, without heating and cooling. */
  readonly weeklyKwh: number;
  /** Hour of the day when the evening is at its height. */
  readonly eveningHour: number;
  /** What never sleeps (fridges, lifts, servers), beside an evening height of 1. */
  readonly nightBase: number;
  /** A weekend day's use beside a weekday's. */
  readonly weekend: number;
  /** How much is cooked in the dorm, beside an evening height of 1. */
  readonly kitchens: number;
  /** Watts a resident for each degree below 16 °C, electric heating only; and above 24 °C. */
  readonly heatingW: number;
  readonly coolingW: number;
  /** Standard deviation of a week's ups and downs, as a share. */
  readonly restlessness: number;
}

export interface DemoDorm extends Habit {
  readonly slug: string;
  readonly name: string;
  readonly kind: DormKind;
  readonly residents: number;
  /** Residents move in and out between terms, so dorms.csv has a row a term. */
  readonly changesByTerm: boolean;
  /** The office does not know the number: blank in dorms.csv. */
  readonly hidesResidents: boolean;
  readonly floorAreaM2: number;
  readonly league: 'Catered' | 'Self-catered';
}

type DormRow = readonly [
  name: string,
  kind: DormKind,
  residents: number,
  floorAreaM2: number,
  league: DemoDorm['league'],
  weeklyKwh: number,
  eveningHour: number,
  nightBase: number,
  weekend: number,
  kitchens: number,
  heatingW: number,
  coolingW: number,
  restlessness: number,
];

const CHANGING_BY_TERM = ['Northgate', 'Linden', 'Ropewalk', 'Heron Hall', 'Orchard Row'];
const RESIDENTS_UNKNOWN = ['Millrace'];

const ROWS: readonly DormRow[] = [
  ['Cedar Hall', 'tower', 184, 4230, 'Catered', 17.6, 20.5, 0.42, 0.97, 0.05, 1.0, 0.4, 0.041],
  ['Maple Court', 'row', 132, 3310, 'Self-catered', 17.3, 19.5, 0.36, 1.04, 0.26, 1.2, 0.2, 0.045],
  ['Harbour House', 'slab', 312, 7180, 'Catered', 17.9, 21, 0.45, 0.95, 0.04, 0.8, 0.5, 0.034],
  ['Northgate', 'slab', 286, 6860, 'Catered', 17.6, 21.5, 0.44, 0.98, 0.06, 1.0, 0.4, 0.038],
  ['Willow Row', 'row', 64, 1790, 'Self-catered', 17.5, 19, 0.33, 1.06, 0.3, 1.1, 0.1, 0.053],
  ['Linden', 'tower', 148, 3400, 'Catered', 17.7, 22, 0.4, 0.99, 0.05, 1.1, 0.3, 0.041],
  ['Foundry Lofts', 'slab', 206, 5560, 'Self-catered', 18.2, 22.5, 0.46, 1.03, 0.22, 0.7, 0.6, 0.041],
  ['Birch', 'slab', 118, 2830, 'Self-catered', 17.5, 20, 0.38, 1.02, 0.24, 1.2, 0.2, 0.045],
  ['Gatehouse', 'house', 11, 410, 'Self-catered', 18.9, 19.5, 0.35, 1.08, 0.34, 1.4, 0.1, 0.083],
  ['Saltmarsh', 'row', 72, 1940, 'Self-catered', 17.6, 20.5, 0.34, 1.05, 0.27, 1.1, 0.2, 0.049],
  ['Pelican Court', 'slab', 126, 2960, 'Catered', 17.8, 21, 0.43, 0.96, 0.05, 1.0, 0.4, 0.041],
  ['Lantern House', 'house', 42, 1240, 'Self-catered', 18.0, 23, 0.36, 1.07, 0.3, 1.2, 0.1, 0.06],
  ['Ropewalk', 'row', 88, 2290, 'Self-catered', 17.7, 19.5, 0.35, 1.04, 0.28, 0.9, 0.2, 0.045],
  ['Kestrel Tower', 'tower', 344, 8250, 'Catered', 17.9, 21.5, 0.47, 0.94, 0.04, 0.9, 0.6, 0.034],
  ['Banksia Hall', 'slab', 167, 3840, 'Catered', 17.7, 20, 0.41, 0.97, 0.06, 1.1, 0.3, 0.041],
  ['Heron Hall', 'slab', 155, 3720, 'Catered', 17.8, 22, 0.42, 1.0, 0.05, 0.9, 0.4, 0.041],
  ['Ferry Lodge', 'house', 29, 980, 'Self-catered', 19.2, 20, 0.38, 1.1, 0.32, 1.6, 0.1, 0.068],
  ['Samphire', 'house', 34, 1060, 'Self-catered', 19.6, 21, 0.4, 1.08, 0.3, 1.5, 0.1, 0.064],
  ['Tidewater', 'tower', 268, 6970, 'Self-catered', 19.4, 22.5, 0.5, 1.02, 0.24, 1.8, 1.2, 0.038],
  ['Beacon', 'tower', 298, 7450, 'Catered', 20.1, 22, 0.54, 0.96, 0.05, 2.2, 1.4, 0.034],
  ['Old Cannery', 'slab', 226, 6330, 'Self-catered', 20.8, 21.5, 0.5, 1.03, 0.25, 2.6, 0.5, 0.041],
  ['Orchard Row', 'row', 80, 2480, 'Self-catered', 19.9, 19, 0.37, 1.06, 0.33, 3.2, 0.2, 0.053],
  ['Quarry Terrace', 'row', 96, 3170, 'Self-catered', 21.2, 20, 0.41, 1.05, 0.3, 3.6, 0.2, 0.049],
  ['Millrace', 'slab', 140, 3900, 'Catered', 21.9, 21, 0.52, 0.98, 0.08, 2.4, 0.8, 0.045],
];

/** The 24 dorms of Alder Bay University. The first two thirds live much alike and contest the top; the others use more. */
export const DEMO_DORMS: readonly DemoDorm[] = ROWS.map(dormOf);

function dormOf(row: DormRow): DemoDorm {
  const [name, kind, residents, floorAreaM2, league, weeklyKwh, eveningHour, nightBase, weekend, kitchens, ...rest] = row;
  const [heatingW, coolingW, restlessness] = rest;
  return {
    slug: name.toLowerCase().replaceAll(' ', '-'),
    name,
    kind,
    residents,
    changesByTerm: CHANGING_BY_TERM.includes(name),
    hidesResidents: RESIDENTS_UNKNOWN.includes(name),
    floorAreaM2,
    league,
    weeklyKwh,
    eveningHour,
    nightBase,
    weekend,
    kitchens,
    heatingW,
    coolingW,
    restlessness,
  };
}
