import { type DecimalSign, readNumber } from '#core/meter-files/number-cells.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';

/** A cell's temperature; `unit` where the cell says it. */
export interface TemperatureCell {
  readonly value: number;
  readonly unit: TemperatureUnit | null;
}

/**
 * Reads `12.5`, `-3,9`, `70 °F`, `21.5C`, `45s` (a suspect value, kept), and `+0056,1` as the Integrated Surface Database
 * writes 5.6 °C with its quality. Blank, `M`, `NULL`, 9999, -9999, 999.9 and their like are missing, never 0.
 */
export function readTemperature(text: string, sign: DecimalSign): TemperatureCell | 'missing' | 'bad' {
  const cell = text.trim();
  const surface = SURFACE_DATABASE.exec(cell);
  if (surface !== null) return surfaceValue(Number(surface[1]), surface[2] ?? '');
  const [, number = cell, letter = ''] = WITH_UNIT.exec(cell) ?? [];
  if (/^[mt]$/i.test(cell)) return 'missing';
  const decimal = readNumber(number, sign);
  if (typeof decimal === 'string') return decimal;
  const size = Number(decimal.digits) / 10 ** decimal.scale;
  if (isNoValue(size)) return 'missing';
  return { value: decimal.isNegative ? -size : size, unit: UNITS[letter.toUpperCase()] ?? null };
}

/** Whether a cell is written as the Integrated Surface Database does; its times are UTC and its values tenths of °C. */
export function isSurfaceCell(text: string): boolean {
  return SURFACE_DATABASE.test(text.trim());
}

const SURFACE_DATABASE = /^([+-]\d{4}),([0-9A-Z])$/;
const WITH_UNIT = /^(.*\d)\s*°?\s*([CFKs*])$/i;
const UNITS: Readonly<Record<string, TemperatureUnit>> = { C: 'C', F: 'F', K: 'K' };

/** Quality codes of values that are suspect or wrong. */
const DOUBTFUL = new Set(['2', '3', '6', '7']);

function surfaceValue(tenths: number, quality: string): TemperatureCell | 'missing' {
  return tenths === 9999 || DOUBTFUL.has(quality) ? 'missing' : { value: tenths / 10, unit: 'C' };
}

/** Nines alone, three or more before the point or 99.99 and the like: what stations write where they have no value. */
function isNoValue(size: number): boolean {
  return /^9{3,}(\.9+)?$/.test(String(size)) || size === 6999 || size === 32_767;
}
