import type { Blackout } from '#core/ranking/campus-past.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { type CampusWeek, type LensFairness, replayFairness } from '#core/ranking/replay.ts';
import { RULES } from '#core/ranking/rules.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import { campusCelsius } from '#services/campus-celsius.ts';
import type { Context } from '#services/context.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { ServiceError } from '#services/service-error.ts';

/** How fair and how keen each lens is; dorms by slug. Figures that could not be reckoned are null, with the reason. */
export interface FairnessOfLens extends Omit<LensFairness, 'winners' | 'drawn'> {
  readonly winners: readonly { readonly dorm: string; readonly weeks: number }[];
  /** no-weeks: nobody could be ranked in any of the weeks. */
  readonly reason: 'no-weeks' | null;
}

/**
 * Judges the weeks from one Monday to another again under every lens, each with what was known before it. Weeks excluded,
 * and the campus's blackouts, are neither judged nor learnt from. Errors: week-unknown.
 */
export async function reckonFairness(
  ctx: Context,
  request: { campus: Campus; firstWeek: string; lastWeek: string; excluded: readonly string[] },
): Promise<FairnessOfLens[]> {
  const { campus, firstWeek, lastWeek, excluded } = request;
  const { db } = ctx.database;
  if (firstWeek > lastWeek) throw new ServiceError('week-unknown', 'The first week comes after the last. Turn them round.');
  const oldest = await oldestWeek(db, campus.id);
  const learntFrom = addDays(firstWeek, -7 * RULES.formWeeks);
  const begin = oldest === null ? firstWeek : [oldest, learntFrom].reduce((a, b) => (a > b ? a : b));
  const slugs = new Map<number, string>();
  const weeks: CampusWeek[] = [];
  for (const monday of mondaysBetween(begin < firstWeek ? begin : firstWeek, lastWeek)) {
    const week = weekOf(monday, campus.timeZone);
    const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
    for (const { dormId, slug } of dorms) slugs.set(dormId, slug);
    weeks.push({ week: monday, dorms: dorms.map(totalledWeek) });
  }
  const span = { fromDay: addDays(begin, -RULES.modelDays), toDay: addDays(lastWeek, 6) };
  const celsius = await campusCelsius(db, { campusId: campus.id, ...span });
  const left = excluded.map((monday): Blackout => ({ firstDay: monday, lastDay: addDays(monday, 6) }));
  const blackouts = [...(await listBlackouts(db, campus.id)), ...left];
  const judged = new Set(mondaysBetween(firstWeek, lastWeek));
  return replayFairness({ weeks, judged, celsius, blackouts }).map(({ drawn: _drawn, ...fairness }) => ({
    ...fairness,
    winners: fairness.winners.map(({ dorm, weeks: won }) => ({ dorm: slugs.get(dorm) ?? String(dorm), weeks: won })),
    reason: fairness.weeks === 0 ? 'no-weeks' : null,
  }));
}
