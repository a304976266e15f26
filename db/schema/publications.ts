import { boolean, date, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8, microWh } from '#db/schema/columns.ts';

/** `week` is the Monday; `edition` counts the publications of one week from 1. */
export const publications = pgTable(
  'publications',
  {
    campusId: int8('campus_id').notNull(),
    seq: int8('seq').notNull(),
    prevSeq: int8('prev_seq').notNull(),
    prevDigest: bytea('prev_digest'),
    digest: bytea('digest').notNull(),
    week: date('week', { mode: 'string' }).notNull(),
    edition: integer('edition').notNull(),
    state: text('state', { enum: ['provisional', 'final', 'corrected'] }).notNull(),
    reason: text('reason'),
    methodVersion: text('method_version').notNull(),
    contentDigest: bytea('content_digest').notNull(),
    dataRevision: int8('data_revision').notNull(),
    dataUntil: instant('data_until'),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.seq] })],
);

export const publicationHeads = pgTable('publication_heads', {
  campusId: int8('campus_id').primaryKey(),
  seq: int8('seq').notNull(),
  digest: bytea('digest'),
});

export const standings = pgTable(
  'standings',
  {
    campusId: int8('campus_id').notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    lens: text('lens').notNull(),
    dormId: int8('dorm_id').notNull(),
    dormSlug: text('dorm_slug').notNull(),
    dormName: text('dorm_name').notNull(),
    rank: integer('rank'),
    score: doublePrecision('score'),
    energyMicroWh: microWh('energy_micro_wh'),
    filledKwh: doublePrecision('filled_kwh'),
    coveredSeconds: int8('covered_seconds').notNull(),
    estimatedSeconds: int8('estimated_seconds').notNull(),
    totalSeconds: int8('total_seconds').notNull(),
    leastCoverage: doublePrecision('least_coverage').notNull(),
    mostEstimated: doublePrecision('most_estimated').notNull(),
    hasDeadMeter: boolean('has_dead_meter').notNull(),
    residents: integer('residents'),
    floorAreaM2: doublePrecision('floor_area_m2'),
    reason: text('reason'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.publicationSeq, table.lens, table.dormId] })],
);

export const publicationDays = pgTable(
  'publication_days',
  {
    campusId: int8('campus_id').notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    meterId: int8('meter_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    dormId: int8('dorm_id').notNull(),
    meterLabel: text('meter_label').notNull(),
    energyMicroWh: microWh('energy_micro_wh').notNull(),
    measuredSeconds: integer('measured_seconds').notNull(),
    estimatedMicroWh: microWh('estimated_micro_wh').notNull(),
    estimatedSeconds: integer('estimated_seconds').notNull(),
    deadSeconds: integer('dead_seconds').notNull(),
    activeSeconds: integer('active_seconds').notNull(),
    ruleEstimatedMicroWh: microWh('rule_estimated_micro_wh').notNull().default(0n),
    ruleEstimatedSeconds: integer('rule_estimated_seconds').notNull().default(0),
    filledMicroWh: microWh('filled_micro_wh').notNull().default(0n),
    filledSeconds: integer('filled_seconds').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.publicationSeq, table.meterId, table.day] })],
);
