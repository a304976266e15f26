import { boolean, doublePrecision, numeric, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
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
    stampLabel: text('stamp_label', { enum: ['start', 'end', 'next-day'] }),
    /** Digits that the register shows before it rolls over, in the meter's unit and before its multiplier. */
    registerDigits: smallint('register_digits'),
    /** What the main fuse can carry. */
    mostKw: doublePrecision('most_kw'),
    netsGeneration: boolean('nets_generation').notNull().default(false),
    isCounted: boolean('is_counted').notNull().default(true),
    activeFrom: instant('active_from'),
    activeUntil: instant('active_until'),
    madeByImport: int8('made_by_import'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** A meter's multiplier from an instant on; before the first one `meters.multiplier` holds. */
export const meterMultipliers = pgTable(
  'meter_multipliers',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    fromAt: instant('from_at').notNull(),
    multiplier: numeric('multiplier').notNull(),
    reason: text('reason').notNull(),
    personId: int8('person_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.fromAt] })],
);
