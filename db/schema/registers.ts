import { bigint, boolean, date, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { REGISTER_ANSWERS } from '#core/energy/register-events.ts';
import { instant, int8, microWh } from '#db/schema/columns.ts';

/** What staff said about a step of a register; taken back, never removed. */
export const registerEvents = pgTable(
  'register_events',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    kind: text('kind', { enum: REGISTER_ANSWERS }).notNull(),
    digits: smallint('digits'),
    oldEndMicroWh: microWh('old_end_micro_wh'),
    newStartMicroWh: microWh('new_start_micro_wh'),
    reason: text('reason').notNull(),
    personId: int8('person_id'),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: int8('revoked_by'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.id] })],
);

/** Register values that are held now, and what each was compared with. */
export const registerHolds = pgTable(
  'register_holds',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    stampedAt: instant('stamped_at').notNull(),
    kind: text('kind', { enum: ['register-drop', 'register-jump'] }).notNull(),
    baseAt: instant('base_at').notNull(),
    baseRevision: int8('base_revision').notNull(),
    revision: int8('revision').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.stampedAt] })],
);

/** By day (UTC) the highest mean power between neighbouring values of a register; null where it only went down. */
export const registerPeaks = pgTable(
  'register_peaks',
  {
    campusId: int8('campus_id').notNull(),
    meterId: int8('meter_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    mostMicroW: bigint('most_micro_w', { mode: 'bigint' }),
    hasDrop: boolean('has_drop').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.meterId, table.day] })],
);
