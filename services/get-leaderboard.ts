import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import { isOfPast, LENSES, type Lens, RULES } from '#core/ranking/rules.ts';
import { type Expected, expectedOfWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { placeStandings, rankDorms, type Standing } from '#core/ranking/standings.ts';
import { mondayOfWeekId, type Week, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listExpectationsOfPublication, listStandings, newestEdition, type Publication } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { knowWeek } from '#services/know-week.ts';
import { OUTSIDE_SEASONS } from '#services/publication-content.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { ServiceError } from '#services/service-error.ts';

/** open: so far. ended: over, not yet closed. Else the state of the week's newest publication. */
export type WeekState = 'open' | 'ended' | Publication['state'];

/** What a dorm was judged with under the lenses of its past, and what came of it. */
export type Expectation = DormKnowledge & Omit<Expected, 'dormId'>;

/** A week's standings under every lens asked for; everything, as staff see it (see `openPublicGate` for what others do). */
export interface Leaderboards {
  readonly week: Week;
  readonly state: WeekState;
  readonly dataUntil: Date | null;
  /** Whole local days that are over, 0 to 7. */
  readonly daysCounted: number;
  readonly publication: Publication | null;
  /** Best first, unranked last. */
  readonly standings: ReadonlyMap<Lens, readonly Standing[]>;
  /** By dorm id; empty where only plain lenses were asked for. */
  readonly expectations: ReadonlyMap<number, Expectation>;
}

export interface Leaderboard extends Omit<Leaderboards, 'standings'> {
  readonly lens: Lens;
  readonly standings: readonly Standing[];
}

/** A week's standings under one lens; see `getLeaderboards`. Errors: week-unknown. */
export async function getLeaderboard(
  ctx: Context,
  request: { campus: Campus; weekId: string; lens: Lens; now: Date },
): Promise<Leaderboard> {
  const { lens, ...asked } = request;
  const boards = await getLeaderboards(ctx, { ...asked, lenses: [lens] });
  return { ...boards, lens, standings: boards.standings.get(lens) ?? [] };
}

/**
 * The standings of a week: a closed one as frozen in its newest publication, an open one over the whole local days so
 * far, reckoned once for all lenses. Errors: week-unknown.
 */
export async function getLeaderboards(
  ctx: Context,
  request: { campus: Campus; weekId: string; lenses?: readonly Lens[]; now: Date },
): Promise<Leaderboards> {
  const { campus, weekId, lenses = LENSES, now } = request;
  const monday = mondayOfWeekId(weekId);
  if (monday === null) throw new ServiceError('week-unknown', `“${weekId}” is not a week. Write it as 2026-W47.`);
  const week = weekOf(monday, campus.timeZone);
  const { db } = ctx.database;
  const publication = await newestEdition(db, { campusId: campus.id, week: monday });
  if (publication !== null) {
    const frozen = await frozenBoards(ctx, { publication, lenses });
    return { week, state: publication.state, dataUntil: publication.dataUntil, daysCounted: 7, publication, ...frozen };
  }
  const { dorms, dataUntil } = await reckonWeek(db, { campusId: campus.id, week, now: now.getTime() });
  // Knowing a week writes what is expected of each one before it: whoever asks for the year 2099 must not make it do so.
  const hasBegun = week.startsAt <= now.getTime();
  const knowledge =
    hasBegun && lenses.some(isOfPast) ? await inTransaction(ctx.database, (open) => knowWeek(open.db, { campus, monday })) : null;
  return {
    ...{ week, dataUntil, publication },
    daysCounted: week.days.filter((day) => day.endsAt <= now.getTime()).length,
    state: now.getTime() < week.endsAt ? 'open' : 'ended',
    standings: new Map(lenses.map((lens) => [lens, rankDorms(dorms, lens, knowledge)])),
    expectations: knowledge === null ? new Map() : expectationsBy(expectedOfWeek(dorms.map(totalledWeek), knowledge), knowledge),
  };
}

function expectationsBy(expected: readonly Expected[], knowledge: WeekKnowledge): Map<number, Expectation> {
  return new Map(
    expected.flatMap(({ dormId, ...one }) => {
      const known = knowledge.dorms.get(dormId);
      return known === undefined ? [] : [[dormId, { ...known, ...one }] as const];
    }),
  );
}

/** As published; a lens that this publication does not know ranks nobody, and says so. */
async function frozenBoards(
  ctx: Context,
  request: { publication: Publication; lenses: readonly Lens[] },
): Promise<Pick<Leaderboards, 'standings' | 'expectations'>> {
  const { publication, lenses } = request;
  const { db } = ctx.database;
  const key = { campusId: publication.campusId, seq: publication.seq };
  const standings = new Map<Lens, Standing[]>();
  for (const lens of lenses) {
    const frozen = await listStandings(db, { ...key, lens });
    standings.set(lens, frozen.length > 0 ? frozen : notReckoned(await listStandings(db, { ...key, lens: 'energy' }), lens));
  }
  const rows = lenses.some(isOfPast) ? await listExpectationsOfPublication(db, { ...key, seasonId: OUTSIDE_SEASONS }) : [];
  // What was frozen comes back as it was put in.
  return { standings, expectations: new Map(rows.map(({ dormId, ...row }) => [dormId, row as unknown as Expectation])) };
}

function notReckoned(known: readonly Standing[], lens: Lens): Standing[] {
  return placeStandings(known.map((standing) => ({ ...standing, lens, score: null, rank: null, reason: 'not-reckoned' })));
}

/** Whether a ranked standing leans on estimates so much that it says so. */
export function isPartlyEstimated(standing: Standing): boolean {
  return standing.rank !== null && standing.mostEstimated > RULES.markedEstimated;
}
