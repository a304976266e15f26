/** What a dorm's score under a lens of its past was reckoned with. Energy in kWh, ratios as fractions; null where the lens takes none. */
export type JudgedBy = {
  /** Filled energy of the days counted. */
  readonly usedKwh: number;
  /** What stood against it: the baseline's, or what the model expects. */
  readonly expectedKwh: number | null;
  /** The weeks of the baseline, `2026-W40`. */
  readonly baselineWeeks: readonly string[];
  readonly model: ModelView | null;
  readonly form: FormView | null;
};

export type ModelView = {
  readonly shape: 'flat' | 'heating' | 'cooling' | 'both';
  readonly usesWeather: boolean;
  /** Days it was fitted on. */
  readonly days: number;
  readonly cvRmse: number;
  readonly nmbe: number;
};

/** Effort: residuals are ln(actual / expected). */
export type FormView = {
  readonly residual: number;
  /** Where it has lately stood, what all dorms did together, and how far it ordinarily strays. */
  readonly level: number;
  readonly shared: number;
  readonly spread: number;
  /** Ordinary weeks behind it. */
  readonly weeks: number;
};
