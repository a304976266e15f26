import { date, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

export const SEASON_STATES = ['planned', 'running', 'ended'] as const;

/** Weeks are their Mondays. `rules` is frozen once the first week has begun. */
export const seasons = pgTable(
  'seasons',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    firstWeek: date('first_week', { mode: 'string' }).notNull(),
    lastWeek: date('last_week', { mode: 'string' }).notNull(),
    lens: text('lens').notNull(),
    createdAt: instant('created_at').notNull(),
    baselineFirstWeek: date('baseline_first_week', { mode: 'string' }),
    baselineLastWeek: date('baseline_last_week', { mode: 'string' }),
    prizes: jsonb('prizes').$type<readonly string[]>().notNull().default([]),
    state: text('state', { enum: SEASON_STATES }).notNull().default('planned'),
    rules: jsonb('rules').$type<Record<string, unknown>>(),
    rulesDigest: bytea('rules_digest'),
    frozenAt: instant('frozen_at'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

/** Null `fromWeek`: from the season's start; null `untilWeek`: to its end. */
export const seasonDorms = pgTable(
  'season_dorms',
  {
    campusId: int8('campus_id').notNull(),
    seasonId: int8('season_id').notNull(),
    dormId: int8('dorm_id').notNull(),
    league: text('league'),
    knowledge: jsonb('knowledge').$type<unknown>(),
    fromWeek: date('from_week', { mode: 'string' }),
    untilWeek: date('until_week', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.seasonId, table.dormId] })],
);

export const seasonEvents = pgTable(
  'season_events',
  {
    campusId: int8('campus_id').notNull(),
    seasonId: int8('season_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    change: jsonb('change').$type<Record<string, unknown>>().notNull(),
    reason: text('reason').notNull(),
    personId: int8('person_id'),
    happenedAt: instant('happened_at').notNull(),
    digest: bytea('digest'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.seasonId, table.id] })],
);

/** Breaks and finals, both days included. */
export const blackouts = pgTable(
  'blackouts',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);
