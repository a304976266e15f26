import { addDays } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { campusDate, campusTime } from '#db/demo/campus-days.ts';
import { DEMO_METERS, type DemoMeter, type ExportName } from '#db/demo/meters.ts';

/** A system of the campus that exports readings: how much goes into one file and how fresh it is. */
export interface ExportSystem {
  readonly name: ExportName;
  readonly meters: readonly DemoMeter[];
  readonly months: 1 | 3 | null;
  readonly delivers: 'hourly' | 'nightly';
  readonly holdsBack: boolean;
}

export const EXPORT_SYSTEMS: readonly ExportSystem[] = [
  { ...metersOf('ems'), months: 3, delivers: 'hourly', holdsBack: false },
  { ...metersOf('bayside'), months: 1, delivers: 'hourly', holdsBack: false },
  { ...metersOf('north-precinct'), months: 3, delivers: 'nightly', holdsBack: true },
  { ...metersOf('riverside-registers'), months: null, delivers: 'hourly', holdsBack: false },
];

/** A stretch of readings that makes one file; epoch milliseconds. */
export interface ExportPeriod {
  readonly fileName: string;
  readonly from: number;
  readonly until: number;
}

/** The regular files of a system that cover [from, until): "bayside-2026-03.csv", "ems-2026-q1.csv", "riverside-registers.csv". */
export function exportPeriods(system: ExportSystem, span: { from: number; until: number }): ExportPeriod[] {
  const { months, name } = system;
  const periods: ExportPeriod[] = [];
  for (let from = span.from; from < span.until; ) {
    const [year = 0, month = 0] = campusDate(from).split('-').map(Number);
    const next = months === null ? span.until : monthStart(year, month - ((month - 1) % months) + months);
    const part = months === 3 ? `-${year}-q${Math.ceil(month / 3)}` : months === 1 ? `-${campusDate(from).slice(0, 7)}` : '';
    const until = Math.min(next, span.until);
    periods.push({ fileName: `${name}${part}.csv`, from, until });
    from = until;
  }
  return periods;
}

/** Until when a system's export, asked for at an instant, is complete: the last whole hour, or the last midnight. */
export function deliveredUntil(system: ExportSystem, at: number): number {
  return system.delivers === 'hourly' ? Math.floor(at / 3_600_000) * 3_600_000 : campusTime(campusDate(at), 0);
}

/**
 * From when on a nightly export that ends at the midnight `end` is held back: three days, but within the open week when that
 * has a whole day, so that the week before stays complete and dropping the file moves the open week's board.
 */
export function heldBackFrom(end: number): number {
  const today = campusDate(end);
  const threeDays = addDays(today, -3);
  const monday = mondayOf(today);
  return campusTime(threeDays < monday && monday < today ? monday : threeDays, 0);
}

function metersOf(name: ExportName): Pick<ExportSystem, 'name' | 'meters'> {
  return { name, meters: DEMO_METERS.filter((meter) => meter.export === name) };
}

function monthStart(year: number, month: number): number {
  const next = month > 12 ? { year: year + 1, month: month - 12 } : { year, month };
  return campusTime(`${next.year}-${String(next.month).padStart(2, '0')}-01`, 0);
}
