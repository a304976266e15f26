import { dormSlug } from '#core/meter-files/slug.ts';

interface NamedDorm {
  readonly slug: string;
  readonly name: string;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Which dorm a text in a list means: its address, its name, or the address its name would make. Null when none does, and
 * when the address alone would not tell it from another dorm of nearly the same name ("oak-hall" beside "oak-hall-2").
 */
export function dormMeant<Dorm extends NamedDorm>(dorms: readonly Dorm[], text: string): Dorm | null {
  const named = dormNamed(dorms, text);
  if (named !== null) return named;
  const slug = dormSlug(text, NONE, 0);
  const hasTwin = dorms.some((dorm) => dorm.slug === `${slug}-2`);
  return hasTwin ? null : (dorms.find((dorm) => dorm.slug === slug) ?? null);
}

/**
 * Gives each text of one list its address: that of the dorm it means, else a new one. Two texts of a list never share
 * one, so that "St. John" and "St-John" are two dorms, and the same list again finds the same ones.
 */
export function createDormAddresses(dorms: readonly NamedDorm[]): (text: string, name: string) => string {
  const byText = new Map<string, string>();
  const given = new Set<string>();

  function addressOf(text: string, name: string): string {
    const isNameless = dormSlug(text, NONE, 0) === 'dorm-0';
    const named = dormNamed(dorms, text) ?? (isNameless ? dormNamed(dorms, name) : null);
    if (named !== null && !given.has(named.slug)) return named.slug;
    const taken = isNameless ? new Set([...given, ...dorms.map((dorm) => dorm.slug)]) : given;
    return dormSlug(text, taken, dorms.length + given.size + 1);
  }

  return (text, name) => {
    const known = byText.get(plain(text));
    if (known !== undefined) return known;
    const slug = addressOf(text, name);
    byText.set(plain(text), slug);
    given.add(slug);
    return slug;
  };
}

function dormNamed<Dorm extends NamedDorm>(dorms: readonly Dorm[], text: string): Dorm | null {
  return (
    dorms.find((dorm) => dorm.slug === text) ??
    dorms.find((dorm) => dorm.name === text) ??
    dorms.find((dorm) => plain(dorm.name) === plain(text)) ??
    null
  );
}

/** Capitals tell no two dorms apart. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
