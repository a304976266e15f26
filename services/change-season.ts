import { isLens, type Lens } from '#core/ranking/rules.ts';
import { seasonStateAt } from '#core/ranking/season-span.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { mondayOf, weekId } from '#core/time/weeks.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { findDorm } from '#db/queries/dorms.ts';
import {
  deleteSeasonDorm,
  findSeason,
  insertSeasonDorms,
  insertSeasonEvent,
  listSeasonDorms,
  listSeasonEvents,
  type Season,
  type SeasonChange,
  setSeasonDormEnd,
  updateSeason,
} from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import { chosenDorms } from '#services/add-season.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { refuseUnfitSeason, type SeasonShape } from '#services/refuse-unfit-season.ts';
import { freezeWhenBegun, keepLateKnowledge } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

/** What is to be otherwise; absent: stays as it is. Weeks are Mondays, dorms their addresses. */
export interface SeasonWishes {
  readonly name?: string;
  readonly prizes?: readonly string[];
  readonly lastWeek?: string;
  readonly join?: readonly string[];
  readonly leave?: readonly string[];
  /** Only before the season begins. */
  readonly lens?: Lens;
  readonly firstWeek?: string;
  readonly baseline?: SeasonShape['baseline'];
  /** Everyone who takes part, in the leagues of this season; once it runs, `join` and `leave` instead. */
  readonly dorms?: readonly { readonly slug: string; readonly league: string | null }[];
}

interface Change {
  readonly campus: Campus;
  readonly season: Season;
  readonly wishes: SeasonWishes;
  readonly now: Date;
}

/**
 * Changes a season: freely before it begins. Then its rules are frozen, and only its name, prizes, end and dorms can change, each as an
 * event with its reason, which everyone sees, while the frozen rules stay as they were; weeks that are over stay in it. A dorm that
 * comes late takes part from the next week that begins, one that is taken out until the last week that is over. Answers how many
 * events there are.
 * Errors: season-unknown, season-unfit, dorm-unknown.
 */
export async function changeSeason(
  ctx: Context,
  request: { campus: Campus; slug: string; wishes: SeasonWishes; reason: string | null; personId: number | null; now: Date },
): Promise<number> {
  const { campus, slug, wishes, reason, personId, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const season = await findSeason(db, { campusId: campus.id, slug });
    if (season === null) throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
    await refuseUnfitSeason(db, campus.id, shapeOf(season, wishes));
    const hasBegun = await freezeWhenBegun(db, { campus, season, now });
    if (hasBegun) refuseFrozen(wishes, reason);
    if (hasBegun) refuseMovedPast({ campus, season, wishes, now });
    if (!hasBegun && wishes.dorms !== undefined) await replaceDorms(db, { campus, season, dorms: wishes.dorms });
    const changes = { ...(await changeDorms(db, { campus, season, wishes, now })), ...changesOf(season, wishes) };
    await updateSeason(db, { campusId: campus.id, seasonId: season.id, set: setOf(wishes) });
    const key = { campusId: campus.id, seasonId: season.id };
    if (hasBegun && Object.keys(changes).length > 0)
      await insertSeasonEvent(db, { ...key, change: changes, reason: reason ?? '', personId, happenedAt: now });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'change-season', subject: slug, at: now },
      detail: { changed: Object.keys(wishes).join(' '), hasBegun },
    });
    await notifyChanged(db, campus.slug);
    return (await listSeasonEvents(db, key)).length;
  });
}

function refuseFrozen({ lens, firstWeek, baseline, dorms }: SeasonWishes, reason: string | null): void {
  const frozen = [lens && 'lens', firstWeek && 'first week', baseline !== undefined && 'baseline', dorms && 'leagues'].filter(
    (one) => one,
  );
  if (frozen.length > 0)
    throw new ServiceError(
      'season-unfit',
      `The season has begun: its ${frozen.join(' and ')} cannot change any more, since scores rest on it. Add another season instead.`,
    );
  if (reason === null || reason.trim() === '')
    throw new ServiceError('season-unfit', 'The season has begun. Say why its rules change: everyone will see it.');
}

/** Who knows how the weeks went may not choose anew which of them count. */
function refuseMovedPast({ campus, season, wishes, now }: Change): void {
  const { lastWeek = season.lastWeek } = wishes;
  if (lastWeek === season.lastWeek) return;
  if (seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() }) === 'ended')
    throw new ServiceError('season-unfit', 'The season is over: its end cannot move any more.');
  const thisWeek = mondayOf(dayAt(now.getTime(), campus.timeZone));
  if (lastWeek < thisWeek)
    throw new ServiceError(
      'season-unfit',
      `Weeks that are over stay in the season: it ends with ${weekId(thisWeek)} at the earliest.`,
    );
}

function shapeOf(season: Season, wishes: SeasonWishes): SeasonShape {
  const { slug, name, firstWeek, lastWeek, prizes, baselineFirstWeek, baselineLastWeek } = season;
  const baseline =
    baselineFirstWeek === null || baselineLastWeek === null ? null : { firstWeek: baselineFirstWeek, lastWeek: baselineLastWeek };
  return { slug, name, firstWeek, lastWeek, prizes, baseline, ...wishes };
}

