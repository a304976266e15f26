import type { CalendarCell } from '#components/calendar/calendar-view.ts';
import type { DecidedRow, HeldMeterRow, HeldRegisterRow, RegisterChoice } from '#components/inbox/inbox-view.ts';

/** How a meter is: the news of its page. Instants are ISO strings throughout. */
export type MeterNews =
  | { readonly kind: 'silent'; readonly days: number }
  | { readonly kind: 'ended' | 'waiting' | 'dead' | 'frozen' | 'held' | 'reports' };

/** A meter's record as the cells of meters.csv have it; blank where nothing is said. */
export interface MeterCells {
  readonly dorm: string;
  readonly kind: string;
  readonly unit: string;
  readonly multiplier: string;
  readonly time_zone: string;
  readonly label: string;
  readonly counts: string;
  readonly from: string;
  readonly until: string;
  readonly register_digits: string;
  readonly max_kw: string;
  readonly nets_generation: string;
}

/** A multiplier from an instant on. */
export interface MultiplierRow {
  readonly fromAt: string;
  readonly multiplier: string;
  readonly reason: string;
  readonly email: string | null;
  readonly at: string;
}

/** What staff said of the register; `revokedAt` where it was taken back. Values are in the meter's unit. */
export interface RegisterEventRow {
  readonly id: number;
  readonly at: string;
  readonly answer: RegisterChoice;
  readonly digits: number | null;
  readonly oldEnd: number | null;
  readonly newStart: number | null;
  readonly reason: string;
  readonly email: string | null;
  readonly saidAt: string;
  readonly revokedAt: string | null;
}

/** A local day of the picture. Energy is in kWh; `estimatedKwh` is what rules filled in, beside `kwh`. */
export interface MeterDayView extends CalendarCell {
  readonly kwh: number;
  readonly estimatedKwh: number;
}

/** One stored value, or a gap filled by rule. */
export interface ValueRow {
  readonly key: string;
  readonly kind: 'interval' | 'difference' | 'register' | 'estimate';
  readonly startsAt: string;
  readonly endsAt: string;
  /** kWh; what a register showed is in the meter's unit. */
  readonly value: number;
  readonly unit: string;
  readonly quality: 'measured' | 'estimated' | 'edited';
  /** used: it counts. beside: another stands in its place. held: kept and not counted. refused: staff said so. */
  readonly effect: 'used' | 'beside' | 'held' | 'refused';
  /** The rule that made an estimate; null for what a file said. */
  readonly rule: 'interpolated' | 'same-hours' | null;
  readonly file: { readonly importId: number; readonly fileName: string; readonly row: number } | null;
  readonly revision: number | null;
}

export interface DayView {
  readonly day: string;
  readonly before: string;
  readonly after: string;
  readonly values: readonly ValueRow[];
  readonly more: number;
}

export interface MeterImportRow {
  readonly id: number;
  readonly fileName: string;
  readonly at: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface MeterView {
  readonly id: number;
  readonly label: string;
  readonly dormName: string;
  readonly unit: string;
  readonly lastAt: string | null;
  readonly news: MeterNews;
  readonly cells: MeterCells;
  readonly dorms: readonly { readonly slug: string; readonly name: string }[];
  readonly otherNames: readonly string[];
  readonly multipliers: readonly MultiplierRow[];
  readonly events: readonly RegisterEventRow[];
  readonly registers: readonly HeldRegisterRow[];
  readonly values: readonly HeldMeterRow[];
  readonly decided: readonly DecidedRow[];
  readonly days: readonly MeterDayView[];
  readonly day: DayView;
  readonly imports: readonly MeterImportRow[];
}
