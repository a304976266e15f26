import { type DormTotals, type DormWeek, totalDormWeek } from '#core/ranking/dorm-week.ts';
import { type Lens, RULES, TIE_PRECISION } from '#core/ranking/rules.ts';

export const UNRANKED_REASONS = [
  'week-just-started',
  'no-meters',
  'no-readings',
  'meter-dead',
  'coverage-low',
  'estimated-too-much',
  'no-residents',
  'no-area',
  'too-small',
] as const;

/** Why a dorm is not ranked: a closed list, worded in messages. */
export type UnrankedReason = (typeof UNRANKED_REASONS)[number];

/** A dorm's place in a week under one lens. `rank` is null exactly when there is a `reason`. */
export interface Standing extends DormTotals {
  readonly dormId: number;
  readonly slug: string;
  readonly name: string;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly lens: Lens;
  /** At full precision, in the lens's unit; null when it cannot be reckoned. Lower is better. */
  readonly score: number | null;
  readonly rank: number | null;
  readonly reason: UnrankedReason | null;
}

/**
 * Standings of one week under one lens, best first; equal scores at the lens's precision share the rank (1, 2, 2, 4).
 * Unranked dorms follow, by name. Sum first, then divide: never a mean of ratios; no denominator gives no score.
 */
export function rankDorms(dorms: readonly DormWeek[], lens: Lens): Standing[] {
  return placeStandings(dorms.map((dorm) => judgeDorm(dorm, lens)));
}

function judgeDorm(dorm: DormWeek, lens: Lens): Standing {
  const totals = totalDormWeek(dorm);
  const score = scoreOf(dorm, totals, lens);
  const { dormId, slug, name, residents, floorAreaM2 } = dorm;
  const reason = reasonOf(dorm, totals, score, lens);
  return { ...totals, dormId, slug, name, residents, floorAreaM2, lens, score, rank: null, reason };
}

function scoreOf(dorm: DormWeek, totals: DormTotals, lens: Lens): number | null {
  if (totals.filledKwh === null) return null;
  if (lens === 'energy') return totals.filledKwh;
  const denominator = lens === 'per-resident' ? dorm.residents : dorm.floorAreaM2;
  return denominator === null || denominator <= 0 ? null : totals.filledKwh / denominator;
}

function reasonOf(dorm: DormWeek, totals: DormTotals, score: number | null, lens: Lens): UnrankedReason | null {
  if (dorm.meters.length === 0) return 'no-meters';
  if (dorm.meters.every((meter) => meter.days.length === 0)) return 'week-just-started';
  if (totals.totalSeconds === 0) return 'no-meters';
  if (totals.energyMicroWh === null) return 'no-readings';
  if (totals.leastCoverage < RULES.leastCoverage) return totals.hasDeadMeter ? 'meter-dead' : 'coverage-low';
  if (totals.mostEstimated > RULES.mostEstimated) return 'estimated-too-much';
  if (score === null) return lens === 'per-area' ? 'no-area' : 'no-residents';
  return null;
}

/** Gives ranks to standings that have a score and no reason; ranks they had before are forgotten. */
export function placeStandings(standings: readonly Standing[]): Standing[] {
  const steps = (standing: Standing) => shownScore(standing.score ?? 0, standing.lens);
  const ranked = standings.filter((standing) => standing.reason === null);
  ranked.sort((a, b) => steps(a) - steps(b) || compareText(a.slug, b.slug));
  const placed: Standing[] = [];
  for (const [index, standing] of ranked.entries()) {
    const before = placed[index - 1];
    placed.push({ ...standing, rank: before !== undefined && steps(before) === steps(standing) ? before.rank : index + 1 });
  }
  const unranked = standings.filter((standing) => standing.reason !== null).map((standing) => ({ ...standing, rank: null }));
  unranked.sort((a, b) => compareText(a.slug, b.slug));
  return [...placed, ...unranked];
}

/** Rounded as Intl writes it on the board: two scores that read the same must rank the same (12.25 and 12.3 at 0.1). */
function shownScore(score: number, lens: Lens): number {
  return Number(ROUNDING[lens].format(score));
}

function roundingFor(lens: Lens): Intl.NumberFormat {
  return new Intl.NumberFormat('en', {
    maximumFractionDigits: Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens]))),
    useGrouping: false,
  });
}

const ROUNDING: Readonly<Record<Lens, Intl.NumberFormat>> = {
  energy: roundingFor('energy'),
  'per-resident': roundingFor('per-resident'),
  'per-area': roundingFor('per-area'),
};

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