function setOf({ name, prizes, lastWeek, lens, firstWeek, baseline }: SeasonWishes): SeasonChange {
  return {
    ...(name === undefined ? {} : { name }),
    ...(prizes === undefined ? {} : { prizes }),
    ...(lastWeek === undefined ? {} : { lastWeek }),
    ...(lens === undefined || !isLens(lens) ? {} : { lens }),
    ...(firstWeek === undefined ? {} : { firstWeek }),
    ...(baseline === undefined
      ? {}
      : { baselineFirstWeek: baseline?.firstWeek ?? null, baselineLastWeek: baseline?.lastWeek ?? null }),
  };
}

/** What differs, from and to. */
function changesOf(season: Season, { name, prizes, lastWeek }: SeasonWishes): Record<string, unknown> {
  const same = JSON.stringify(season.prizes) === JSON.stringify(prizes ?? season.prizes);
  return {
    ...(name === undefined || name === season.name ? {} : { name: { from: season.name, to: name } }),
    ...(same ? {} : { prizes: { from: season.prizes, to: prizes } }),
    ...(lastWeek === undefined || lastWeek === season.lastWeek ? {} : { lastWeek: { from: season.lastWeek, to: lastWeek } }),
  };
}

async function changeDorms(db: Db, change: Change): Promise<Record<string, unknown>> {
  const { campus, season, wishes, now } = change;
  const { join = [], leave = [] } = wishes;
  if (join.length + leave.length === 0) return {};
  const state = seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() });
  if (state === 'ended') throw new ServiceError('season-unfit', 'The season is over: who took part cannot change any more.');
  const thisWeek = mondayOf(dayAt(now.getTime(), campus.timeZone));
  const fromWeek = state === 'planned' ? null : addDays(thisWeek, 7);
  const untilWeek = state === 'planned' ? null : addDays(thisWeek, -7);
  if (join.length > 0 && fromWeek !== null && fromWeek > (wishes.lastWeek ?? season.lastWeek))
    throw new ServiceError('season-unfit', 'No week of the season is left to join.');
  for (const slug of join) await joinDorm(db, { ...change, slug, fromWeek });
  for (const slug of leave) await leaveDorm(db, { ...change, slug, untilWeek });
  const left = await listSeasonDorms(db, { campusId: campus.id, seasonId: season.id });
  if (left.filter((dorm) => dorm.untilWeek === null).length < 2)
    throw new ServiceError('season-unfit', 'Fewer than two dorms would take part. A contest needs two.');
  if (join.length > 0) await keepLateKnowledge(db, { campus, season });
  return { ...(join.length > 0 ? { joined: join, fromWeek } : {}), ...(leave.length > 0 ? { left: leave, untilWeek } : {}) };
}

/** Only before a season begins: nothing is known of it yet. */
async function replaceDorms(
  db: Db,
  { campus, season, dorms }: { campus: Campus; season: Season; dorms: NonNullable<SeasonWishes['dorms']> },
): Promise<void> {
  const key = { campusId: campus.id, seasonId: season.id };
  const chosen = await chosenDorms(db, { campus, dorms });
  if (chosen.length < 2) throw new ServiceError('season-unfit', 'Fewer than two dorms would take part. A contest needs two.');
  for (const { dormId } of await listSeasonDorms(db, key)) await deleteSeasonDorm(db, { ...key, dormId });
  await insertSeasonDorms(
    db,
    chosen.map((dorm) => ({ ...key, ...dorm })),
  );
}

async function joinDorm(
  db: Db,
  { campus, season, slug, fromWeek }: Change & { slug: string; fromWeek: string | null },
): Promise<void> {
  const key = { campusId: campus.id, seasonId: season.id };
  const dorm = await findDorm(db, { campusId: campus.id, slug });
  if (dorm === null) throw new ServiceError('dorm-unknown', `${campus.name} has no dorm “${slug}”.`);
  const dorms = await listSeasonDorms(db, key);
  const before = dorms.find(({ dormId }) => dormId === dorm.id);
  // The weeks it was away count as if it had been there: nobody leaves for a bad week.
  if (before !== undefined && before.untilWeek !== null)
    return setSeasonDormEnd(db, { ...key, dormId: dorm.id, untilWeek: null });
  if (before !== undefined) throw new ServiceError('season-unfit', `${dorm.name} takes part already.`);
  const leagues = new Set(dorms.map(({ league }) => league));
  const league = leagues.has(null) ? null : dorm.league;
  if (!leagues.has(league))
    throw new ServiceError('season-unfit', `${dorm.name} is in none of the season’s leagues. Give the dorm its league first.`);
  await insertSeasonDorms(db, [{ ...key, dormId: dorm.id, league, fromWeek }]);
}

async function leaveDorm(
  db: Db,
  { campus, season, slug, untilWeek }: Change & { slug: string; untilWeek: string | null },
): Promise<void> {
  const key = { campusId: campus.id, seasonId: season.id };
  const dorm = await findDorm(db, { campusId: campus.id, slug });
  const before = (await listSeasonDorms(db, key)).find(({ dormId }) => dormId === dorm?.id);
  if (before === undefined || before.untilWeek !== null)
    throw new ServiceError('dorm-unknown', `No dorm “${slug}” takes part in this season.`);
  if (untilWeek === null) return deleteSeasonDorm(db, { ...key, dormId: before.dormId });
  await setSeasonDormEnd(db, { ...key, dormId: before.dormId, untilWeek });
}
