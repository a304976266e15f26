import type { DormWeek } from '#core/ranking/dorm-week.ts';
import { mondaysBetween, type WeekKnowledge } from '#core/ranking/knowledge.ts';
import { isLens, type Lens } from '#core/ranking/rules.ts';
import { expectedOfWeek, type Judged, judgeWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { takesPart } from '#core/ranking/season-span.ts';
import { rankDorms, type Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { findSeason, type Season, type SeasonDorm } from '#db/queries/seasons.ts';
import type { Db } from '#db/transaction.ts';
import { campusCelsius } from '#services/campus-celsius.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import type { WeekState } from '#services/get-leaderboard.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { knownIn, seasonKnowledge } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

/** A season with every week of it that has begun, judged by what was known at its start; everything, as staff see it. */
export interface PlayedSeason {
  readonly season: Season;
  readonly lens: Lens;
  readonly dorms: readonly SeasonDorm[];
  readonly weeks: readonly PlayedWeek[];
}

export interface PlayedWeek {
  readonly monday: string;
  readonly state: WeekState;
  /** Of the dorms that took part in it, all against all; effort compares with all of them, whatever their league. */
  readonly standings: readonly Standing[];
  readonly judged: ReadonlyMap<number, Judged>;
  /** kWh of the days counted that stood against each dorm's own; absent where nothing of its past is known. */
  readonly expectedKwh: ReadonlyMap<number, number>;
}

/**
 * Published weeks are taken as frozen, others as they stand. Within a transaction: it may freeze the season's rules.
 * Errors: season-unknown.
 */
export async function playSeason(db: Db, request: { campus: Campus; slug: string; now: Date }): Promise<PlayedSeason> {
  const { campus, slug, now } = request;
  const season = await findSeason(db, { campusId: campus.id, slug });
  if (season === null || !isLens(season.lens))
    throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
  const { lens } = season;
  const knowledge = await seasonKnowledge(db, { campus, season, now });
  const weeks: PlayedWeek[] = [];
  for (const monday of mondaysBetween(season.firstWeek, season.lastWeek)) {
    const week = await weekSoFar(db, { campus, monday, now });
    if (week === null) break;
    const inWeek = new Set(knowledge.dorms.filter((dorm) => takesPart(dorm, monday)).map(({ dormId }) => dormId));
    const dorms = week.dorms.filter(({ dormId }) => inWeek.has(dormId));
    const known: WeekKnowledge = { dorms: knownIn(knowledge, monday), celsius: week.celsius };
    weeks.push({ monday, state: week.state, ...judged({ dorms, lens, known }) });
  }
  return { season, lens, dorms: knowledge.dorms, weeks };
}

function judged({ dorms, lens, known }: { dorms: readonly DormWeek[]; lens: Lens; known: WeekKnowledge }) {
  const totalled = dorms.map(totalledWeek);
  const expectedKwh = new Map<number, number>();
  for (const { dormId, baselineKwh, effortKwh } of expectedOfWeek(totalled, known)) {
    const kwh = lens === 'saving' ? baselineKwh : (effortKwh ?? baselineKwh);
    if (kwh !== null) expectedKwh.set(dormId, kwh);
  }
  return { standings: rankDorms(dorms, lens, known), judged: judgeWeek(totalled, lens, known), expectedKwh };
}

/** Null when the week has not begun. */
async function weekSoFar(db: Db, request: { campus: Campus; monday: string; now: Date }) {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  if (week.startsAt > now.getTime()) return null;
  const publication = await newestEdition(db, { campusId: campus.id, week: monday });
  if (publication !== null) return { state: publication.state, ...(await frozenWeek(db, publication)) };
  const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: now.getTime() });
  const celsius = await campusCelsius(db, { campusId: campus.id, fromDay: monday, toDay: addDays(monday, 6) });
  const state: WeekState = now.getTime() < week.endsAt ? 'open' : 'ended';
  return { state, dorms, celsius };
}
