import { date, doublePrecision, integer, jsonb, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { int8 } from '#db/schema/columns.ts';

/** Derived; `week` is the Monday, `leftOut` one bit a day. `revision` null: only the week's models are made. */
export const expectationWeeks = pgTable(
  'expectation_weeks',
  {
    campusId: int8('campus_id').notNull(),
    week: date('week', { mode: 'string' }).notNull(),
    revision: int8('revision'),
    celsius: doublePrecision('celsius').array().notNull(),
    leftOut: smallint('left_out').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.week] })],
);

export const weekExpectations = pgTable(
  'week_expectations',
  {
    campusId: int8('campus_id').notNull(),
    week: date('week', { mode: 'string' }).notNull(),
    dormId: int8('dorm_id').notNull(),
    dayKwh: doublePrecision('day_kwh').array(),
    daySeconds: integer('day_seconds').array(),
    filledKwh: doublePrecision('filled_kwh'),
    hours: doublePrecision('hours'),
    weatherModel: jsonb('weather_model').$type<unknown>(),
    calendarModel: jsonb('calendar_model').$type<unknown>(),
    residual: doublePrecision('residual'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.week, table.dormId] })],
);

/** Frozen with a publication; `seasonId` 0: outside any season. */
export const publicationExpectations = pgTable(
  'publication_expectations',
  {
    campusId: int8('campus_id').notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    seasonId: int8('season_id').notNull(),
    dormId: int8('dorm_id').notNull(),
    baseline: jsonb('baseline').$type<unknown>(),
    weatherModel: jsonb('weather_model').$type<unknown>(),
    calendarModel: jsonb('calendar_model').$type<unknown>(),
    form: jsonb('form').$type<unknown>(),
    baselineKwh: doublePrecision('baseline_kwh'),
    weatherKwh: doublePrecision('weather_kwh'),
    effortKwh: doublePrecision('effort_kwh'),
    residual: doublePrecision('residual'),
    shared: doublePrecision('shared'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.publicationSeq, table.seasonId, table.dormId] })],
);

export const publicationTemperatures = pgTable(
  'publication_temperatures',
  {
    campusId: int8('campus_id').notNull(),
    publicationSeq: int8('publication_seq').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    celsius: doublePrecision('celsius').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.publicationSeq, table.day] })],
);
