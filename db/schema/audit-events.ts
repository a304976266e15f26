import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const AUDIT_CHANNELS = ['web', 'api', 'command'] as const;

/** What an event is about: ids and addresses of pages, no free words. */
export type AuditSubject = Readonly<Record<string, string | number>>;

/** Who of the staff changed what, and when; a null person is the operator or a token. */
export const auditEvents = pgTable(
  'audit_events',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    personId: int8('person_id'),
    channel: text('channel', { enum: AUDIT_CHANNELS }).notNull(),
    action: text('action').notNull(),
    subject: jsonb('subject').$type<AuditSubject>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
