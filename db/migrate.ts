import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectFolder } from '#db/embedded/project-folder.ts';

type Migration = { name: string; sql: string; sha256: string };

const appRole = 'wattle_app';
/** Any number, so long as every version of the code uses the same: "wattle" on a telephone's keys. */
const lockKey = 928_853;

/**
 * Brings a database to the code's state: applies the files of db/migrations that it lacks, in the order of their names, each in
 * one transaction with its record. Safe to call from several processes at once. Needs the owner's address. A file that
 * begins with `-- no transaction` runs statement by statement (each ends with `;` at a line's end) and must bear being run again.
 *
 * @returns the names applied
 * @throws when an applied file was altered since, or the database knows migrations that this code does not
 */
export async function migrate(url: string, log: (line: string) => void = () => {}): Promise<string[]> {
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await ensureAppRole(client);
    await client.query(
      'CREATE TABLE IF NOT EXISTS wattle_migrations (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    await client.query(`GRANT SELECT ON wattle_migrations TO ${appRole}`);
    const missing = missingFrom(await appliedTo(client));
    for (const migration of missing) {
      await apply(client, migration);
      log(`Applied ${migration.name}`);
    }
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The names of the migrations a database still lacks, in order; throws as `migrate` does. Any role may ask. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = await connect(url);
  try {
    const found = await client.query<{ exists: boolean }>("SELECT to_regclass('wattle_migrations') IS NOT NULL AS exists");
    const applied = found.rows[0]?.exists ? await appliedTo(client) : new Map();
    return missingFrom(applied).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Compares the files with what a database has: the rest, or a refusal that tells what differs and what to do. */
function missingFrom(applied: Map<string, string>): Migration[] {
  const files = migrationFiles();
  const unknown = [...applied.keys()].filter((name) => !files.some((file) => file.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `The database is newer than this version of Wattle: it has ${unknown.join(', ')}. Start the version that made it, or a later one.`,
    );
  }
  const altered = files.filter(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256);
  if (altered.length > 0) {
    const names = altered.map(({ name }) => name).join(', ');
    throw new Error(
      `db/migrations/${names} was altered after this database applied it. Restore the file and write the change as a new one.`,
    );
  }
  return files.filter(({ name }) => !applied.has(name));
}

function migrationFiles(): Migration[] {
  const folder = join(projectFolder(), 'db', 'migrations');
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  const record = () => client.query('INSERT INTO wattle_migrations (name, sha256) VALUES ($1, $2)', [name, sha256]);
  const isAlone = sql.startsWith('-- no transaction');
  try {
    if (isAlone) {
      for (const statement of statementsOf(sql)) await client.query(statement);
      await record();
      return;
    }
    await client.query('BEGIN');
    await client.query(sql);
    await record();
    await client.query('COMMIT');
  } catch (cause) {
    if (!isAlone) await client.query('ROLLBACK').catch(() => {});
    throw new Error(`Migration ${name} failed: ${describe(cause, sql)}`, { cause });
  }
}

/** The statements of a file whose statements end with `;` at a line's end, and hold no such line's end inside. */
export function statementsOf(sql: string): string[] {
  return sql.split(/;[ \t]*$/m).filter((statement) => statement.replaceAll(/--.*$/gm, '').trim() !== '');
}

function describe(cause: unknown, sql: string): string {
  const { message, position } = cause as { message: string; position?: string };
  return position === undefined ? message : `${message} (line ${sql.slice(0, Number(position)).split('\n').length})`;
}

async function appliedTo(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM wattle_migrations');
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

/** Roles belong to the whole server, so databases migrated at the same moment race for this one: the loser finds it made. */
async function ensureAppRole(client: pg.Client): Promise<void> {
  const create = `CREATE ROLE ${appRole} NOLOGIN`;
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole]);
  const missing = found.rows.length === 0 ? [create] : [];
  try {
    for (const statement of missing) await unlessRaced(() => client.query(statement));
    if (!(await canBecomeApp(client))) await unlessRaced(() => client.query(`GRANT ${appRole} TO CURRENT_USER`));
  } catch (cause) {
    const { rows } = await client.query<{ login: string }>('SELECT quote_ident(current_user) AS login');
    const remedy = [...missing, `GRANT ${appRole} TO ${rows[0]?.login}`].map((statement) => `${statement};`).join(' ');
    throw new Error(`This login may not set up the application's role. Have a superuser of the server run: ${remedy}`, { cause });
  }
}

async function canBecomeApp(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`SET ROLE ${appRole}`);
    await client.query('RESET ROLE');
    return true;
  } catch {
    return false;
  }
}

async function unlessRaced(change: () => Promise<unknown>): Promise<void> {
  const duplicateObject = '42710';
  const uniqueViolation = '23505';
  try {
    await change();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== duplicateObject && code !== uniqueViolation && !message.includes('concurrently updated')) throw error;
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'wattle-migrate', connectionTimeoutMillis: 10_000 });
  // A connection lost between two queries fails the next one; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}
