import { boolean, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const meters = pgTable(
  'meters',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    dormId: int8('dorm_id').notNull(),
    label: text('label').notNull(),
    kind: text('kind', { enum: ['interval', 'register'] }),
    unit: text('unit', { enum: ['Wh', 'kWh', 'MWh', 'W', 'kW'] }),
    multiplier: numeric('multiplier').notNull().default('1'),
    timeZone: text('time_zone'),
    stampLabel: text('stamp_label', { enum: ['start', 'end'] }),
    isCounted: boolean('is_counted').notNull().default(true),
    activeFrom: instant('active_from'),
    activeUntil: instant('active_until'),
    madeByImport: int8('made_by_import'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
