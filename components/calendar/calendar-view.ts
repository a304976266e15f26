/**
 * What is to be seen of a meter's day, the gravest first where several are true. whole: all of it measured. part: some.
 * out: not installed, or the day is yet to come.
 */
export type DayState = 'held' | 'frozen' | 'dead' | 'estimated' | 'missing' | 'part' | 'whole' | 'out';

export const DAY_STATES = ['whole', 'part', 'estimated', 'missing', 'held', 'dead', 'frozen'] as const;

/** A local day of a meter; shares are of the time in which it was installed, 0 to 1. */
export interface CalendarCell {
  readonly day: string;
  readonly state: DayState;
  readonly measured: number;
  readonly estimated: number;
}

export interface CalendarMeterRow {
  readonly id: number;
  readonly label: string;
  /** Whole days since its last reading where it has fallen silent; null while it reports. */
  readonly silentDays: number | null;
  readonly cells: readonly CalendarCell[];
  /** Share measured of all its days; null where it was not installed. */
  readonly measured: number | null;
}

export interface CalendarDormRow {
  readonly slug: string;
  readonly name: string;
  readonly meters: readonly CalendarMeterRow[];
  /** Share measured of all its meters by day; null where none was installed. */
  readonly days: readonly (number | null)[];
  readonly measured: number | null;
}

export interface CalendarView {
  readonly days: readonly string[];
  readonly dorms: readonly CalendarDormRow[];
  readonly measured: number | null;
  /** How many days of meters are in each state. */
  readonly counts: Readonly<Record<DayState, number>>;
  /** Last days of the calendars before and after this one; null where there is none. */
  readonly older: string;
  readonly newer: string | null;
}
