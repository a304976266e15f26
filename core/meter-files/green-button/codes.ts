import { entryOf } from '#core/meter-files/entry-of.ts';
import type { Quality, Unit } from '#core/meter-files/meter-file.ts';

/** Units of measure by ESPI's numbers (`uom`), as people write them. */
const UNITS: Readonly<Record<string, string>> = {
  5: 'A',
  29: 'V',
  31: 'J',
  33: 'Hz',
  38: 'W',
  42: 'm³',
  61: 'VA',
  63: 'var',
  65: 'power factor',
  67: 'V²',
  69: 'A²',
  71: 'VAh',
  72: 'Wh',
  73: 'varh',
  106: 'Ah',
  119: 'ft³',
  122: 'ft³/h',
  125: 'm³/h',
  128: 'gal (US)',
  129: 'gal/h (US)',
  130: 'gal',
  131: 'gal/h',
  132: 'BTU',
  133: 'BTU/h',
  134: 'L',
  137: 'L/h',
  140: 'Pa (gauge)',
  155: 'Pa',
  169: 'therm',
};

const WRITTEN: Readonly<Record<string, Unit>> = { wh: 'Wh', kwh: 'kWh', mwh: 'MWh', w: 'W', kw: 'kW' };

/** A unit's number or, against the rules, its name; null where there is none or it is "not applicable". */
export function unitName(uom: string): string | null {
  if (uom === '' || uom === '0') return null;
  return entryOf(UNITS, uom) ?? entryOf(WRITTEN, uom.toLowerCase()) ?? (/^\d+$/.test(uom) ? `uom ${uom}` : uom);
}

/** Null for what is no electrical energy or power. */
export function electricUnit(name: string): Unit | null {
  return entryOf(WRITTEN, name.toLowerCase());
}

/** ESPI's commodities: none stated, electricity at secondary and at primary voltage. */
export function isElectricity(commodity: string): boolean {
  return ['', '0', '1', '2'].includes(commodity);
}

/** Null where nothing says. 4 is deltaData; 1, 2 and 3 are bulk and cumulative quantities. */
export function kindOf(accumulationBehaviour: string): 'interval' | 'register' | null {
  if (['1', '2', '3'].includes(accumulationBehaviour)) return 'register';
  return accumulationBehaviour === '' || accumulationBehaviour === '0' ? null : 'interval';
}

/** The better, the lower: delivered, not stated, net of what is fed back, the sum of both. Null: what is fed back, and reactive quadrants. */
export function directionRank(flowDirection: string): number | null {
  const rank = ['1', '', '4', '20'].indexOf(flowDirection === '0' ? '' : flowDirection);
  return rank < 0 ? null : rank;
}

export function isExport(flowDirection: string): boolean {
  return flowDirection === '19';
}

/** A maximum or minimum within the interval says nothing about its energy. */
export function isExtreme(dataQualifier: string): boolean {
  return dataQualifier === '8' || dataQualifier === '9';
}

/** Questionable counts as measured and is warned of. */
export type StatedQuality = Quality | 'questionable';

/** ESPI's QualityOfReading, or a word in its place; null where there is none. */
export function qualityOf(code: string): StatedQuality | null {
  switch (code) {
    case '':
      return null;
    case '7':
      return 'edited';
    case '10':
      return 'questionable';
    // By reference day, by interpolation, derived, projected, mixed, weather-normalised.
    case '8':
    case '9':
    case '11':
    case '12':
    case '13':
    case '15':
      return 'estimated';
    default:
      return /^e(st|$)/i.test(code) ? 'estimated' : /^edit/i.test(code) ? 'edited' : 'measured';
  }
}

const FROM_BEST_TO_WORST = [null, 'measured', 'questionable', 'edited', 'estimated'];

/** A reading may have several qualities: the worst of them is its own. */
export function worseOf(one: StatedQuality | null, other: StatedQuality | null): StatedQuality | null {
  return FROM_BEST_TO_WORST.indexOf(other) > FROM_BEST_TO_WORST.indexOf(one) ? other : one;
}
