import { createHash } from 'node:crypto';
import type { ShareCard } from '#components/share-image/share-card.ts';

/** Changes with the drawing, so that what others keep of the old one is asked for again. */
const DRAWING = '1';

/** Names a card's contents: the same words and houses, the same picture. */
export function cardTag(card: ShareCard): string {
  return createHash('sha256').update(DRAWING).update(JSON.stringify(card)).digest('base64url').slice(0, 16);
}
