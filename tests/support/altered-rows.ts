import type { PoolClient } from 'pg';

/** One change of one value of one row, as SQL. */
export interface Alteration {
  readonly table: string;
  readonly column: string;
  /** Where in a JSON value. */
  readonly path: string;
  readonly set: string;
}

/** Makes a client of the owner's change what triggers, foreign keys and checks guard; `tables` lose their checks for good. */
export async function unguard(client: PoolClient, tables: readonly string[]): Promise<void> {
  await client.query("SET session_replication_role = 'replica'");
  const { rows } = await client.query(
    "SELECT conrelid::regclass::text AS name, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text = ANY($1)",
    [tables],
  );
  for (const { name, conname } of rows) await client.query(`ALTER TABLE ${name} DROP CONSTRAINT ${conname}`);
}

/** For every value of the row that is not null, a change of one digit (or sign, or letter); of JSON, one for every number and text in it. */
export async function alterationsOf(client: PoolClient, table: string, where: string): Promise<Alteration[]> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const { rows } = await client.query(
    `SELECT ${columns.map(({ name }) => `"${name}"::text`).join(', ')} FROM ${table} WHERE ${where} LIMIT 1`,
  );
  const row: Record<string, string | null> = rows[0] ?? {};
  return columns.flatMap(({ name, type }): Alteration[] => {
    const text = row[name];
    if (text === null || text === undefined) return [];
    if (type !== 'jsonb') return [{ table, column: name, path: '', set: otherValue({ name, type, text }) }];
    return leavesOf(text).map(({ path, found }) => ({
      ...{ table, column: name, path },
      set: `jsonb_set(${name}, '${path}', '${typeof found === 'number' ? otherDigit(plain(found)) : JSON.stringify(`${found}x`)}')`,
    }));
  });
}

/** Alters the row, lets `look` look, and puts the row back as it was. */
export async function whileAltered<Seen>(
  client: PoolClient,
  alteration: Pick<Alteration, 'table' | 'column' | 'set'> & { where: string },
  look: () => Promise<Seen>,
): Promise<Seen> {
  const { table, column, set, where } = alteration;
  await client.query(`CREATE TEMP TABLE kept AS SELECT * FROM ${table} WHERE ${where} LIMIT 1`);
  const at = `(SELECT ctid FROM ${table} WHERE ${where} LIMIT 1)`;
  try {
    const { rows } = await client.query(`UPDATE ${table} SET "${column}" = ${set} WHERE ctid = ${at} RETURNING ctid::text`);
    const seen = await look();
    await client.query(`DELETE FROM ${table} WHERE ctid = $1::tid`, [rows[0]?.ctid]);
    await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept`);
    return seen;
  } finally {
    await client.query('DROP TABLE kept');
  }
}

function otherValue({ name, type, text }: { name: string; type: string; text: string }): string {
  if (type === 'boolean') return `NOT "${name}"`;
  if (type === 'date') return `"${name}" + 700`;
  if (type === 'bytea') return `'${text.slice(0, -1)}${((Number.parseInt(text.at(-1) ?? '0', 16) + 1) % 16).toString(16)}'`;
  if (type.startsWith('timestamp')) return `"${name}" + interval '1 microsecond'`;
  if (type === 'double precision') return `'${otherDouble(text)}'`;
  if (/(_id|seq|^id)$/.test(name)) return `"${name}" + 1000`;
  return type === 'text' ? `"${name}" || 'x'` : otherDigit(text);
}

/** The last digit is another one. */
function otherDigit(text: string, by = 1): string {
  return text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + by) % 10));
}

/** Two texts of one length may be read as the same number, which then is not altered. */
function otherDouble(text: string): string {
  const others = [1, 2, 3, 4, 5].map((by) => otherDigit(text, by));
  return others.find((other) => Number(other) !== Number(text)) ?? text;
}

/** A number as jsonb writes it: without an exponent. */
function plain(found: number): string {
  const text = String(found);
  return text.includes('e') ? found.toFixed(30) : text;
}

/** Of a list the first and the last are looked at. */
function leavesOf(text: string): { path: string; found: number | string }[] {
  const walk = (value: unknown, path: readonly string[]): { path: string; found: number | string }[] => {
    if (typeof value === 'number' || typeof value === 'string') return [{ path: `{${path.join(',')}}`, found: value }];
    if (Array.isArray(value)) {
      const ends = new Set([0, value.length - 1].filter((index) => index >= 0));
      return [...ends].flatMap((index) => walk(value[index], [...path, String(index)]));
    }
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key]));
  };
  return walk(JSON.parse(text), []);
}
