/** The dorm's slug in a part of an address, which Next hands over percent-encoded or not; null for what can be none. */
export function dormSlugOf(part: string): string | null {
  try {
    const slug = decodeURIComponent(part);
    return /^[\p{Letter}\p{Number}-]+$/u.test(slug) ? slug : null;
  } catch {
    return null;
  }
}
