import { isOrdinary } from '#core/ranking/campus-past.ts';
import type { JudgedWeek } from '#core/ranking/contest.ts';
import type { DormKnowledge } from '#core/ranking/knowledge.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import {
  listExpectationsOfPublication,
  listPublishedWeeks,
  listStandings,
  type Publication,
  type PublicationExpectation,
} from '#db/queries/publications.ts';
import { listSeasons } from '#db/queries/seasons.ts';
import type { Db } from '#db/transaction.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import type { PublicGate } from '#services/open-public-gate.ts';
import { OUTSIDE_SEASONS } from '#services/publication-content.ts';

/** A year of ordinary weeks, looked for in two. */
const MOST_WEEKS = 52;
const MOST_LOOKED_THROUGH = 104;

/**
 * The newest edition of each ordinary published week, oldest first: no day of it in a blackout, and part of no season, whose
 * dorms may be saving. At most a year of them, all before `beforeWeek` (null: up to now).
 */
export async function listOrdinaryWeeks(
  db: Db,
  { campusId, beforeWeek }: { campusId: number; beforeWeek: string | null },
): Promise<Publication[]> {
  const blackouts = await listBlackouts(db, campusId);
  const seasons = await listSeasons(db, campusId);
  const published = await listPublishedWeeks(db, { campusId, beforeWeek, limit: MOST_LOOKED_THROUGH });
  return published
    .filter(({ week }) => isOrdinary(blackouts, week))
    .filter(({ week }) => !seasons.some(({ firstWeek, lastWeek }) => firstWeek <= week && week <= lastWeek))
    .slice(0, MOST_WEEKS)
    .reverse();
}

/**
 * Published weeks as they can be judged again, each with what its publication froze of what was known before it. With a gate,
 * only the dorms that everyone may see are given places.
 */
export async function judgedWeeks(
  db: Db,
  request: { publications: readonly Publication[]; gate: PublicGate | null },
): Promise<JudgedWeek[]> {
  const weeks: JudgedWeek[] = [];
  for (const publication of request.publications) {
    const { campusId, seq, week } = publication;
    const { dorms, celsius } = await frozenWeek(db, publication);
    const known = await listExpectationsOfPublication(db, { campusId, seq, seasonId: OUTSIDE_SEASONS });
    const placed = request.gate === null ? null : await publicDorms(db, { publication, gate: request.gate });
    weeks.push({
      ...{ week, celsius, placed },
      dorms: dorms.map(totalledWeek),
      known: new Map(known.map((row) => [row.dormId, knowledgeFrom(row)])),
    });
  }
  return weeks;
}

async function publicDorms(db: Db, request: { publication: Publication; gate: PublicGate }): Promise<Set<number>> {
  const { campusId, seq, week } = request.publication;
  const shown = request.gate(week, await listStandings(db, { campusId, seq, lens: 'energy' }));
  return new Set(shown.filter(({ rank }) => rank !== null).map(({ dormId }) => dormId));
}

/** It comes back as it was put in. */
function knowledgeFrom({ baseline, weatherModel, calendarModel, form }: PublicationExpectation): DormKnowledge {
  return { baseline, weatherModel, calendarModel, form } as DormKnowledge;
}
