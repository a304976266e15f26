import type { HistoryRow } from '#components/imports/history-view.ts';
import type { ReviewRow } from '#components/review/review-view.ts';

/** A meter that fell silent; `lastAt` is an instant, the energy is of its last whole day, null where it has none. */
export interface SilentRow {
  readonly meterId: number;
  readonly label: string;
  readonly dorm: string;
  readonly lastAt: string;
  readonly lastKwh: number | null;
  readonly lastDay: string | null;
  readonly reason: 'others-report' | 'overdue';
}

/** What stands before staff when they come in. */
export interface OverviewView {
  readonly campus: string;
  readonly campusName: string;
  readonly timeZone: string;
  readonly hasMeters: boolean;
  readonly hasDorms: boolean;
  /** Names of the first of each sort, and how many there are in all. */
  readonly files: Waiting;
  readonly unknownMeters: Waiting;
  readonly registers: Waiting;
  readonly values: Waiting;
  readonly silent: readonly SilentRow[];
  /** This week's days so far: share measured, null before the first whole day. */
  readonly week: {
    readonly id: string;
    readonly measured: number | null;
    readonly gaps: readonly { readonly name: string; readonly measured: number }[];
  };
  readonly imports: readonly HistoryRow[];
  /** Closed weeks that wait for an organiser, and what readers asked; empty for those who neither announce nor answer. */
  readonly weeks: readonly ReviewRow[];
  readonly questions: number;
}

export interface Waiting {
  readonly count: number;
  readonly names: readonly string[];
}

/** Whether anything needs a human now. */
export function needsOf(view: OverviewView): number {
  const { files, unknownMeters, registers, values, silent, weeks, questions } = view;
  const inbox = files.count + unknownMeters.count + registers.count + values.count;
  return inbox + silent.length + weeks.length + questions;
}
