import { bareNmi } from '#core/meter-files/nem/national-meter.ts';
import { isUnitText, unitOf } from '#core/meter-files/table/words.ts';

/** A stream of data of one meter, as a 200 record announces it or a 250 record carries it. */
export interface NemChannel {
  /** Without the check digit. */
  readonly nmi: string;
  readonly suffix: string;
  readonly serial: string;
  readonly unit: string;
  /** `accumulated`: the difference of two register reads. */
  readonly kind: 'interval' | 'accumulated';
  /** A 250 record's own word: energy flows from the grid, or into it. */
  readonly isIntoGrid: boolean;
  /** Minutes of each value of a 200 record as written, and as a number where that divides a day. */
  readonly lengthText: string;
  readonly minutes: number | null;
}

/** One text for each channel of a file. */
export function keyOf({ nmi, suffix }: NemChannel): string {
  return `${nmi}\n${suffix}`;
}

/** Reads a 200 record. Some portals put a column of their own before the configuration: then all behind it stands one further. */
export function channelOf200(cells: readonly string[]): NemChannel {
  const at = (index: number) => (cells[index] ?? '').trim();
  const shift = minutesOf(at(8)) === null && minutesOf(at(9)) !== null && isUnitText(at(8)) ? 1 : 0;
  const lengthText = at(8 + shift);
  return {
    nmi: bareNmi(at(1)),
    suffix: suffixOf([at(4 + shift), at(3 + shift), at(2 + shift), at(5 + shift)]),
    serial: at(6 + shift),
    unit: at(7 + shift),
    kind: 'interval',
    isIntoGrid: false,
    lengthText,
    minutes: minutesOf(lengthText),
  };
}

export function channelOf250(cells: readonly string[]): NemChannel {
  const at = (index: number) => (cells[index] ?? '').trim();
  return {
    nmi: bareNmi(at(1)),
    suffix: suffixOf([at(4), at(5), at(3)]),
    serial: at(6),
    unit: at(19),
    kind: 'accumulated',
    isIntoGrid: at(7).toUpperCase() === 'I',
    lengthText: '',
    minutes: null,
  };
}

/** The suffix; where its cell is blank, the first of its neighbours that looks like one. */
function suffixOf([suffix = '', ...others]: readonly string[]): string {
  if (suffix !== '') return suffix.toUpperCase();
  return (others.find((text) => /^[A-Z]\d$/i.test(text)) ?? '').toUpperCase();
}

const DAY_MINUTES = 1440;

function minutesOf(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return minutes > 0 && DAY_MINUTES % minutes === 0 ? minutes : null;
}

/** Whether a unit is one of electrical energy or of its mean power; megawatts are no unit of their own elsewhere. */
export function isEnergy(unit: string): boolean {
  return unitOf(unit) !== null || isMegawatt(unit);
}

export function isMegawatt(unit: string): boolean {
  return /^mw$/i.test(unit);
}

/** Where the parts of a 300 record stand, or how many values it has where that is not what its channel announced. */
export type DayShape = { readonly isFine: true; readonly qualityAt: number } | { readonly isFine: false; readonly count: number };

const FIRST_VALUE = 2;

/** Values are found by counting: a letter at the place of the quality proves the count; a blank there lets it stand. */
export function dayShape(cells: readonly string[], minutes: number): DayShape {
  const qualityAt = FIRST_VALUE + DAY_MINUTES / minutes;
  const quality = cells[qualityAt] ?? '';
  if (isQuality(quality)) return { isFine: true, qualityAt };
  const other = cells.findIndex((cell, index) => index >= FIRST_VALUE && isQuality(cell));
  const hasItsOwn = other < 0 || (other > qualityAt && other <= qualityAt + 2);
  if (quality.trim() === '' && cells.length >= qualityAt && hasItsOwn) return { isFine: true, qualityAt };
  const last = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return { isFine: false, count: Math.max(0, (other < 0 ? last : other) - FIRST_VALUE) };
}

/** `A`, `S14`, ` e52`. */
export function isQuality(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > 8) return false;
  const code = text.charCodeAt(0);
  return (code === 32 || code > 57) && /^ *[A-Z]\d{0,3} *$/i.test(text);
}

/** The wall time of `20040201`, `200402010930`, `20040201093055` or the same with signs between; NaN for anything else. */
export function wallTimeOf(text: string): number {
  const match = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?)?$/.exec(text.trim());
  if (match === null) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(wall);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal && year >= 1900 ? wall : Number.NaN;
}

/** When a day was last updated, as a number that grows with time; 0 where the record does not say. */
export function updatedAt(text: string | undefined): number {
  const wall = wallTimeOf(text ?? '');
  return Number.isNaN(wall) ? 0 : wall;
}
