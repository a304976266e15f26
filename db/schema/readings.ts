import { boolean, date, doublePrecision, integer, pgEnum, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { instant, int8, microWh } from '#db/schema/columns.ts';

export const readingQuality = pgEnum('reading_quality', ['measured', 'estimated', 'edited']);

export const readings = pgTable(
  'readings',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    revision: int8('revision').notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
    seconds: integer('seconds').notNull(),
    rowNumber: integer('row_number').notNull(),
    quality: readingQuality('quality').notNull(),
    yields: boolean('yields').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.startsAt, table.revision] })],
);

export const registerValues = pgTable(
  'register_values',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    stampedAt: instant('stamped_at').notNull(),
    revision: int8('revision').notNull(),
    registerMicroWh: microWh('register_micro_wh').notNull(),
    /** Whether the meter's multiplier is in the value already; else it is what the register showed. */
    isScaled: boolean('is_scaled').notNull(),
    startsAt: instant('starts_at'),
    rowNumber: integer('row_number').notNull(),
    quality: readingQuality('quality').notNull(),
    allowsReset: boolean('allows_reset').notNull(),
    isBaseOnly: boolean('is_base_only').notNull(),
    yields: boolean('yields').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.stampedAt, table.revision] })],
);

export const dailyEnergy = pgTable(
  'daily_energy',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
    measuredSeconds: integer('measured_seconds').notNull(),
    estimatedMicroWh: microWh('estimated_micro_wh').notNull(),
    estimatedSeconds: integer('estimated_seconds').notNull(),
    zeroSeconds: integer('zero_seconds').notNull(),
    zeroLeadSeconds: integer('zero_lead_seconds').notNull(),
    zeroTailSeconds: integer('zero_tail_seconds').notNull(),
    /** Null where the day holds nothing but estimates by rule. */
    endsAt: instant('ends_at'),
    revision: int8('revision').notNull(),
    heldMicroWh: microWh('held_micro_wh').notNull().default(0n),
    heldSeconds: integer('held_seconds').notNull().default(0),
    ruleEstimatedMicroWh: microWh('rule_estimated_micro_wh').notNull().default(0n),
    ruleEstimatedSeconds: integer('rule_estimated_seconds').notNull().default(0),
    peakWatts: doublePrecision('peak_watts').notNull().default(0),
    resolutionMicroWh: microWh('resolution_micro_wh').notNull().default(0n),
    isSteady: boolean('is_steady').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.day] })],
);

export const hourlyEnergy = pgTable(
  'hourly_energy',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    hours: smallint('hours').array().notNull(),
    energyMicroWh: microWh('energy_micro_wh').array().notNull(),
    seconds: integer('seconds').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.day] })],
);

export const touchedWeeks = pgTable(
  'touched_weeks',
  {
    campusId: int8('campus_id').notNull(),
    week: date('week', { mode: 'string' }).notNull(),
    revision: int8('revision').notNull(),
    closedRevision: int8('closed_revision').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.week] })],
);
