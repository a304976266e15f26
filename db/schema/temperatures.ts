import { boolean, date, doublePrecision, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const temperatures = pgTable(
  'temperatures',
  {
    campusId: int8('campus_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    revision: int8('revision').notNull(),
    seconds: integer('seconds').notNull(),
    microCelsius: integer('micro_celsius').notNull(),
    rowNumber: integer('row_number').notNull(),
    /** It met another value and staff did not say replace. */
    yields: boolean('yields').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.startsAt, table.revision] })],
);

export const dailyTemperatures = pgTable(
  'daily_temperatures',
  {
    campusId: int8('campus_id').notNull(),
    day: date('day').notNull(),
    celsius: doublePrecision('celsius').notNull(),
    measuredSeconds: integer('measured_seconds').notNull(),
    daySeconds: integer('day_seconds').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.day] })],
);
