import { DEAD_AFTER_SECONDS } from '#core/energy/dead-time.ts';

/** Changes whenever a rule or constant that a standing rests on changes. Frozen with each publication. */
export const METHOD_VERSION = '4';

/** The constants behind every standing. The method page shows these very values. */
export const RULES = {
  /** Measured and estimated time together must cover this share of the week, at each meter that counts. */
  leastCoverage: 0.9,
  /** Estimated time may be at most this share of the week. */
  mostEstimated: 0.25,
  /** Above this share a ranked dorm is marked "partly estimated". */
  markedEstimated: 0.1,
  deadAfterSeconds: DEAD_AFTER_SECONDS,
  /** Public pages show no energy, score or rank of a dorm with fewer residents, or an unknown number. */
  leastPublicResidents: 15,
  /** Saving needs so many whole weeks as its baseline; outside a season it takes the newest ordinary ones before. */
  leastBaselineWeeks: 2,
  usualBaselineWeeks: 4,
  /** A model is fitted on so many days before the week, and effort learnt from so many weeks. */
  modelDays: 365,
  formWeeks: 104,
  /** Below this many residents a usual day is shown by part of day, not by hour. */
  leastHourlyResidents: 100,
} as const;

export const LENSES = ['energy', 'per-resident', 'per-area', 'saving', 'weather-adjusted', 'effort'] as const;
export type Lens = (typeof LENSES)[number];

/** Scores that are equal at this precision share a rank. Saving and weather-adjusted are ratios: 0.001 is 0.1 %. */
export const TIE_PRECISION: Readonly<Record<Lens, number>> = {
  energy: 0.1,
  'per-resident': 0.01,
  'per-area': 0.01,
  saving: 0.001,
  'weather-adjusted': 0.001,
  effort: 0.01,
};

/** Whether the highest score comes first; else the lowest does. */
export const IS_HIGHER_BETTER: Readonly<Record<Lens, boolean>> = {
  energy: false,
  'per-resident': false,
  'per-area': false,
  saving: true,
  'weather-adjusted': true,
  effort: true,
};

/** Whether scores are fractions, shown in per cent. */
export function isRatio(lens: Lens): boolean {
  return lens === 'saving' || lens === 'weather-adjusted';
}

/** Whether scores rest on what was known before the week. */
export function isOfPast(lens: Lens): boolean {
  return isRatio(lens) || lens === 'effort';
}

export function isLens(text: string): text is Lens {
  return (LENSES as readonly string[]).includes(text);
}
