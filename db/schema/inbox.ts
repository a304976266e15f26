import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

/** Labels in files that are not to be asked about again. */
export const ignoredMeters = pgTable(
  'ignored_meters',
  {
    campusId: int8('campus_id').notNull(),
    label: text('label').notNull(),
    reason: text('reason').notNull(),
    personId: int8('person_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.label] })],
);

/** Other names under which files know a meter. */
export const meterAliases = pgTable(
  'meter_aliases',
  {
    campusId: int8('campus_id').notNull(),
    label: text('label').notNull(),
    meterId: int8('meter_id').notNull(),
    personId: int8('person_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.label] })],
);
