import { isOrdinary } from '#core/ranking/campus-past.ts';
import { type DormKnowledge, mondaysBetween } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { freezeRules, keepSeasonKnowledge, listSeasonDorms, type Season, type SeasonDorm } from '#db/queries/seasons.ts';
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
  const { campus, season, now } = request;
  const key = { campusId: campus.id, seasonId: season.id };
  const dorms = await listSeasonDorms(db, key);
  if (season.state === 'planned' && weekOf(season.firstWeek, campus.timeZone).startsAt <= now.getTime()) {
    const rules = rulesOf(season, dorms);
    await freezeRules(db, { ...key, rules, digest: contentDigest(rules), now });
  }
  const kept = dorms.filter(({ knowledge }) => knowledge !== null);
  if (kept.length > 0) return { dorms, known: new Map(kept.map(({ dormId, knowledge }) => [dormId, knowledgeFrom(knowledge)])) };
  const baselineWeeks = await baselineOfSeason(db, season);
  const { dorms: all } = await knowWeek(db, {
    ...{ campus, monday: season.firstWeek },
    ...(baselineWeeks === null ? {} : { baselineWeeks }),
  });
  const known = new Map([...all].filter(([dormId]) => dorms.some((dorm) => dorm.dormId === dormId)));
  const isClosed =
    request.isClosing === true || (await newestEdition(db, { campusId: campus.id, week: season.firstWeek })) !== null;
  if (isClosed)
    await keepSeasonKnowledge(db, { ...key, dorms: [...known].map(([dormId, knowledge]) => ({ dormId, knowledge })) });
  return { dorms, known };
}

async function baselineOfSeason(db: Db, { campusId, baselineFirstWeek, baselineLastWeek }: Season): Promise<string[] | null> {
  if (baselineFirstWeek === null || baselineLastWeek === null) return null;
  const blackouts = await listBlackouts(db, campusId);
  return mondaysBetween(baselineFirstWeek, baselineLastWeek).filter((week) => isOrdinary(blackouts, week));
}

function rulesOf(season: Season, dorms: readonly SeasonDorm[]): Record<string, unknown> {
  const { firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes } = season;
  const takingPart = dorms.map(({ dormId, league }) => ({ dormId, league }));
  return { method: METHOD_VERSION, firstWeek, lastWeek, lens, baselineFirstWeek, baselineLastWeek, prizes, dorms: takingPart };
}

/** It comes back as it was put in. */
function knowledgeFrom(stored: unknown): DormKnowledge {
  return stored as DormKnowledge;
}
