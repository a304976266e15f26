/** Where one of the staff is; a page hands it to the shell. Paths have no language in front. */
export type StaffSection =
  | 'overview'
  | 'weeks'
  | 'seasons'
  | 'imports'
  | 'inbox'
  | 'calendar'
  | 'meters'
  | 'dorms'
  | 'factors'
  | 'questions'
  | 'outgoing'
  | 'people'
  | 'audit'
  | 'fairness';

export interface StaffView {
  readonly campusName: string;
  readonly homePath: string;
  readonly boardPath: string;
  readonly links: readonly { readonly section: StaffSection; readonly path: string }[];
  readonly current: StaffSection | null;
  /** How many things wait in the inbox. */
  readonly waiting: number;
  /** The page's own path, for the switch of language. */
  readonly path: string;
  readonly email: string;
}

/** A meter's state and the last days of it; instants are ISO strings, shares 0 to 1, null when it was not installed. */
export interface MeterRow {
  readonly id: number;
  readonly label: string;
  readonly kind: 'interval' | 'register' | null;
  readonly unit: string | null;
  readonly multiplier: string;
  readonly timeZone: string | null;
  readonly isCounted: boolean;
  readonly activeFrom: string | null;
  readonly activeUntil: string | null;
  readonly lastAt: string | null;
  readonly state: 'reporting' | 'silent' | 'dead' | 'ended' | 'waiting';
  readonly days: readonly {
    readonly day: string;
    readonly measured: number | null;
    readonly estimated: number | null;
    readonly isDead: boolean;
  }[];
}

export interface DormMeters {
  readonly slug: string;
  readonly name: string;
  readonly meters: readonly MeterRow[];
}

export const DORM_KINDS = ['tower', 'slab', 'row', 'house'] as const;
export type DormKindView = (typeof DORM_KINDS)[number];

/** A dorm's residents and floor area from a day on; null day: from the beginning; null value: unknown. */
export interface DormSizeRow {
  readonly fromDay: string | null;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
}

export interface DormRow {
  readonly slug: string;
  readonly name: string;
  readonly kind: DormKindView;
  readonly meterCount: number;
  readonly sizes: readonly DormSizeRow[];
}
