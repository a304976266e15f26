import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import { emailsOf } from '#app/_data/staff-people.ts';
import type { StaffQuestion, StaffQuestionsView } from '#components/question/question-view.ts';
import { weekId } from '#core/time/weeks.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { listQuestions } from '#services/list-questions.ts';

/** Every question of the campus as plain values, open ones apart. */
export async function staffQuestionsView({ ctx, campus }: StaffPlace): Promise<StaffQuestionsView> {
  const questions = await listQuestions(ctx, { campus });
  const dorms = new Map((await listDorms(ctx.database.db, campus.id)).map(({ id, name }) => [id, name]));
  const emailOf = await emailsOf(
    ctx,
    questions.map(({ decision }) => ({ personId: decision?.personId ?? null })),
  );
  const rows = questions.map(({ id, week, dormId, words, askedAt, alsoAsked, decision }): StaffQuestion => {
    const dorm = dormId === null ? null : (dorms.get(dormId) ?? null);
    const asked = { id, week: weekId(week), words, dorm, askedAt: askedAt.toISOString(), alsoAsked };
    if (decision === null) return { ...asked, decision };
    const { kind, words: said, intoId, decidedAt } = decision;
    const decided = { kind, words: said, intoId, decidedAt: decidedAt.toISOString(), decidedBy: emailOf(decision) };
    return { ...asked, decision: decided };
  });
  return {
    campus: campus.slug,
    timeZone: campus.timeZone,
    open: rows.filter(({ decision }) => decision === null),
    decided: rows.filter(({ decision }) => decision !== null),
  };
}
