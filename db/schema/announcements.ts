import { boolean, date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

/** A campus without a row asks no second person. */
export const announcingRules = pgTable('announcing_rules', {
  campusId: int8('campus_id').primaryKey(),
  secondPerson: boolean('second_person').notNull(),
});

/** `week` is the Monday. People are null for whoever runs the command line. */
export const weekRequests = pgTable(
  'week_requests',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['announce', 'correct'] }).notNull(),
    week: date('week', { mode: 'string' }).notNull(),
    seenDigest: bytea('seen_digest').notNull(),
    dueAt: instant('due_at'),
    message: text('message'),
    prize: text('prize'),
    reason: text('reason'),
    askedBy: int8('asked_by'),
    askedAt: instant('asked_at').notNull(),
    isApproved: boolean('is_approved').notNull().default(false),
    approvedBy: int8('approved_by'),
    approvedAt: instant('approved_at'),
    outcome: text('outcome', { enum: ['done', 'withdrawn', 'numbers-moved', 'not-needed'] }),
    endedBy: int8('ended_by'),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

export const announcements = pgTable(
  'announcements',
  {
    campusId: int8('campus_id').notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    requestId: int8('request_id').notNull(),
    lens: text('lens').notNull(),
    message: text('message'),
    prize: text('prize'),
    askedBy: int8('asked_by'),
    isApproved: boolean('is_approved').notNull(),
    approvedBy: int8('approved_by'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.publicationSeq] })],
);
