import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8, microWh } from '#db/schema/columns.ts';

/** What staff said of a value: `accept` counts though it is held, `refuse` never counts. The newest not revoked holds. */
export const valueDecisions = pgTable(
  'value_decisions',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    seconds: integer('seconds').notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
    decision: text('decision', { enum: ['accept', 'refuse'] }).notNull(),
    reason: text('reason').notNull(),
    personId: int8('person_id'),
    decidedAt: instant('decided_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.startsAt, table.id] })],
);

export const estimates = pgTable(
  'estimates',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    seconds: integer('seconds').notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
    rule: text('rule', { enum: ['interpolated', 'same-hours'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.startsAt] })],
);

export const frozenRuns = pgTable(
  'frozen_runs',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.startsAt] })],
);
