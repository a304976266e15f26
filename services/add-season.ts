import type { Lens } from '#core/ranking/rules.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { insertSeason, insertSeasonDorms, type Season } from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { refuseUnfitSeason, type SeasonShape } from '#services/refuse-unfit-season.ts';
import { freezeWhenBegun } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

export interface NewSeason extends Omit<SeasonShape, 'prizes'> {
  /** By place, or in words; none unless said. */
  readonly prizes?: readonly string[];
  readonly campus: Campus;
  readonly lens: Lens;
  /** Only dorms of these leagues take part, each league ranked by itself; empty: every dorm, all against all. */
  readonly leagues: readonly string[];
  /** Exactly these take part, by address, each in a league of this season alone; `leagues` is then not asked. */
  readonly dorms?: readonly { readonly slug: string; readonly league: string | null }[];
  readonly now: Date;
}

export interface AddedSeason {
  readonly season: Season;
  readonly dorms: number;
  /** The first week had begun already: the dorms may not have known. The rules are frozen at once. */
  readonly hasBegun: boolean;
}

/**
 * Adds a season with the dorms that take part. Seasons may overlap: a campus may hold a contest of its first years beside that of all.
 * Errors: season-taken, season-unfit, dorm-unknown.
 */
export async function addSeason(ctx: Context, request: NewSeason): Promise<AddedSeason> {
  const { campus, slug, name, firstWeek, lastWeek, lens, baseline, now } = request;
  const prizes = request.prizes ?? [];
  return inTransaction(ctx.database, async ({ db }) => {
    await refuseUnfitSeason(db, campus.id, { ...request, prizes });
    const dorms = await dormsOf(db, request);
    if (dorms.length < 2) throw new ServiceError('season-unfit', 'Fewer than two dorms would take part. A contest needs two.');
    const season = await insertSeason(db, {
      ...{ campusId: campus.id, slug, name, firstWeek, lastWeek, lens, prizes, createdAt: now },
      ...{ baselineFirstWeek: baseline?.firstWeek ?? null, baselineLastWeek: baseline?.lastWeek ?? null },
    });
    if (season === null) throw new ServiceError('season-taken', `${campus.name} has a season “${slug}” already. Choose another.`);
    await insertSeasonDorms(
      db,
      dorms.map((dorm) => ({ campusId: campus.id, seasonId: season.id, ...dorm })),
    );
    const hasBegun = await freezeWhenBegun(db, { campus, season, now });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'add-season', subject: slug, at: now },
      detail: { firstWeek, lastWeek, lens },
    });
    await notifyChanged(db, campus.slug);
    return { season, dorms: dorms.length, hasBegun };
  });
}

async function dormsOf(db: Db, { campus, leagues, dorms }: NewSeason): Promise<SeasonPlaceOfDorm[]> {
  if (dorms !== undefined) return chosenDorms(db, { campus, dorms });
  return (await listDorms(db, campus.id))
    .filter(({ league }) => leagues.length === 0 || (league !== null && leagues.includes(league)))
    .map(({ id, league }) => ({ dormId: id, league: leagues.length === 0 ? null : league }));
}

export interface SeasonPlaceOfDorm {
  readonly dormId: number;
  readonly league: string | null;
}

/** The dorms named, once each, in their leagues. Errors: dorm-unknown, season-unfit (some are in a league and some are not). */
export async function chosenDorms(
  db: Db,
  request: { campus: Campus; dorms: readonly { readonly slug: string; readonly league: string | null }[] },
): Promise<SeasonPlaceOfDorm[]> {
  const { campus } = request;
  const known = new Map((await listDorms(db, campus.id)).map(({ slug, id }) => [slug, id]));
  const chosen = new Map<number, SeasonPlaceOfDorm>();
  for (const { slug, league } of request.dorms) {
    const dormId = known.get(slug);
    if (dormId === undefined) throw new ServiceError('dorm-unknown', `${campus.name} has no dorm “${slug}”.`);
    chosen.set(dormId, { dormId, league: league === null || league.trim() === '' ? null : league.trim() });
  }
  const dorms = [...chosen.values()];
  if (dorms.some(({ league }) => league === null) && dorms.some(({ league }) => league !== null))
    throw new ServiceError('season-unfit', 'Some dorms are in a league and some are not. Give each a league, or none.');
  return dorms;
}
