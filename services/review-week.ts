import { chanceOfOrder, HOW_SURE_RULES, isTooCloseToCall, type PastScores } from '#core/ranking/how-sure.ts';
import { checkLenses } from '#core/ranking/lens-check.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { orderedScore, type Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { type Week, weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listMeters } from '#db/queries/meters.ts';
import { listDailyEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { getLeaderboards, isPartlyEstimated } from '#services/get-leaderboard.ts';
import { pastScores } from '#services/past-scores.ts';
import { type WeekChanges, whatWouldChange } from '#services/what-would-change.ts';

export const REVIEW_KINDS = [
  'coverage',
  'estimates',
  'dead-meters',
  'held-values',
  'changed-meters',
  'moved-since',
  'ties',
  'too-close',
  'lenses',
  'usual-winner',
] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** fine: nothing to see. look: a person should know. blocks: the week cannot be announced until it is mended, and why. */
export interface ReviewCheck {
  readonly kind: ReviewKind;
  readonly severity: 'fine' | 'look' | 'blocks';
  /** How many dorms, meters, pairs, lenses or weeks it is about. */
  readonly count: number;
  /** Out of how many, where that says something. */
  readonly of: number | null;
  /** Names of dorms or meters, pairs as "A – B", lenses, or moved parts. */
  readonly names: readonly string[];
  /** Where it is looked at or mended, without the language in front. */
  readonly path: string;
}

export interface WeekReview {
  readonly week: string;
  readonly lens: Lens;
  readonly changes: WeekChanges;
  readonly checks: readonly ReviewCheck[];
}

/**
 * What an organiser should know of a closed week before announcing it, each with the place where it is mended. Only numbers that have
 * moved block, since what is announced is what was looked at. Everything, as staff see it. Errors: week-not-published.
 */
export async function reviewWeek(ctx: Context, request: { campus: Campus; monday: string; now: Date }): Promise<WeekReview> {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  const changes = await whatWouldChange(ctx, request);
  const lens = await getFirstLens(ctx, { campus, monday });
  const boards = await getLeaderboards(ctx, { campus, weekId: week.id, now });
  const standings = boards.standings.get(lens) ?? [];
  const past = await pastScores(ctx.database.db, { campus, board: { ...boards, lens } });
  const staff = `/staff/${campus.slug}`;
  return {
    ...{ week: week.id, lens, changes },
    checks: [
      ...dataChecks(standings, { staff, calendar: `${staff}/calendar?until=${addDays(monday, 6)}` }),
      ...(await meterChecks(ctx, { campus, week, staff })),
      movedCheck(changes, staff),
      ...placeChecks({ standings, lens, past, path: `/c/${campus.slug}/weeks/${weekId(monday)}` }),
      lensesCheck(boards.standings, standings, `/c/${campus.slug}/weeks/${weekId(monday)}/lenses`),
      usualWinner({ standings, lens, past, path: `${staff}/fairness` }),
    ],
  };
}

function check(
  kind: ReviewKind,
  found: { names: readonly string[]; of?: number; path: string; severity?: ReviewCheck['severity'] },
): ReviewCheck {
  const { names, of = null, path, severity = names.length === 0 ? 'fine' : 'look' } = found;
  return { kind, severity, count: names.length, of, names, path };
}

function dataChecks(standings: readonly Standing[], { staff, calendar }: { staff: string; calendar: string }): ReviewCheck[] {
  const named = (isMeant: (standing: Standing) => boolean) => standings.filter(isMeant).map(({ name }) => name);
  const uncovered = named(({ reason }) => reason === 'coverage-low' || reason === 'no-readings' || reason === 'no-meters');
  const estimated = named((standing) => isPartlyEstimated(standing) || standing.reason === 'estimated-too-much');
  return [
    check('coverage', { names: uncovered, of: standings.length, path: calendar }),
    check('estimates', { names: estimated, of: standings.length, path: calendar }),
    check('dead-meters', { names: named(({ hasDeadMeter }) => hasDeadMeter), path: `${staff}/meters` }),
  ];
}

/** Meters with held values in the week, and those put in or taken out within it. */
async function meterChecks(
  ctx: Context,
  { campus, week, staff }: { campus: Campus; week: Week; staff: string },
): Promise<ReviewCheck[]> {
  const { db } = ctx.database;
  const meters = await listMeters(db, campus.id);
  const days = await listDailyEnergy(db, { campusId: campus.id, fromDay: week.monday, toDay: addDays(week.monday, 6) });
  const held = new Set(days.filter(({ heldSeconds }) => heldSeconds > 0).map(({ meterId }) => meterId));
  const isWithin = (at: Date | null) => at !== null && at.getTime() > week.startsAt && at.getTime() < week.endsAt;
  const changed = meters.filter(({ activeFrom, activeUntil }) => isWithin(activeFrom) || isWithin(activeUntil));
  const labels = (some: typeof meters) => some.map(({ label }) => label);
  return [
    check('held-values', { names: labels(meters.filter(({ id }) => held.has(id))), path: `${staff}/inbox` }),
    check('changed-meters', { names: labels(changed), path: `${staff}/meters` }),
  ];
}

function movedCheck({ hasChanges, parts, publication }: WeekChanges, staff: string): ReviewCheck {
  const severity = !hasChanges ? 'fine' : publication.state === 'provisional' ? 'blocks' : 'look';
  return check('moved-since', { names: parts, path: `${staff}/imports`, severity });
}

/** Shared first places, and neighbours among the first three places whose order may be chance. */
function placeChecks(request: {
  standings: readonly Standing[];
  lens: Lens;
  past: readonly PastScores[];
  path: string;
}): ReviewCheck[] {
  const { standings, lens, past, path } = request;
  const ranked = standings.filter(({ rank }) => rank !== null);
  const first = ranked.filter(({ rank }) => rank === 1);
  const close = ranked.slice(0, 3).flatMap((ahead, index) => {
    const behind = ranked[index + 1];
    if (behind === undefined || ahead.score === null || behind.score === null || ahead.rank === behind.rank) return [];
    const pair = {
      ahead: { dormId: ahead.dormId, score: ahead.score },
      behind: { dormId: behind.dormId, score: behind.score },
    };
    return isTooCloseToCall(chanceOfOrder(past, { ...pair, lens, days: 7 })) === true ? [`${ahead.name} – ${behind.name}`] : [];
  });
  return [
    check('ties', { names: first.length > 1 ? first.map(({ name }) => name) : [], path }),
    check('too-close', { names: close, path }),
  ];
}

/** Lenses under which somebody else comes first. */
function lensesCheck(byLens: ReadonlyMap<Lens, readonly Standing[]>, standings: readonly Standing[], path: string): ReviewCheck {
  const leaders = new Set(standings.filter(({ rank }) => rank === 1).map(({ dormId }) => dormId));
  const { winners, lensesThatRank } = checkLenses(byLens);
  const others = [...byLens.keys()].filter((lens) => winners[lens].length > 0 && !winners[lens].some((id) => leaders.has(id)));
  return check('lenses', { names: others, of: lensesThatRank, path });
}

/** A winner that comes first in most ordinary weeks, when nobody competes, wins by its building. */
function usualWinner(request: {
  standings: readonly Standing[];
  lens: Lens;
  past: readonly PastScores[];
  path: string;
}): ReviewCheck {
  const { standings, lens, past, path } = request;
  const weeks = past.slice(-HOW_SURE_RULES.mostWeeks);
  const winner = standings.find(({ rank }) => rank === 1);
  const won = weeks.filter(({ scores }) => {
    const own = winner === undefined ? undefined : scores.get(winner.dormId);
    return own !== undefined && [...scores.values()].every((score) => orderedScore(own, lens) <= orderedScore(score, lens));
  });
  const isUsual = weeks.length >= HOW_SURE_RULES.leastChanges && won.length > weeks.length / 2;
  const names = winner === undefined ? [] : [winner.name];
  const said = check('usual-winner', { names, of: weeks.length, path, severity: isUsual ? 'look' : 'fine' });
  return { ...said, count: won.length };
}
