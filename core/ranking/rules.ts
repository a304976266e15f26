import { DEAD_AFTER_SECONDS } from '#core/energy/dead-time.ts';

/** Changes whenever a rule or constant that a standing rests on changes. Frozen with each publication. */
export const METHOD_VERSION = '2';

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
  /** Below this many residents a usual day is shown by part of day, not by hour. */
  leastHourlyResidents: 100,
} as const;

export const LENSES = ['energy', 'per-resident', 'per-area'] as const;
export type Lens = (typeof LENSES)[number];

/** Scores that are equal at this precision share a rank. */
export const TIE_PRECISION: Readonly<Record<Lens, number>> = { energy: 0.1, 'per-resident': 0.01, 'per-area': 0.01 };

export function isLens(text: string): text is Lens {
  return (LENSES as readonly string[]).includes(text);
}
