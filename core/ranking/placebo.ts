import { contestOf, type JudgedWeek } from '#core/ranking/contest.ts';
import { type Contest, type Fairness, fairnessOf, powerOf } from '#core/ranking/fairness.ts';
import { baselineOf, type DormKnowledge, NOTHING_KNOWN } from '#core/ranking/knowledge.ts';
import { observeWeek } from '#core/ranking/observed-week.ts';
import { stretchesOf } from '#core/ranking/replay.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { judgeWeek } from '#core/ranking/score-week.ts';
import { rankSeason } from '#core/ranking/season.ts';
import { addDays } from '#core/time/local-days.ts';

/** What a season's standings rest on, to be played on weeks of the past in which there was no season. */
export interface PlaceboRules {
  readonly lens: Lens;
  /** How many weeks the season lasts. */
  readonly weeks: number;
  /** Its baseline weeks, counted from the season's first week back; null: what was known before each week. */
  readonly baseline: { readonly firstWeeksBack: number; readonly lastWeeksBack: number } | null;
  /** Effort is measured against all dorms that take part; places are given within the league. */
  readonly leagues: readonly PlaceboLeague[];
}

export interface PlaceboLeague {
  readonly league: string | null;
  readonly dormIds: ReadonlySet<number>;
}

/** Who would have won by chance: each week by itself, and each season of so many weeks. */
export interface LeaguePlacebo {
  readonly league: string | null;
  readonly week: Fairness;
  readonly season: Fairness;
}

/**
 * Plays a season's own rules on every ordinary past week, and on every run of as many of them as the season has weeks, each
 * with what was known at its start. Breaks between them are passed over. Nobody was in a contest then: whoever wins, wins by chance or by the rules.
 */
export function replaySeason(judged: readonly JudgedWeek[], rules: PlaceboRules): LeaguePlacebo[] {
  const { lens } = rules;
  const ids = new Set(rules.leagues.flatMap(({ dormIds }) => [...dormIds]));
  const weeks = judged.map((week) => ({ ...week, dorms: week.dorms.filter(({ dormId }) => ids.has(dormId)) }));
  const starts = new Map(weeks.map((week) => [week.week, { ...week, known: knownAtStart(weeks, week, rules) }]));
  const stretches = stretchesOf(weeks, rules.weeks).map(([first, ...others]) =>
    first === undefined ? [] : [starts.get(first.week) ?? first, ...others],
  );
  return rules.leagues.map(({ league, dormIds }) => {
    const placed = (run: readonly JudgedWeek[]) => run.map((week) => ({ ...week, placed: dormIds }));
    const seasons = stretches.map(placed);
    return {
      league,
      week: fairnessOf([...starts.values()].map((week) => contestOf({ weeks: placed([week]), lens }))),
      season: {
        ...fairnessOf(seasons.map((run) => seasonTable(run, { lens, dormIds }))),
        power: powerOf(seasons.map((run) => contestOf({ weeks: run, lens }))),
      },
    };
  });
}

/** The season's own way to place its dorms, with its rules for missed weeks. */
function seasonTable(run: readonly JudgedWeek[], { lens, dormIds }: { lens: Lens; dormIds: ReadonlySet<number> }): Contest {
  const known = run[0]?.known ?? new Map<number, DormKnowledge>();
  const weeks = run.map(({ week, dorms, celsius }) => ({ week, judged: judgeWeek(dorms, lens, { dorms: known, celsius }) }));
  const places = rankSeason(lens, weeks, [...dormIds]);
  const ranked = places.flatMap(({ dormId, rank }) => (rank === null ? [] : [[dormId, -rank] as const]));
  return { name: run[0]?.week ?? '', scores: new Map(ranked), isFirstBySaving: () => false };
}

/** With the season's own baseline in place of the newest weeks', from as many weeks back. */
function knownAtStart(
  weeks: readonly JudgedWeek[],
  start: JudgedWeek,
  { baseline, lens }: PlaceboRules,
): ReadonlyMap<number, DormKnowledge> {
  if (baseline === null || lens !== 'saving') return start.known;
  const from = addDays(start.week, -7 * baseline.firstWeeksBack);
  const to = addDays(start.week, -7 * baseline.lastWeeksBack);
  const chosen = weeks.filter(({ week }) => from <= week && week <= to);
  return new Map(
    start.dorms.map(({ dormId }) => {
      const observed = chosen.flatMap(({ week, dorms }) =>
        dorms.filter((dorm) => dorm.dormId === dormId).map((dorm) => ({ ...observeWeek(dorm), week })),
      );
      return [dormId, { ...(start.known.get(dormId) ?? NOTHING_KNOWN), baseline: baselineOf(observed) }];
    }),
  );
}
