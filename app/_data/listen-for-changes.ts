import { setTimeout as sleep } from 'node:timers/promises';
import { getContext, processState } from '#app/_data/process-state.ts';
import { readEnv } from '#env';

const RETRY_MILLISECONDS = 2_000;

/**
 * Hears of every commit, undo and closing, whichever process made it, and makes this one's cached pages fresh. Next lets
 * tags be revalidated only within a request, so it asks itself, with a secret that only this process knows.
 */
export function listenForChanges(): void {
  void (async () => {
    for (;;) {
      await listenOnce().catch(() => undefined);
      await sleep(RETRY_MILLISECONDS);
    }
  })();
}

async function listenOnce(): Promise<void> {
  const { database, log } = await getContext();
  const client = await database.pool.connect();
  try {
    const ended = new Promise<void>((resolve) => {
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    client.on('notification', (notification) => {
      tellSelf(notification.payload ?? '').catch((error: unknown) =>
        log.warn({ error }, 'cached pages stay until they are a minute old'),
      );
    });
    await client.query('LISTEN wattle_changed');
    await ended;
  } finally {
    client.release(true);
  }
}

async function tellSelf(campus: string): Promise<void> {
  const { HOST, PORT } = readEnv(process.env);
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  const answer = await fetch(`http://${host}:${PORT}/api/internal/changed`, {
    method: 'POST',
    headers: { authorization: `Bearer ${processState().changedSecret}`, 'content-type': 'text/plain' },
    body: campus,
  });
  if (!answer.ok) throw new Error(`the server answered itself ${answer.status}`);
}
