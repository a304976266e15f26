/** What the staff's page of factors draws. Days are local to the campus; null is known absence. */
export type FactorsView = {
  /** Newest day first. */
  readonly rows: readonly FactorRow[];
  /** What holds today. */
  readonly now: {
    readonly gramsPerKwh: number | null;
    readonly price: { readonly amount: number; readonly currency: string } | null;
    readonly isHourly: boolean;
  };
  /** The currency that prices are in; null before the first. */
  readonly currency: string | null;
  readonly today: string;
};

export type FactorRow = {
  readonly id: number;
  readonly kind: 'carbon' | 'price';
  readonly fromDay: string;
  /** Null for a flat one. */
  readonly untilDay: string | null;
  /** Null for an hourly one. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly hours: number | null;
  readonly source: string | null;
  readonly state: 'holds' | 'to-come' | 'past' | 'replaced' | 'withdrawn';
  readonly statedDay: string;
  /** E-mail address; null for the command line, and for those who have left. */
  readonly statedBy: string | null;
};
