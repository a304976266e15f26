import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { isLens, type Lens } from '#core/ranking/rules.ts';
import { expectedOfWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { takesPart } from '#core/ranking/season-span.ts';
import { placeStandings, rankDorms, type Standing } from '#core/ranking/standings.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findSeason, type Season } from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import { type Expectation, getLeaderboard, type Leaderboards } from '#services/get-leaderboard.ts';
import { getPublicSeason } from '#services/get-public-season.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { knownIn, seasonKnowledge } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

export type PublishedWeek = Pick<Leaderboards, 'week' | 'publication'> & {
  readonly publication: NonNullable<Leaderboards['publication']>;
};

/** A published week as one dorm's receipt tells it. */
export interface ReceiptWeek extends PublishedWeek {
  readonly lens: Lens;
  readonly season: string | null;
  readonly league: string | null;
  /** All that are placed with this dorm, itself among them. */
  readonly standings: readonly Standing[];
  readonly own: Standing;
  /** Null where nothing was known of the dorm. */
  readonly expectation: Expectation | null;
}

export interface ReceiptRequest {
  readonly campus: Campus;
  readonly weekId: string;
  /** The dorm's slug. */
  readonly dorm: string;
  readonly now: Date;
  /** public: small dorms have no receipt, and the others are placed as if they were not there. */
  readonly audience: 'staff' | 'public';
}

/** The week under a lens, outside any season. Errors: week-unknown, week-not-published, dorm-unknown, too-small. */
export async function judgeReceiptWeek(ctx: Context, request: ReceiptRequest & { lens: Lens }): Promise<ReceiptWeek> {
  const { campus, lens, audience } = request;
  const board = await getLeaderboard(ctx, request);
  const published = publishedOf(board, request);
  const { monday } = board.week;
  const own = ownOf(board.standings, request);
  const visible = audience === 'public' ? await openPublicGate(ctx.database.db, campus) : null;
  if (visible !== null && visible(monday, [asRanked(own)])[0]?.rank !== 1) throw tooSmall(own);
  const standings = visible === null ? board.standings : visible(monday, board.standings);
  return {
    ...{ ...published, lens, season: null, league: null, standings },
    own: ownOf(standings, request),
    expectation: board.expectations.get(own.dormId) ?? null,
  };
}

/**
 * The week as one of a season, by its lens and among the dorm's league. Errors: those of `judgeReceiptWeek`, season-unknown,
 * week-unknown where the season does not have it.
 */
export async function judgeSeasonReceiptWeek(ctx: Context, request: ReceiptRequest & { season: string }): Promise<ReceiptWeek> {
  const { campus, dorm, audience, now } = request;
  const withheld = audience === 'public' ? await withheldSlugs(ctx, { campus, slug: request.season, now }) : new Set<string>();
  const published = publishedOf(await getLeaderboard(ctx, { ...request, lens: 'energy' }), request);
  return inTransaction(ctx.database, async ({ db }) => {
    const season = await seasonOfWeek(db, { campus, slug: request.season, monday: published.week.monday });
    const judged = await judgeInSeason(db, { campus, season, published, now });
    const whole = ownOf(judged.standings, request);
    if (withheld.has(dorm)) throw tooSmall(whole);
    const leagueOf = (dormId: number) => judged.leagues.get(dormId) ?? null;
    const league = leagueOf(whole.dormId);
    const standings = placeStandings(
      judged.standings.filter(({ dormId, slug }) => leagueOf(dormId) === league && !withheld.has(slug)),
    );
    return {
      ...{ ...published, lens: season.lens, season: season.slug, league, standings },
      own: ownOf(standings, request),
      expectation: judged.expectations.get(whole.dormId) ?? null,
    };
  });
}

async function judgeInSeason(
  db: Db,
  request: { campus: Campus; season: Season & { lens: Lens }; published: PublishedWeek; now: Date },
) {
  const { campus, season, published, now } = request;
  const { monday } = published.week;
  const kept = await seasonKnowledge(db, { campus, season, now });
  const frozen = await frozenWeek(db, published.publication);
  const inWeek = new Map(kept.dorms.filter((one) => takesPart(one, monday)).map(({ dormId, league }) => [dormId, league]));
  const dorms = frozen.dorms.filter(({ dormId }) => inWeek.has(dormId));
  const known: WeekKnowledge = { dorms: knownIn(kept, monday), celsius: frozen.celsius };
  const expectations = new Map<number, Expectation>();
  for (const { dormId, ...expected } of expectedOfWeek(dorms.map(totalledWeek), known)) {
    const own = known.dorms.get(dormId);
    if (own !== undefined) expectations.set(dormId, { ...own, ...expected });
  }
  return { standings: rankDorms(dorms, season.lens, known), expectations, leagues: inWeek };
}

async function seasonOfWeek(db: Db, request: { campus: Campus; slug: string; monday: string }) {
  const { campus, slug, monday } = request;
  const season = await findSeason(db, { campusId: campus.id, slug });
  if (season === null || !isLens(season.lens))
    throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
  if (monday < season.firstWeek || monday > season.lastWeek)
    throw new ServiceError('week-unknown', `That week does not belong to ${season.name}.`);
  return { ...season, lens: season.lens };
}

async function withheldSlugs(ctx: Context, request: { campus: Campus; slug: string; now: Date }): Promise<Set<string>> {
  const { leagues } = await getPublicSeason(ctx, request);
  return new Set(
    leagues.flatMap(({ standings }) => standings.filter(({ reason }) => reason === 'withheld').map(({ slug }) => slug)),
  );
}

function publishedOf(
  board: Leaderboards | Pick<Leaderboards, 'week' | 'publication'>,
  { campus }: ReceiptRequest,
): PublishedWeek {
  const { week, publication } = board;
  if (publication === null) {
    const remedy = 'A week has receipts once it is closed, by itself on the Monday after it or with: weeks close';
    throw new ServiceError('week-not-published', `${week.id} is not published at ${campus.name} yet. ${remedy}.`);
  }
  return { week, publication };
}

function ownOf(standings: readonly Standing[], { dorm, weekId, campus }: ReceiptRequest): Standing {
  const own = standings.find(({ slug }) => slug === dorm);
  if (own === undefined) throw new ServiceError('dorm-unknown', `No dorm “${dorm}” takes part in ${weekId} at ${campus.name}.`);
  return own;
}

const asRanked = (standing: Standing): Standing => ({ ...standing, score: 1, rank: 1, reason: null });

function tooSmall({ name }: Standing): ServiceError {
  return new ServiceError('too-small', `${name} has too few residents, or an unknown number, for its figures to be shown.`);
}
