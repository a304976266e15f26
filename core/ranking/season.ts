import type { Lens } from '#core/ranking/rules.ts';
import { type Judged, scoreOf, type Tally } from '#core/ranking/score-week.ts';
import { orderedScore } from '#core/ranking/standings.ts';

/** One week of a season, its dorms judged by what was known at the season's start. */
export interface SeasonWeek {
  readonly week: string;
  readonly judged: ReadonlyMap<number, Judged>;
}

/** A dorm's place in a season. `rank` is null exactly when there is a `reason`. */
export interface SeasonPlace {
  readonly dormId: number;
  readonly score: number | null;
  readonly rank: number | null;
  /** The weeks that its score rests on. */
  readonly weeksCounted: readonly string[];
  /** Weeks in which it was not ranked. */
  readonly weeksMissed: readonly string[];
  /** no-weeks: never ranked. weeks-missed: ranked too seldom to be compared with the others. */
  readonly reason: 'no-weeks' | 'weeks-missed' | null;
}

/**
 * The season's standings, best first. By effort, whose weeks add up, a missed week counts as the dorm's worst one, and never
 * as more than an ordinary one (0), so that missing never pays. By the other lenses dorms are compared over the weeks in which
 * all of them ranked, added up first and divided then; as long as these are not half of the season's weeks so far, those that
 * ranked the fewest times are left out. Equal scores share the place.
 */
export function rankSeason(lens: Lens, weeks: readonly SeasonWeek[], dormIds: readonly number[]): SeasonPlace[] {
  const tallies = new Map(dormIds.map((id) => [id, talliesOf(weeks, id)]));
  const places = lens === 'effort' ? byEffort(weeks, tallies) : byCommonWeeks({ lens, weeks, tallies });
  const ranked = places.filter(({ reason }) => reason === null);
  const order = (place: SeasonPlace) => orderedScore(place.score ?? 0, lens);
  ranked.sort((a, b) => order(a) - order(b) || a.dormId - b.dormId);
  const rankOf = (place: SeasonPlace) => 1 + ranked.filter((other) => order(other) < order(place)).length;
  return [...ranked.map((place) => ({ ...place, rank: rankOf(place) })), ...places.filter(({ reason }) => reason !== null)];
}

type Tallies = ReadonlyMap<number, ReadonlyMap<string, Tally>>;

function talliesOf(weeks: readonly SeasonWeek[], dormId: number): Map<string, Tally> {
  const ranked = new Map<string, Tally>();
  for (const { week, judged } of weeks) {
    const one = judged.get(dormId);
    if (one !== undefined && one.tally !== null && one.reason === null) ranked.set(week, one.tally);
  }
  return ranked;
}

function byEffort(weeks: readonly SeasonWeek[], tallies: Tallies): SeasonPlace[] {
  return [...tallies].map(([dormId, ranked]) => {
    const scores = [...ranked.values()].map(({ used }) => used);
    const missed = missedOf(weeks, ranked);
    const score = scores.reduce((sum, one) => sum + one, 0) + missed.length * Math.min(0, ...scores);
    const base = { dormId, rank: null, weeksCounted: [...ranked.keys()], weeksMissed: missed };
    return scores.length === 0 ? { ...base, score: null, reason: 'no-weeks' } : { ...base, score, reason: null };
  });
}

function byCommonWeeks(request: { lens: Lens; weeks: readonly SeasonWeek[]; tallies: Tallies }): SeasonPlace[] {
  const { lens, weeks, tallies } = request;
  let compared = [...tallies].filter(([, ranked]) => ranked.size > 0);
  const commonWeeks = () => weeks.map(({ week }) => week).filter((week) => compared.every(([, ranked]) => ranked.has(week)));
  while (compared.length > 0 && commonWeeks().length < weeks.length / 2) {
    const fewest = Math.min(...compared.map(([, ranked]) => ranked.size));
    compared = compared.filter(([, ranked]) => ranked.size > fewest);
  }
  const common = compared.length === 0 ? [] : commonWeeks();
  const isCompared = new Set(compared.map(([dormId]) => dormId));
  return [...tallies].map(([dormId, ranked]) => {
    const base = { dormId, rank: null, weeksMissed: missedOf(weeks, ranked) };
    if (!isCompared.has(dormId)) {
      const reason = ranked.size === 0 ? 'no-weeks' : 'weeks-missed';
      return { ...base, score: null, weeksCounted: [], reason };
    }
    const counted = common.map((week) => ranked.get(week)).filter((tally) => tally !== undefined);
    return { ...base, score: scoreOf(lens, counted), weeksCounted: common, reason: null };
  });
}

function missedOf(weeks: readonly SeasonWeek[], ranked: ReadonlyMap<string, Tally>): string[] {
  return weeks.map(({ week }) => week).filter((week) => !ranked.has(week));
}
