import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { insertQuestionDecision, listQuestionRows, lockQuestions, type QuestionRow } from '#db/queries/questions.ts';
import { inTransaction } from '#db/transaction.ts';
import { fitWords } from '#services/ask-question.ts';
import type { Context } from '#services/context.ts';
import { MOST_QUESTIONS } from '#services/list-questions.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/** In code points. */
export const ANSWER_LETTERS = 2_000;

export type QuestionDecision =
  /** Everyone reads the question and these words. */
  | { readonly kind: 'answered'; readonly words: string }
  /** Nobody outside sees the question; the reason stays inside. */
  | { readonly kind: 'declined'; readonly words: string }
  /** The question asks what another one asks. */
  | { readonly kind: 'merged'; readonly intoId: number };

/**
 * Answers a question, declines it, or lays it to another one. What was decided before stays on record, and the newest counts: an
 * answer can be mended, and then says so. Errors: not-allowed; question-unknown; question-unfit (no words or too many; a question merged
 * into itself, into a merged one, or while others are merged into it).
 */
export async function decideQuestion(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; decision: QuestionDecision; now: Date },
): Promise<void> {
  const { by, campus, id, decision, now } = request;
  const campusId = campus.id;
  await requirePermission(ctx, { by, campusId, verb: 'answer-questions' });
  const decided =
    decision.kind === 'merged'
      ? { kind: decision.kind, intoId: decision.intoId }
      : { kind: decision.kind, words: fitWords(decision.words, { letters: ANSWER_LETTERS, what: 'answer or reason' }) };
  const personId = by === null || by === 'operator' ? null : by.personId;
  await inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    await lockQuestions(transaction, campusId);
    const all = await listQuestionRows(db, { campusId, week: null, limit: MOST_QUESTIONS });
    if (!all.some((one) => one.id === id)) throw questionUnknown(campus, id);
    if (decision.kind === 'merged') refuseUnfitMerge(all, { campus, id, intoId: decision.intoId });
    await insertQuestionDecision(db, { campusId, questionId: id, ...decided, decidedAt: now, personId });
    const into = decision.kind === 'merged' ? { into: decision.intoId } : {};
    await recordAudit(db, { campusId, by, action: DECIDED[decision.kind], subject: id, detail: into, at: now });
    await notifyChanged(db, campus.slug);
  });
  ctx.log.info({ campus: campus.slug, question: id, decision: decision.kind, by: actorName(by) }, 'question decided');
}

const DECIDED = { answered: 'answer-question', declined: 'decline-question', merged: 'merge-question' } as const;

function refuseUnfitMerge(all: readonly QuestionRow[], merge: { campus: Campus; id: number; intoId: number }): void {
  const { campus, id, intoId } = merge;
  const into = all.find((one) => one.id === intoId);
  if (into === undefined) throw questionUnknown(campus, intoId);
  if (intoId === id || into.decision?.kind === 'merged')
    throw new ServiceError(
      'question-unfit',
      `Question ${intoId} is this one, or merged itself. Choose the one that is answered.`,
    );
  if (all.some(({ decision }) => decision?.kind === 'merged' && decision.intoId === id))
    throw new ServiceError('question-unfit', `Others are merged into question ${id}. Merge those elsewhere first.`);
}

const questionUnknown = (campus: Campus, id: number): ServiceError =>
  new ServiceError('question-unknown', `${campus.name} has no question ${id}. Look at the list of questions.`);
