import { doublePrecision, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const campuses = pgTable('campuses', {
  id: int8('id').generatedAlwaysAsIdentity().primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  unknownResidentsAtLeast: integer('unknown_residents_at_least'),
  /** Degrees, north and east positive; both or neither. */
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  createdAt: instant('created_at').notNull(),
});

export const dataRevisions = pgTable('data_revisions', {
  campusId: int8('campus_id').primaryKey(),
  revision: int8('revision').notNull().default(0),
});
