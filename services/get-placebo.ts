import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { type LeaguePlacebo, type PlaceboLeague, type PlaceboRules, replaySeason } from '#core/ranking/placebo.ts';
import { comparableWeeks, SEASON_WEEKS } from '#core/ranking/replay.ts';
import { isLens, type Lens } from '#core/ranking/rules.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { findSeason, listSeasonDorms, type Season } from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { judgedWeeks, listOrdinaryWeeks } from '#services/ordinary-weeks.ts';
import { ServiceError } from '#services/service-error.ts';

/** Who would have won by chance, everything as staff see it. */
export interface Placebo {
  /** How many weeks a season has here. */
  readonly seasonWeeks: number;
  readonly lenses: readonly { readonly lens: Lens; readonly leagues: readonly LeaguePlacebo[] }[];
  readonly dorms: ReadonlyMap<number, Dorm>;
}

/**
 * Plays contests in which nobody took part: under each lens asked for, on the ordinary published weeks and on every run of four of them, among
 * all dorms or those of a league; several lenses over the weeks in which they can be compared. Frozen models are used, none
 * is fitted anew.
 */
export async function getPlacebo(
  ctx: Context,
  request: { campus: Campus; lenses: readonly Lens[]; league: string | null },
): Promise<Placebo> {
  const { campus, lenses, league } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const dorms = await listDorms(db, campus.id);
    const inLeague = dorms.filter((dorm) => league === null || dorm.league === league).map(({ id }) => id);
    const rules = { weeks: SEASON_WEEKS, baseline: null, leagues: [{ league, dormIds: new Set(inLeague) }] };
    return play(db, { campus, beforeWeek: null, rules: lenses.map((lens) => ({ ...rules, lens })) });
  });
}

/**
 * Plays a season's own rules (lens, dorms, leagues, baseline weeks, length) on the ordinary published weeks before it.
 * Errors: season-unknown.
 */
export async function getSeasonPlacebo(ctx: Context, request: { campus: Campus; slug: string }): Promise<Placebo> {
  const { campus, slug } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const season = await findSeason(db, { campusId: campus.id, slug });
    if (season === null) throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
    return play(db, { campus, beforeWeek: season.firstWeek, rules: [await rulesOf(db, season)] });
  });
}

async function play(
  db: Db,
  request: { campus: Campus; beforeWeek: string | null; rules: readonly PlaceboRules[] },
): Promise<Placebo> {
  const { campus, beforeWeek, rules } = request;
  const publications = await listOrdinaryWeeks(db, { campusId: campus.id, beforeWeek });
  const all = await judgedWeeks(db, { publications, gate: null });
  const judged =
    rules.length === 1
      ? all
      : comparableWeeks(
          all,
          rules.map(({ lens }) => lens),
        );
  return {
    seasonWeeks: rules[0]?.weeks ?? SEASON_WEEKS,
    lenses: rules.map((one) => ({ lens: one.lens, leagues: replaySeason(judged, one) })),
    dorms: new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.id, dorm])),
  };
}

async function rulesOf(db: Db, season: Season): Promise<PlaceboRules> {
  const { campusId, id, lens, firstWeek, lastWeek, baselineFirstWeek, baselineLastWeek } = season;
  if (!isLens(lens)) throw new Error(`season ${id} has the lens “${lens}”`);
  const leagues = new Map<string | null, Set<number>>();
  for (const { dormId, league } of await listSeasonDorms(db, { campusId, seasonId: id }))
    leagues.set(league, (leagues.get(league) ?? new Set()).add(dormId));
  const weeksBack = (monday: string) => mondaysBetween(monday, firstWeek).length - 1;
  return {
    lens,
    weeks: mondaysBetween(firstWeek, lastWeek).length,
    baseline:
      baselineFirstWeek === null || baselineLastWeek === null
        ? null
        : { firstWeeksBack: weeksBack(baselineFirstWeek), lastWeeksBack: weeksBack(baselineLastWeek) },
    leagues: [...leagues]
      .map(([league, dormIds]): PlaceboLeague => ({ league, dormIds }))
      .sort((a, b) => ((a.league ?? '') < (b.league ?? '') ? -1 : 1)),
  };
}
