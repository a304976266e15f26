import { isKioskView, type KioskView } from '#components/kiosk/kiosk-view.ts';

const EVERY_SECONDS = 60;
const FIRST_RETRY_SECONDS = 10;
const LONGEST_SECONDS = 120;
const PATIENCE_SECONDS = 20;

/** An answer that came. `view` null: nothing has changed. `serverTime` in epoch milliseconds; null: not said. */
export type Heard = { readonly view: KioskView | null; readonly serverTime: number | null };

/** Milliseconds until the next question: a minute, after failures 10, 20, 40 … 120 seconds; a fifth off by chance, so that screens spread. */
export function nextAskAfter(failures: number, chance: number): number {
  const seconds = failures === 0 ? EVERY_SECONDS : Math.min(LONGEST_SECONDS, FIRST_RETRY_SECONDS * 2 ** (failures - 1));
  return Math.round(seconds * 1000 * (1 - chance / 5));
}

/** Asks for the view every minute, one question at a time, for as long as it is not stopped. A failure is only a later try. */
export function askAgain(path: string, hear: (heard: Heard) => void): { readonly askNow: () => void; readonly stop: () => void } {
  let tag: string | null = null;
  let failures = 0;
  let isStopped = false;
  let asking: AbortController | null = null;
  let timer = setTimeout(ask, nextAskAfter(0, Math.random()));

  async function ask(): Promise<void> {
    if (asking !== null || isStopped) return;
    clearTimeout(timer);
    const question = new AbortController();
    asking = question;
    const patience = setTimeout(() => question.abort(), PATIENCE_SECONDS * 1000);
    try {
      const answer = await askOnce(path, { tag, signal: question.signal });
      tag = answer.tag;
      failures = 0;
      if (!isStopped) hear(answer);
    } catch {
      failures += 1;
    }
    clearTimeout(patience);
    asking = null;
    if (!isStopped) timer = setTimeout(ask, nextAskAfter(failures, Math.random()));
  }

  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
    asking?.abort();
  };
  return { askNow: () => void ask(), stop };
}

async function askOnce(
  path: string,
  { tag, signal }: { tag: string | null; signal: AbortSignal },
): Promise<Heard & { tag: string | null }> {
  const answer = await fetch(path, { cache: 'no-store', signal, headers: tag === null ? {} : { 'if-none-match': tag } });
  const date = Date.parse(answer.headers.get('date') ?? '');
  const serverTime = Number.isNaN(date) ? null : date;
  if (answer.status === 304) return { view: null, serverTime, tag };
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`answered ${answer.status}`);
  }
  const view: unknown = await answer.json();
  if (!isKioskView(view)) throw new Error('answered something else');
  return { view, serverTime, tag: answer.headers.get('etag') };
}
