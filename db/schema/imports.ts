import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Understanding } from '#core/meter-files/meter-file.ts';
import type { ProblemKind, Severity } from '#core/meter-files/problem.ts';
import { bytea, instant, int8 } from '#db/schema/columns.ts';

/** What an import did. Energy is decimal text in kWh, exact; counts are readings. */
export interface ImportOutcome {
  readonly readings: { readonly new: number; readonly same: number; readonly replaced: number };
  readonly energyKwh: string;
  readonly problems: Readonly<Record<Severity, number>>;
  /** Of a file of temperatures, whose counts stand in `readings`: the local days it spans, and the known part of their time. */
  readonly temperatures?: { readonly days: number; readonly coverage: number };
}

export const imports = pgTable(
  'imports',
  {
    campusId: int8('campus_id').notNull(),
    id: int8('id').generatedAlwaysAsIdentity(),
    /** What the file holds. */
    subject: text('subject', { enum: ['readings', 'temperatures'] })
      .notNull()
      .default('readings'),
    state: text('state', { enum: ['received', 'committed', 'undone'] }).notNull(),
    revision: int8('revision'),
    channel: text('channel', { enum: ['page', 'api', 'command', 'watch'] }).notNull(),
    fileName: text('file_name').notNull(),
    bytes: int8('bytes').notNull(),
    sha256: bytea('sha256').notNull(),
    options: jsonb('options').$type<Record<string, unknown>>().notNull(),
    /** What the sender said, before a profile added to it; null where none did. */
    toldOptions: jsonb('told_options').$type<Record<string, unknown>>(),
    /** The earlier import whose options were applied to this file. */
    profileImportId: int8('profile_import_id'),
    /** What the file looks like: format and columns. Files of one look share a profile. */
    look: text('look'),
    /** False once staff said to forget what this import taught. */
    isProfile: boolean('is_profile').notNull().default(true),
    understanding: jsonb('understanding').$type<Understanding>(),
    outcome: jsonb('outcome').$type<ImportOutcome>(),
    idempotencyKey: text('idempotency_key'),
    personId: int8('person_id'),
    createdAt: instant('created_at').notNull(),
    committedAt: instant('committed_at'),
    undoneAt: instant('undone_at'),
    /** The bytes of a committed file are kept so long at most; null where they are not kept. */
    keptUntil: instant('kept_until'),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.id] })],
);

export const importChunks = pgTable(
  'import_chunks',
  {
    campusId: int8('campus_id').notNull(),
    importId: int8('import_id').notNull(),
    seq: integer('seq').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.importId, table.seq] })],
);

export const problems = pgTable(
  'problems',
  {
    campusId: int8('campus_id').notNull(),
    importId: int8('import_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<ProblemKind>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    rowNumber: bigint('row_number', { mode: 'number' }),
    columnName: text('column_name'),
    found: text('found').notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.importId, table.seq] })],
);

export const importMeters = pgTable(
  'import_meters',
  {
    campusId: int8('campus_id').notNull(),
    importId: int8('import_id').notNull(),
    meterId: int8('meter_id').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    longestSeconds: integer('longest_seconds').notNull(),
    stepSeconds: integer('step_seconds'),
    isRegister: boolean('is_register').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campusId, table.importId, table.meterId] })],
);
