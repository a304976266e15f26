import { date, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '#db/schema/columns.ts';

export const FACTOR_KINDS = ['carbon', 'price'] as const;

/** Grams of CO2e, or money, for a kWh. Flat ones have an amount; hourly ones so many hours, until their last day. */
export const factors = pgTable(
  'factors',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: FACTOR_KINDS }).notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    untilDay: date('until_day', { mode: 'string' }),
    amount: doublePrecision('amount'),
    /** ISO 4217; null exactly for carbon. */
    currency: text('currency'),
    hours: integer('hours'),
    source: text('source'),
    personId: int8('person_id'),
    statedAt: instant('stated_at').notNull(),
    withdrawnBy: int8('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

export const hourlyFactors = pgTable(
  'hourly_factors',
  {
    campusId: int8('campus_id').notNull(),
    factorId: int8('factor_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    seconds: integer('seconds').notNull(),
    amount: doublePrecision('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.factorId, table.startsAt] })],
);
