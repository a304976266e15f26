import { date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

export const QUESTION_DECISIONS = ['answered', 'declined', 'merged'] as const;

/** What a reader asked about a published week; week is its Monday. */
export const questions = pgTable(
  'questions',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    week: date('week', { mode: 'string' }).notNull(),
    dormId: int8('dorm_id'),
    words: text('words').notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** What organisers made of a question; the newest counts. Merged ones name another question, the others have words. */
export const questionDecisions = pgTable(
  'question_decisions',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    questionId: int8('question_id').notNull(),
    kind: text('kind', { enum: QUESTION_DECISIONS }).notNull(),
    words: text('words'),
    intoId: int8('into_id'),
    decidedAt: instant('decided_at').notNull(),
    personId: int8('person_id'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** From where was asked of late, hashed; kept for a day at most. */
export const questionAttempts = pgTable(
  'question_attempts',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    addressHash: bytea('address_hash').notNull(),
    attemptedAt: instant('attempted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
