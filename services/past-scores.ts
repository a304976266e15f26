import { isOrdinary } from '#core/ranking/campus-past.ts';
import type { PastScores } from '#core/ranking/how-sure.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { listPastScores } from '#db/queries/publications.ts';
import { listSeasons } from '#db/queries/seasons.ts';
import type { Db } from '#db/transaction.ts';
import type { Leaderboard } from '#services/get-leaderboard.ts';

/**
 * The scores under a board's lens in the ordinary weeks before its own, each as it was published, so judged with
 * what was known before it. Weeks in breaks and in seasons are left out, and for a closed week what was published after it, so that
 * what is said of it does not change.
 */
export async function pastScores(
  db: Db,
  request: { campus: Campus; board: Pick<Leaderboard, 'lens' | 'week' | 'publication'> },
): Promise<PastScores[]> {
  const { campus, board } = request;
  const { lens } = board;
  const { monday } = board.week;
  const beforeSeq = board.publication?.seq ?? null;
  const blackouts = await listBlackouts(db, campus.id);
  const seasons = await listSeasons(db, campus.id);
  const fromWeek = addDays(monday, -7 * RULES.formWeeks);
  const rows = await listPastScores(db, { campusId: campus.id, lens, fromWeek, beforeWeek: monday, beforeSeq });
  const weeks = new Map<string, Map<number, number>>();
  for (const { week, dormId, score } of rows) weeks.set(week, (weeks.get(week) ?? new Map<number, number>()).set(dormId, score));
  const isInSeason = (week: string) => seasons.some(({ firstWeek, lastWeek }) => firstWeek <= week && week <= lastWeek);
  return [...weeks]
    .filter(([week]) => isOrdinary(blackouts, week) && !isInSeason(week))
    .map(([week, scores]) => ({ week, scores }));
}
