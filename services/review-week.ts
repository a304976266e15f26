import { chanceOfOrder, HOW_SURE_RULES, isTooCloseToCall, type PastScores } from '#core/ranking/how-sure.ts';
import { checkLenses } from '#core/ranking/lens-check.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { orderedScore, type Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { type Week, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listMeters } from '#db/queries/meters.ts';
import { listDailyEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { getLeaderboards, isPartlyEstimated } from '#services/get-leaderboard.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { pastScores } from '#services/past-scores.ts';
import { seasonOfAnnouncement, withinLeague } from '#services/season-of-announcement.ts';
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
 * moved block, since what is announced is what was looked at. Meters and readings are judged of every dorm, places as everyone will read
 * them: without dorms that are withheld, and in a season league by league. Errors: week-not-published.
 */
export async function reviewWeek(ctx: Context, request: { campus: Campus; monday: string; now: Date }): Promise<WeekReview> {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  const changes = await whatWouldChange(ctx, request);
  const lens = await getFirstLens(ctx, { campus, monday });
  const boards = await getLeaderboards(ctx, { campus, weekId: week.id, now });
  const standings = boards.standings.get(lens) ?? [];
  const past = await pastScores(ctx.database.db, { campus, board: { ...boards, lens } });
  const fields = await announcedFields(ctx, { campus, monday, lens, now, byLens: boards.standings });
  const staff = `/staff/${campus.slug}`;
  const page = `/c/${campus.slug}/weeks/${week.id}`;
  return {
    ...{ week: week.id, lens, changes },
    checks: [
      ...dataChecks(standings, { staff, calendar: `${staff}/calendar?until=${addDays(monday, 6)}` }),
      ...(await meterChecks(ctx, { campus, week, staff })),
      movedCheck(changes, staff),
      ...placeChecks({ fields, lens, past, path: page }),
      lensesCheck({ fields, lens, path: `${page}/lenses` }),
      usualWinner({ fields, lens, past, path: `${staff}/fairness` }),
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

/** Those who stand against each other, all or a league by itself, under every lens, as everyone may see them. */
type Field = ReadonlyMap<Lens, readonly Standing[]>;

/** What everyone will read is judged: a dorm that is withheld wins nothing, and each league of a season has its winner. */
async function announcedFields(
  ctx: Context,
  request: { campus: Campus; monday: string; lens: Lens; now: Date; byLens: Field },
): Promise<Field[]> {
  const { campus, monday, byLens } = request;
  const visible = await openPublicGate(ctx.database.db, campus);
  const shown = new Map([...byLens].map(([lens, standings]) => [lens, visible(monday, standings)]));
  const season = await seasonOfAnnouncement(ctx, request);
  if (season === null) return [shown];
  return season.leagues.map((league) => new Map([...shown].map(([lens, standings]) => [lens, withinLeague(league, standings)])));
}

interface PlaceQuery {
  readonly fields: readonly Field[];
  readonly lens: Lens;
  readonly past: readonly PastScores[];
  readonly path: string;
}

/** Shared first places, and neighbours among the first three places whose order may be chance. */
function placeChecks({ fields, lens, past, path }: PlaceQuery): ReviewCheck[] {
  const ranked = fields.map((field) => (field.get(lens) ?? []).filter(({ rank }) => rank !== null));
  const firsts = ranked.map((standings) => standings.filter(({ rank }) => rank === 1)).filter((first) => first.length > 1);
  const close = ranked.flatMap((standings) => closePairs(standings, { lens, past }));
  return [
    check('ties', { names: firsts.flatMap((first) => first.map(({ name }) => name)), path }),
    check('too-close', { names: close, path }),
  ];
}

function closePairs(ranked: readonly Standing[], { lens, past }: { lens: Lens; past: readonly PastScores[] }): string[] {
  return ranked.slice(0, 3).flatMap((ahead, index) => {
    const behind = ranked[index + 1];
    if (behind === undefined || ahead.score === null || behind.score === null || ahead.rank === behind.rank) return [];
    const pair = {
      ahead: { dormId: ahead.dormId, score: ahead.score },
      behind: { dormId: behind.dormId, score: behind.score },
    };
    return isTooCloseToCall(chanceOfOrder(past, { ...pair, lens, days: 7 })) === true ? [`${ahead.name} – ${behind.name}`] : [];
  });
}

/** Lenses under which somebody else comes first, in any of the fields. */
function lensesCheck({ fields, lens, path }: Omit<PlaceQuery, 'past'>): ReviewCheck {
  const checked = fields.map((field) => checkLenses(field));
  const others = LENSES.filter((other) =>
    checked.some(({ winners }) => winners[other].length > 0 && !winners[other].some((id) => winners[lens].includes(id))),
  );
  const lensesThatRank = Math.max(0, ...checked.map((one) => one.lensesThatRank));
  return check('lenses', { names: others, of: lensesThatRank, path });
}

/** A winner that comes first in most ordinary weeks, when nobody competes, wins by its building; of several the most usual one. */
function usualWinner({ fields, lens, past, path }: PlaceQuery): ReviewCheck {
  const weeks = past.slice(-HOW_SURE_RULES.mostWeeks);
  const found = fields.flatMap((field) => {
    const ranked = (field.get(lens) ?? []).filter(({ rank }) => rank !== null);
    const winner = ranked.find(({ rank }) => rank === 1);
    if (winner === undefined) return [];
    return [{ name: winner.name, won: weeks.filter((week) => hasWon(week, { winner, ranked, lens })).length }];
  });
  const [most] = found.sort((a, b) => b.won - a.won);
  const won = most?.won ?? 0;
  const isUsual = weeks.length >= HOW_SURE_RULES.leastChanges && won > weeks.length / 2;
  const names = most === undefined ? [] : [most.name];
  const said = check('usual-winner', { names, of: weeks.length, path, severity: isUsual ? 'look' : 'fine' });
  return { ...said, count: won };
}

function hasWon({ scores }: PastScores, of: { winner: Standing; ranked: readonly Standing[]; lens: Lens }): boolean {
  const { winner, ranked, lens } = of;
  const own = scores.get(winner.dormId);
  if (own === undefined) return false;
  return ranked.every(({ dormId }) => {
    const score = scores.get(dormId);
    return score === undefined || orderedScore(own, lens) <= orderedScore(score, lens);
  });
}
