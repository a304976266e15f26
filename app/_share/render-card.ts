import { setTimeout as pause } from 'node:timers/promises';
import { cardTag } from '#app/_share/card-tag.ts';
import { drawCard } from '#app/_share/draw-card.ts';
import type { ShareCard } from '#components/share-image/share-card.ts';

/** Pictures kept (each near 100 kB), and requests that may wait for one that is not. */
const MOST_KEPT = 100;
const MOST_WAITING = 20;
const kept = new Map<string, Buffer>();
const underway = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * The picture of a card. One is drawn at a time, then the processor is left alone for as long as that took, so that whoever asks for
 * pictures has at most half of one; who would wait behind too many others gets null.
 */
export async function renderCard(card: ShareCard): Promise<Buffer | null> {
  const tag = cardTag(card);
  const found = kept.get(tag);
  if (found !== undefined) return keep(tag, found);
  const running = underway.get(tag);
  if (running !== undefined) return running;
  if (underway.size >= MOST_WAITING) return null;
  const drawing = inTurn(() => drawCard(card));
  underway.set(tag, drawing);
  try {
    return keep(tag, await drawing);
  } finally {
    underway.delete(tag);
  }
}

function inTurn(work: () => Promise<Buffer>): Promise<Buffer> {
  const timed = last.then(async () => {
    const start = performance.now();
    const result = await work();
    return { result, took: performance.now() - start };
  });
  last = timed.then(
    ({ took }) => pause(took, undefined, { ref: false }),
    () => undefined,
  );
  return timed.then(({ result }) => result);
}

/** Newest last. */
function keep(tag: string, png: Buffer): Buffer {
  kept.delete(tag);
  kept.set(tag, png);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return png;
}
