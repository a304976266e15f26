import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

/** Derived; `basis` is a digest of what the figures rest on. */
export const campusFairness = pgTable(
  'campus_fairness',
  {
    campusId: int8('campus_id').notNull(),
    lens: text('lens').notNull(),
    basis: bytea('basis').notNull(),
    figures: jsonb('figures').$type<unknown>().notNull(),
    reckonedAt: instant('reckoned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.lens] })],
);
