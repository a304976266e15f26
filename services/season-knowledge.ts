import { isOrdinary } from '#core/ranking/campus-past.ts';
import { type DormKnowledge, mondaysBetween } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { METHOD_VERSION, RULES } from '#core/ranking/rules.ts';
import { seasonStateAt, takesPart } from '#core/ranking/season-span.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { freezeRules, keepSeasonKnowledge, listSeasonDorms, type Season, type SeasonDorm } from '#db/queries/seasons.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import { knowWeek } from '#services/know-week.ts';

export interface SeasonKnowledge {
  readonly dorms: readonly SeasonDorm[];
  /** What was known before the first week, by dorm. */
  readonly known: ReadonlyMap<number, DormKnowledge>;
}

/**
 * What a season is judged with. Its rules are frozen once its first week has begun; what was known of its dorms then is kept when
 * its first week to be closed is closed (`isClosing`), so that readings which arrive during that week still count. Within a transaction.
 */
export async function seasonKnowledge(
  db: Db,
  request: { campus: Campus; season: Season; now: Date; isClosing?: boolean },
): Promise<SeasonKnowledge> {
  const { campus, season } = request;
  const key = { campusId: campus.id, seasonId: season.id };
  await freezeWhenBegun(db, request);
  const dorms = await listSeasonDorms(db, key);
  const kept = dorms.filter(({ knowledge }) => knowledge !== null);
  if (kept.length > 0) return { dorms, known: new Map(kept.map(({ dormId, knowledge }) => [dormId, knowledgeFrom(knowledge)])) };
  const known = await knownAtStart(db, { campus, season, dorms });
  const isClosed =
    request.isClosing === true || (await newestEdition(db, { campusId: campus.id, week: season.firstWeek })) !== null;
  if (isClosed)
    await keepSeasonKnowledge(db, { ...key, dorms: [...known].map(([dormId, knowledge]) => ({ dormId, knowledge })) });
  return { dorms, known };
}

/** What was known at a season's start of the dorms that take part in the week that begins on `monday`. */
export function knownIn({ dorms, known }: SeasonKnowledge, monday: string): Map<number, DormKnowledge> {
  const inWeek = new Set(dorms.filter((dorm) => takesPart(dorm, monday)).map(({ dormId }) => dormId));
  return new Map([...known].filter(([dormId]) => inWeek.has(dormId)));
}

/** A dorm that comes late is judged with what was known of it at the season's start, as all the others are. */
export async function keepLateKnowledge(db: Db, { campus, season }: { campus: Campus; season: Season }): Promise<void> {
  const key = { campusId: campus.id, seasonId: season.id };
  const dorms = await listSeasonDorms(db, key);
  if (dorms.every(({ knowledge }) => knowledge === null)) return;
  const known = await knownAtStart(db, { campus, season, dorms });
  await keepSeasonKnowledge(db, { ...key, dorms: [...known].map(([dormId, knowledge]) => ({ dormId, knowledge })) });
}

/** Freezes a season's rules once its first week has begun, and answers whether it has. */
export async function freezeWhenBegun(
  db: Db,
  { campus, season, now }: { campus: Campus; season: Season; now: Date },
): Promise<boolean> {
  if (season.state !== 'planned') return true;
  if (seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() }) === 'planned') return false;
  const key = { campusId: campus.id, seasonId: season.id };
  const rules = await rulesOf(db, season);
  await freezeRules(db, { ...key, rules, digest: contentDigest(rules), now });
  return true;
}

/** What is known now of the time before a season's first week, of the dorms given. */
export async function knownAtStart(
  db: Db,
  { campus, season, dorms }: { campus: Campus; season: Season; dorms: readonly SeasonDorm[] },
): Promise<Map<number, DormKnowledge>> {
  const baselineWeeks = season.baselineFirstWeek === null ? null : await baselineWeeksOf(db, season);
  const { dorms: all } = await knowWeek(db, {
    ...{ campus, monday: season.firstWeek },
    ...(baselineWeeks === null ? {} : { baselineWeeks }),
  });
  return new Map([...all].filter(([dormId]) => dorms.some((dorm) => dorm.dormId === dormId)));
}

/** The Mondays that saving is held against: those chosen, or the newest ordinary ones before the season; breaks left out. */
export async function baselineWeeksOf(db: Db, season: Season): Promise<string[]> {
  const frozen = season.rules?.baselineWeeks;
  if (Array.isArray(frozen)) return frozen.map(String);
  const { campusId, firstWeek, baselineFirstWeek, baselineLastWeek } = season;
  const blackouts = await listBlackouts(db, campusId);
  const ordinary = (from: string, to: string) => mondaysBetween(from, to).filter((week) => isOrdinary(blackouts, week));
  if (baselineFirstWeek !== null && baselineLastWeek !== null) return ordinary(baselineFirstWeek, baselineLastWeek);
  const oldest = await oldestWeek(db, campusId);
  return oldest === null ? [] : ordinary(oldest, addDays(firstWeek, -7)).slice(-RULES.usualBaselineWeeks);
}

async function rulesOf(db: Db, season: Season): Promise<Record<string, unknown>> {
  const { campusId, id, name, firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes } = season;
  const dorms = await listSeasonDorms(db, { campusId, seasonId: id });
  const blackouts = (await listBlackouts(db, campusId)).filter(({ firstDay }) => firstDay <= addDays(lastWeek, 6));
  return {
    ...{ method: METHOD_VERSION, name, firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes },
    // With no weeks chosen, which ones they are depends on readings that may still come in.
    baselineWeeks: baselineFirstWeek === null ? null : await baselineWeeksOf(db, season),
    blackouts: blackouts.map(({ firstDay, lastDay, name: called }) => ({ firstDay, lastDay, name: called })),
    dorms: dorms.map(({ dormId, league }) => ({ dormId, league })),
  };
}

/** It comes back as it was put in. */
function knowledgeFrom(stored: unknown): DormKnowledge {
  return stored as DormKnowledge;
}
