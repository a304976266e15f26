import { date, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int8 } from '#db/schema/columns.ts';

export const DORM_KINDS = ['tower', 'slab', 'row', 'house'] as const;
export type DormKind = (typeof DORM_KINDS)[number];

export const dorms = pgTable(
  'dorms',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: DORM_KINDS }).notNull().default('slab'),
    league: text('league'),
    madeByImport: int8('made_by_import'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** Residents and area in force from `fromDay` on. The first row of a dorm holds from BEGINNING_OF_TIME. */
export const dormSizes = pgTable(
  'dorm_sizes',
  {
    campusId: int8('campus_id').notNull(),
    dormId: int8('dorm_id').notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    residents: integer('residents'),
    floorAreaM2: doublePrecision('floor_area_m2'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.dormId, table.fromDay] })],
);

export const BEGINNING_OF_TIME = '0001-01-01';
