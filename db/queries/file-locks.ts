import type { Database } from '#db/transaction.ts';

/**
 * Runs `work` while no other process of any machine does for the same bytes at this campus; null, without it, when one
 * does. The lock ends with the connection, so it never outlives a killed process.
 */
export async function withFileLock<T>(
  { pool }: Pick<Database, 'pool'>,
  key: { campusId: number; sha256: Buffer },
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  const lock = [LOCK_CLASS, key.sha256.readInt32BE(0) ^ key.campusId];
  let broken: Error | undefined;
  const noteBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', noteBroken);
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', lock);
    if (rows[0]?.taken !== true) return null;
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, $2)', lock).catch(noteBroken);
    }
  } finally {
    client.off('error', noteBroken);
    client.release(broken);
  }
}

/** Any number, so long as every version of the code uses the same. */
const LOCK_CLASS = 928_854;
