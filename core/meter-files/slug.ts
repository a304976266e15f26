/**
 * The address of a dorm made from its name: NFKD, lower case, everything other than letters and digits to `-`; `-2`, `-3`, …
 * where the slug is taken, `dorm-N` where nothing is left of the name. Words are never split inside.
 */
export function dormSlug(name: string, taken: ReadonlySet<string>, n: number): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$|\p{Surrogate}/gu, '');
  return untaken(slug === '' ? `dorm-${n}` : slug, taken);
}

/** A single sign of some scripts is eighteen letters by NFKD; what is longer fits no index. */
const LONGEST = 200;

function untaken(slug: string, taken: ReadonlySet<string>): string {
  let candidate = slug;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${slug}-${count}`;
  return candidate;
}
