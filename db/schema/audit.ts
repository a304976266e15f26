import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const AUDIT_DOERS = ['person', 'token', 'operator', 'system'] as const;

/** A few values beside what was done; no address, no secret, no words of staff. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Who did what, append-only. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    happenedAt: instant('happened_at').notNull().defaultNow(),
    byKind: text('by_kind', { enum: AUDIT_DOERS }).notNull(),
    personId: int8('person_id'),
    tokenId: int8('token_id'),
    action: text('action').notNull(),
    subject: text('subject'),
    detail: jsonb('detail').$type<AuditDetail>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
