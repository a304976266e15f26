import { createHash } from 'node:crypto';

/**
 * SHA-256 over a publication's content: its keys in order, bigint as decimal text, numbers as JavaScript prints them
 * (shortest text that reads back the same), so that the same numbers always give the same digest.
 */
export function contentDigest(content: unknown): Buffer {
  return createHash('sha256').update(canonicalText(content)).digest();
}

/** SHA-256 over the link before, the content, and what the link says of itself: one changed digit changes every later link. */
export function linkDigest(link: {
  prevDigest: Buffer | null;
  contentDigest: Buffer;
  head: Readonly<Record<string, string | number | null>>;
}): Buffer {
  return createHash('sha256')
    .update(link.prevDigest ?? Buffer.alloc(32))
    .update(link.contentDigest)
    .update(canonicalText(link.head))
    .digest();
}

function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
