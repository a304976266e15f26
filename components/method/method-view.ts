import type { ModelShape } from '#core/ranking/daily-model.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** The very constants that standings rest on. Shares are fractions, temperatures °C. */
export type MethodConstants = {
  readonly methodVersion: string;
  readonly leastCoverage: number;
  readonly mostEstimated: number;
  readonly markedEstimated: number;
  readonly deadAfterHours: number;
  readonly frozenAfterHours: number;
  readonly longestReadingDays: number;
  readonly leastPublicResidents: number;
  readonly lineHours: number;
  readonly estimateWeeks: number;
  readonly fillWeeks: number;
  readonly spikeFactor: number;
  /** Weeks before this one from which a dorm's usual is taken. */
  readonly usualWeeks: number;
  /** Hour of Monday, by the campus's clock. */
  readonly closingHour: number;
  readonly leastBaselineWeeks: number;
  readonly baselineWeeks: number;
  readonly modelDays: number;
  readonly leastModelDays: number;
  readonly modelFolds: number;
  readonly leastDegreeDays: number;
  readonly heatingFrom: number;
  readonly heatingTo: number;
  readonly coolingFrom: number;
  readonly coolingTo: number;
  readonly worstCvRmse: number;
  readonly worstNmbe: number;
  readonly leastDorms: number;
  readonly leastWeeks: number;
  readonly formWeeks: number;
  readonly shrinkageWeeks: number;
  readonly leastSpread: number;
  /** The shares of a week's surprise that may go into a dorm's level. */
  readonly weights: readonly number[];
  readonly sureFrom: number;
  readonly leastChanges: number;
  readonly noiseWeeks: number;
  readonly savedPercents: readonly string[];
  readonly fairnessSeasonWeeks: number;
};

/** What a campus's last closed week is made of, for the worked examples; energy in kWh, ratios as fractions. */
export type MethodView = {
  readonly constants: MethodConstants;
  readonly lenses: readonly { readonly lens: Lens; readonly tiePrecision: number }[];
  readonly example: ExampleWeek | null;
  /** Where the campus's own pages are; null on the page of no campus. */
  readonly campus: { readonly slug: string; readonly name: string } | null;
};

export type ExampleWeek = {
  readonly week: string;
  readonly dorms: Readonly<Partial<Record<Lens, ExampleDorm>>>;
  readonly model: ExampleModel | null;
  readonly order: ExampleOrder | null;
  readonly tie: ExampleTie | null;
  readonly filled: ExampleFilled | null;
};

/** One dorm under one lens, with all that its score was reckoned from. */
export type ExampleDorm = {
  readonly lens: Lens;
  readonly slug: string;
  readonly name: string;
  readonly rank: number;
  readonly ranked: number;
  readonly score: number;
  /** Filled energy of the week and its real hours. */
  readonly usedKwh: number;
  readonly hours: number;
  /** The same by day, Monday first. */
  readonly daysKwh: readonly number[];
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly baseline: { readonly weeks: readonly string[]; readonly kwh: number; readonly hours: number } | null;
  readonly weatherKwh: number | null;
  readonly effortKwh: number | null;
  readonly residual: number | null;
  readonly shared: number | null;
  readonly form: { readonly level: number; readonly spread: number; readonly weeks: number } | null;
};

/** A dorm's daily model and one day of the week by it. */
export type ExampleModel = {
  readonly name: string;
  readonly shape: ModelShape;
  readonly base: number;
  readonly weekend: number;
  readonly heating: number;
  readonly cooling: number;
  readonly heatingBelow: number | null;
  readonly coolingAbove: number | null;
  readonly days: number;
  readonly cvRmse: number;
  readonly nmbe: number;
  readonly day: string;
  readonly isWeekend: boolean;
  /** Null where the model asks for no temperature. */
  readonly celsius: number | null;
  readonly expectedKwh: number;
};

/** Two neighbours and how sure their order is. */
export type ExampleOrder = {
  readonly lens: Lens;
  readonly ahead: string;
  readonly behind: string;
  readonly gap: number;
  /** One standard deviation of the one ahead. */
  readonly noise: number | null;
  readonly chance: number;
};

export type ExampleTie = {
  readonly lens: Lens;
  readonly names: readonly string[];
  readonly score: number;
  readonly rank: number;
};

export type ExampleFilled = {
  readonly name: string;
  readonly measuredKwh: number;
  readonly estimatedKwh: number;
  readonly addedKwh: number;
  readonly usedKwh: number;
};
