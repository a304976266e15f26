import type { Campus } from '#db/queries/campuses.ts';
import { listQuestionRows, type QuestionRow } from '#db/queries/questions.ts';
import type { Context } from '#services/context.ts';

/** As many as anyone looks through, the newest. */
export const MOST_QUESTIONS = 2_000;

/** A question as it stands, and how many others ask the same. */
export interface Question extends QuestionRow {
  readonly alsoAsked: number;
}

/** Every question of a campus for its staff: open ones first, the oldest of them at the top, then the rest, the newest decision first. */
export async function listQuestions(ctx: Context, { campus }: { campus: Campus }): Promise<Question[]> {
  const all = withOthers(await listQuestionRows(ctx.database.db, { campusId: campus.id, week: null, limit: MOST_QUESTIONS }));
  const open = all.filter(({ decision }) => decision === null).sort((a, b) => a.id - b.id);
  return [...open, ...all.filter(({ decision }) => decision !== null).sort(byDecision)];
}

/** What everyone may read of a week (its Monday): the answered questions, the newest answer first. */
export async function listAnsweredQuestions(
  ctx: Context,
  { campus, monday }: { campus: Campus; monday: string },
): Promise<Question[]> {
  const all = withOthers(await listQuestionRows(ctx.database.db, { campusId: campus.id, week: null, limit: MOST_QUESTIONS }));
  return all.filter(({ week, decision }) => week === monday && decision?.kind === 'answered').sort(byDecision);
}

function withOthers(rows: readonly QuestionRow[]): Question[] {
  const others = new Map<number, number>();
  for (const { decision } of rows) {
    if (decision?.kind !== 'merged' || decision.intoId === null) continue;
    others.set(decision.intoId, (others.get(decision.intoId) ?? 0) + 1);
  }
  return rows.map((row) => ({ ...row, alsoAsked: others.get(row.id) ?? 0 }));
}

const byDecision = (a: Question, b: Question): number =>
  (b.decision?.decidedAt.getTime() ?? 0) - (a.decision?.decidedAt.getTime() ?? 0) || b.id - a.id;
