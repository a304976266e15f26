import type { Lens } from '#core/ranking/rules.ts';

/** The very constants that standings rest on; shares as fractions. */
export type MethodView = {
  readonly methodVersion: string;
  readonly leastCoverage: number;
  readonly mostEstimated: number;
  readonly markedEstimated: number;
  readonly deadAfterHours: number;
  readonly leastPublicResidents: number;
  /** Weeks before this one from which a dorm's usual is taken. */
  readonly usualWeeks: number;
  /** Hour of Monday, by the campus's clock. */
  readonly closingHour: number;
  readonly lenses: readonly { readonly lens: Lens; readonly tiePrecision: number }[];
  readonly sources: readonly { readonly title: string; readonly url: string | null }[];
};
