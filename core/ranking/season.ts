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
  /** Weeks in which others were ranked and it was not. */
  readonly weeksMissed: readonly string[];
  /** By effort: what each missed week counts as; by the other lenses empty. */
  readonly missedAs: readonly { readonly week: string; readonly score: number }[];
  /** no-weeks: never ranked. */
  readonly reason: 'no-weeks' | null;
}

/**
 * The season's standings, best first. A missed week never pays, and takes nothing from the others:
 *
 * - By effort, whose weeks add up, it counts as the lowest score that any of the dorms had in that week, and never as more than an
 *   ordinary week (0). A dorm's own other weeks have no say in it: else missing its worst week would make its other misses cheaper.
 * - By the other lenses a dorm stands behind all that missed fewer weeks. Dorms that missed equally many are compared over the weeks
 *   in which all of them ranked (over their own where there is no such week), added up first and divided then.
 *
 * A week in which none of the dorms ranked is nobody's miss. Equal scores share the place.
 */
export function rankSeason(lens: Lens, weeks: readonly SeasonWeek[], dormIds: readonly number[]): SeasonPlace[] {
  const tallies = new Map(dormIds.map((id) => [id, talliesOf(weeks, id)]));
  const held = weeks.map(({ week }) => week).filter((week) => [...tallies.values()].some((ranked) => ranked.has(week)));
  const places = lens === 'effort' ? byEffort(held, tallies) : byCommonWeeks({ lens, held, tallies });
  const ranked = places.filter(({ reason }) => reason === null);
  const compare = (a: SeasonPlace, b: SeasonPlace) =>
    (lens === 'effort' ? 0 : a.weeksMissed.length - b.weeksMissed.length) ||
    orderedScore(a.score ?? 0, lens) - orderedScore(b.score ?? 0, lens);
  ranked.sort((a, b) => compare(a, b) || a.dormId - b.dormId);
  const placed: SeasonPlace[] = [];
  for (const [index, place] of ranked.entries()) {
    const before = placed[index - 1];
    placed.push({ ...place, rank: before !== undefined && compare(before, place) === 0 ? before.rank : index + 1 });
  }
  return [...placed, ...places.filter(({ reason }) => reason !== null)];
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

function byEffort(held: readonly string[], tallies: Tallies): SeasonPlace[] {
  const lowest = new Map(
    held.map((week) => [week, Math.min(0, ...[...tallies.values()].flatMap((ranked) => ranked.get(week)?.used ?? []))]),
  );
  return [...tallies].map(([dormId, ranked]) => {
    if (ranked.size === 0) return unplaced(dormId, held);
    const missedAt = (week: string) => lowest.get(week) ?? 0;
    const weeksMissed = held.filter((week) => !ranked.has(week));
    return {
      dormId,
      // Week by week for every dorm, so that who is ahead in each week is ahead in the sum.
      score: held.reduce((sum, week) => sum + (ranked.get(week)?.used ?? missedAt(week)), 0),
      rank: null,
      weeksCounted: [...ranked.keys()],
      weeksMissed,
      missedAs: weeksMissed.map((week) => ({ week, score: missedAt(week) })),
      reason: null,
    };
  });
}

function byCommonWeeks(request: { lens: Lens; held: readonly string[]; tallies: Tallies }): SeasonPlace[] {
  const { lens, held, tallies } = request;
  return [...tallies].map(([dormId, ranked]) => {
    if (ranked.size === 0) return unplaced(dormId, held);
    const alike = [...tallies.values()].filter((other) => other.size === ranked.size);
    const common = held.filter((week) => alike.every((other) => other.has(week)));
    const weeksCounted = common.length > 0 ? common : [...ranked.keys()];
    const counted = weeksCounted.flatMap((week) => ranked.get(week) ?? []);
    const weeksMissed = held.filter((week) => !ranked.has(week));
    return { dormId, score: scoreOf(lens, counted), rank: null, weeksCounted, weeksMissed, missedAs: [], reason: null };
  });
}

function unplaced(dormId: number, held: readonly string[]): SeasonPlace {
  return { dormId, score: null, rank: null, weeksCounted: [], weeksMissed: held, missedAs: [], reason: 'no-weeks' };
}
