import { hourSlots } from '#core/time/hour-slots.ts';
import type { LocalDay } from '#core/time/local-days.ts';

export type CellUnit = 'hour' | 'day' | 'week' | 'month';

/** A stretch of the time that a picture shows. `key` is its first day, or day and hour (2026-11-16T07). Epoch milliseconds. */
export interface PictureCell {
  readonly key: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What is known of a meter in a day or hour; energies are µWh. */
export interface CellRow {
  /** As `PictureCell.key` of an hour or a day. */
  readonly key: string;
  readonly energyMicroWh: number;
  /** Part of `energyMicroWh`. */
  readonly estimatedMicroWh: number;
  /** Beside `energyMicroWh`: filled in by rule. */
  readonly filledMicroWh: number;
  readonly readSeconds: number;
  readonly filledSeconds: number;
  readonly heldSeconds: number;
  readonly isNew: boolean;
}

/** A cell of one meter: energies in kWh, `missing` the part (0 to 1) of its time that nothing is known of. */
export interface CellValue {
  readonly kwh: number;
  /** Part of `kwh`. */
  readonly estimatedKwh: number;
  readonly missing: number;
  readonly isNew: boolean;
  readonly isHeld: boolean;
}

const HOURLY_BELOW_DAYS = 4;
const DAILY_UP_TO_DAYS = 190;
const WEEKLY_UP_TO_DAYS = 1330;

/** The cells of some local days in order: hours where they are few, days, weeks of seven or months of 28 where they are many. */
export function pictureCells(days: readonly LocalDay[]): { unit: CellUnit; cells: PictureCell[] } {
  if (days.length <= HOURLY_BELOW_DAYS) return { unit: 'hour', cells: hoursOf(days) };
  if (days.length <= DAILY_UP_TO_DAYS) return { unit: 'day', cells: inSteps(days, 1) };
  return days.length <= WEEKLY_UP_TO_DAYS
    ? { unit: 'week', cells: inSteps(days, 7) }
    : { unit: 'month', cells: inSteps(days, 28) };
}

/** The hour that happens twice in autumn is one cell. */
function hoursOf(days: readonly LocalDay[]): PictureCell[] {
  const cells = new Map<string, PictureCell>();
  for (const { day, hour, startsAt, endsAt } of days.flatMap(hourSlots)) {
    const key = hourKey(day, hour);
    cells.set(key, { key, startsAt: cells.get(key)?.startsAt ?? startsAt, endsAt });
  }
  return [...cells.values()];
}

export function hourKey(day: string, hour: number): string {
  return `${day}T${String(hour).padStart(2, '0')}`;
}

function inSteps(days: readonly LocalDay[], step: number): PictureCell[] {
  return days
    .filter((_, at) => at % step === 0)
    .map(({ day, startsAt }, index) => ({
      key: day,
      startsAt,
      endsAt: days[Math.min(days.length, (index + 1) * step) - 1]?.endsAt ?? startsAt,
    }));
}

const FEWEST_MISSING_SECONDS = 60;

/**
 * What one meter shows in each cell, within [firstAt, lastAt) (epoch milliseconds). `rows` are of days or hours; `held` are
 * stretches whose values wait for staff. `gapSeconds` is all the time without a reading or held value, filled by rule or not.
 */
export function cellValues(request: {
  cells: readonly PictureCell[];
  rows: readonly CellRow[];
  held: readonly { readonly from: number; readonly until: number }[];
  firstAt: number;
  lastAt: number;
}): { values: CellValue[]; gapSeconds: number } {
  const { cells, held, firstAt, lastAt } = request;
  const rowsByCell = rowsOfCells(cells, request.rows);
  let gapSeconds = 0;
  const values = cells.map(({ startsAt, endsAt }, at) => {
    const rows = rowsByCell[at] ?? [];
    const sum = (part: (row: CellRow) => number) => rows.reduce((total, row) => total + part(row), 0);
    const wanted = Math.max(0, Math.min(endsAt, lastAt) - Math.max(startsAt, firstAt)) / 1000;
    const heldSeconds =
      held.reduce((total, { from, until }) => total + Math.max(0, Math.min(until, endsAt) - Math.max(from, startsAt)), 0) / 1000;
    const gap = Math.max(0, wanted - heldSeconds - sum((row) => row.readSeconds + row.heldSeconds));
    const missing = Math.max(0, gap - sum((row) => row.filledSeconds));
    if (gap >= FEWEST_MISSING_SECONDS) gapSeconds += gap;
    const filled = sum((row) => row.filledMicroWh);
    return {
      kwh: (sum((row) => row.energyMicroWh) + filled) / 1e9,
      estimatedKwh: (sum((row) => row.estimatedMicroWh) + filled) / 1e9,
      missing: missing < FEWEST_MISSING_SECONDS ? 0 : missing / wanted,
      isNew: rows.some((row) => row.isNew),
      isHeld: heldSeconds > 0 || rows.some((row) => row.heldSeconds > 0),
    };
  });
  return { values, gapSeconds };
}

function rowsOfCells(cells: readonly PictureCell[], rows: readonly CellRow[]): CellRow[][] {
  const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  let next = 0;
  return cells.map((_, at) => {
    const until = cells[at + 1]?.key ?? '~';
    const from = next;
    while (next < sorted.length && (sorted[next]?.key ?? '~') < until) next += 1;
    return sorted.slice(from, next);
  });
}
