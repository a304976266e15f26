import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const WEBHOOK_EVENTS = ['week.announced', 'week.corrected', 'ping'] as const;

/** Why there was no answer: the address is not public, its name is not known, nobody listens, its certificate is not good, or it was too slow. */
export const WEBHOOK_ERRORS = ['address-refused', 'name-unknown', 'no-connection', 'no-trust', 'no-answer'] as const;

/** Addresses that a campus's news is sent to. A former secret signs beside the present one until its end. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    url: text('url').notNull(),
    description: text('description').notNull(),
    secret: text('secret').notNull(),
    formerSecret: text('former_secret'),
    formerUntil: instant('former_until'),
    addedBy: int8('added_by'),
    addedAt: instant('added_at').notNull(),
    offReason: text('off_reason', { enum: ['by-hand', 'gone'] }),
    offSince: instant('off_since'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** What is to be sent, word for word; a test has no publication. `dueAt` is null once it is settled. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    endpointId: int8('endpoint_id').notNull(),
    event: text('event', { enum: WEBHOOK_EVENTS }).notNull(),
    publicationSeq: int8('publication_seq'),
    messageId: text('message_id').notNull(),
    body: text('body').notNull(),
    queuedAt: instant('queued_at').notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'given-up'] }).notNull(),
    tries: integer('tries').notNull(),
    dueAt: instant('due_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** What came of each try: a status of HTTP, or why there was none. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    deliveryId: int8('delivery_id').notNull(),
    triedAt: instant('tried_at').notNull(),
    milliseconds: integer('milliseconds').notNull(),
    status: integer('status'),
    error: text('error', { enum: WEBHOOK_ERRORS }),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
