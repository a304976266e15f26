import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

export const DIGEST_LOCALES = ['en', 'zh'] as const;

/** Who asked for the weekly mail: an address, a language and dates, nothing else. */
export const digestSubscriptions = pgTable(
  'digest_subscriptions',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    email: text('email').notNull(),
    locale: text('locale', { enum: DIGEST_LOCALES }).notNull(),
    leaveKey: text('leave_key').notNull(),
    askedAt: instant('asked_at').notNull(),
    confirmHash: bytea('confirm_hash'),
    /** When to send the mail that asks for a confirmation; null once it is on its way. */
    confirmDueAt: instant('confirm_due_at'),
    confirmMails: integer('confirm_mails').notNull().default(0),
    confirmedAt: instant('confirmed_at'),
    /** How many digests in a row the address's own server refused for good. */
    refusals: integer('refusals').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** From where was asked of late, hashed; kept for a day at most. */
export const digestAttempts = pgTable(
  'digest_attempts',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    addressHash: bytea('address_hash').notNull(),
    attemptedAt: instant('attempted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** The one mail of a campus in a calendar week; sendingWeek is its Monday. */
export const digests = pgTable(
  'digests',
  {
    campusId: int8('campus_id').notNull(),
    sendingWeek: date('sending_week', { mode: 'string' }).notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    sinceSeq: int8('since_seq').notNull(),
    uptoSeq: int8('upto_seq').notNull(),
    madeAt: instant('made_at').notNull(),
    sent: integer('sent').notNull().default(0),
    failed: integer('failed').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.sendingWeek] })],
);

/** Copies still to be sent. */
export const digestSends = pgTable(
  'digest_sends',
  {
    campusId: int8('campus_id').notNull(),
    sendingWeek: date('sending_week', { mode: 'string' }).notNull(),
    subscriptionId: int8('subscription_id').notNull(),
    dueAt: instant('due_at').notNull(),
    tries: integer('tries').notNull().default(0),
    claimedAt: instant('claimed_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.sendingWeek, table.subscriptionId] })],
);
