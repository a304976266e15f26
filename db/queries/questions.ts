import { and, count, desc, eq, gt, lte, sql } from 'drizzle-orm';
import { type QUESTION_DECISIONS, questionAttempts, questionDecisions, questions } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type QuestionDecisionKind = (typeof QUESTION_DECISIONS)[number];

/** A question as it stands: what was asked, and the newest decision about it, null while it is open. `week` is a Monday. */
export interface QuestionRow {
  readonly id: number;
  readonly week: string;
  readonly dormId: number | null;
  readonly words: string;
  readonly askedAt: Date;
  readonly decision: {
    readonly kind: QuestionDecisionKind;
    readonly words: string | null;
    readonly intoId: number | null;
    readonly decidedAt: Date;
    readonly personId: number | null;
    /** How many decisions there were before it. */
    readonly earlier: number;
  } | null;
}

/** Until the transaction ends nobody else asks, or decides about, a question of this campus. */
export async function lockQuestions({ db }: Transaction, campusId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('questions'), ${campusId}::int)`);
}

/** The newest questions of a campus, or of one of its weeks, the last asked first. */
export async function listQuestionRows(
  db: Db,
  query: { campusId: number; week: string | null; limit: number },
): Promise<QuestionRow[]> {
  const { campusId, week, limit } = query;
  const newest = db
    .selectDistinctOn([questionDecisions.questionId], {
      questionId: questionDecisions.questionId,
      kind: questionDecisions.kind,
      decisionWords: sql<string | null>`${questionDecisions.words}`.as('decision_words'),
      intoId: questionDecisions.intoId,
      decidedAt: questionDecisions.decidedAt,
      personId: questionDecisions.personId,
      earlier: sql<number>`(count(*) OVER (PARTITION BY ${questionDecisions.questionId}) - 1)::int`.as('earlier'),
    })
    .from(questionDecisions)
    .where(eq(questionDecisions.campusId, campusId))
    .orderBy(questionDecisions.questionId, desc(questionDecisions.id))
    .as('newest');
  const rows = await db
    .select()
    .from(questions)
    .leftJoin(newest, eq(newest.questionId, questions.id))
    .where(and(eq(questions.campusId, campusId), week === null ? undefined : eq(questions.week, week)))
    .orderBy(desc(questions.id))
    .limit(limit);
  return rows.map(({ questions: { id, dormId, words, askedAt, week: monday }, newest: found }) => {
    if (found === null) return { id, week: monday, dormId, words, askedAt, decision: null };
    const { kind, decisionWords, intoId, decidedAt, personId, earlier } = found;
    return {
      id,
      week: monday,
      dormId,
      words,
      askedAt,
      decision: { kind, words: decisionWords, intoId, decidedAt, personId, earlier },
    };
  });
}

/** How many were asked after an instant. */
export async function countQuestionsSince(db: Db, query: { campusId: number; since: Date }): Promise<number> {
  const [found] = await db
    .select({ asked: count() })
    .from(questions)
    .where(and(eq(questions.campusId, query.campusId), gt(questions.askedAt, query.since)));
  return found?.asked ?? 0;
}

export async function insertQuestion(db: Db, values: typeof questions.$inferInsert): Promise<number> {
  const [inserted] = await db.insert(questions).values(values).returning({ id: questions.id });
  if (inserted === undefined) throw new Error('the question was not stored');
  return inserted.id;
}

export async function insertQuestionDecision(db: Db, values: typeof questionDecisions.$inferInsert): Promise<void> {
  await db.insert(questionDecisions).values(values);
}

/** How often this address asked after an instant. */
export async function countQuestionAttempts(
  db: Db,
  query: { campusId: number; addressHash: Buffer; since: Date },
): Promise<number> {
  const { campusId, addressHash, since } = query;
  const attempts = questionAttempts;
  const [found] = await db
    .select({ tries: count() })
    .from(attempts)
    .where(and(eq(attempts.campusId, campusId), eq(attempts.addressHash, addressHash), gt(attempts.attemptedAt, since)));
  return found?.tries ?? 0;
}

export async function insertQuestionAttempt(db: Db, values: typeof questionAttempts.$inferInsert): Promise<void> {
  await db.insert(questionAttempts).values(values);
}

/** Of every campus. */
export async function deleteQuestionAttemptsBefore(db: Db, instant: Date): Promise<void> {
  await db.delete(questionAttempts).where(lte(questionAttempts.attemptedAt, instant));
}
