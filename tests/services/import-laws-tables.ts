import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';

/** Tables that tell what happened rather than what is: an undone import stays in the list, and revisions only grow. */
const RECORDS = [
  'audit_entries',
  'imports',
  'import_chunks',
  'problems',
  'data_revisions',
  'touched_weeks',
  'register_events',
  'value_decisions',
];

/** Every row of every table of a campus, but for the records of what happened and the revisions' numbers. */
export async function allTables(ctx: Context, campus: Campus): Promise<Record<string, unknown>> {
  const { pool } = ctx.database;
  const { rows: tables } = await pool.query(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'campus_id'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
       AND c.relname <> ALL($1) ORDER BY 1`,
    [RECORDS],
  );
  const state: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `SELECT (to_jsonb(t) - 'revision' - 'base_revision')::text AS row FROM ${name} t WHERE campus_id = $1 ORDER BY 1`,
      [campus.id],
    );
    state[name] = rows.map(({ row }) => row);
  }
  return state;
}
