import { getContext } from '#app/_data/process-state.ts';
import { pendingMigrations } from '#db/migrate.ts';
import { readEnv } from '#env';

export const dynamic = 'force-dynamic';

/** 200 when the database answers and all migrations are in; 503 with what is wrong otherwise. */
export async function GET(): Promise<Response> {
  try {
    const { database } = await getContext();
    await database.pool.query('SELECT 1');
    const pending = await pendingMigrations(readEnv(process.env).DATABASE_URL ?? database.url);
    if (pending.length > 0) return answer(503, { status: 'migrations missing', pending });
    return answer(200, { status: 'ok', database: 'ok', migrations: 'ok' });
  } catch {
    return answer(503, { status: 'database gone' });
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
