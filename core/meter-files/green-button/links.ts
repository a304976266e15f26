/** What an Atom entry says of itself and of others; filled in as its links turn up, which may be after its content. */
export interface Entry {
  title: string;
  self: string;
  up: string;
  readonly related: string[];
}

export function emptyEntry(): Entry {
  return { title: '', self: '', up: '', related: [] };
}

/** A link in one form, be it absolute or relative, with or without trailing slash: its path's segments. */
export function linkPath(href: string): string {
  return href
    .trim()
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .join('/');
}

export function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Of `…/UsagePoint/7/MeterReading/1` and "UsagePoint" the path `…/UsagePoint/7`; empty where it has no such part. */
export function pathUpTo(path: string, kind: string): string {
  const segments = path.split('/');
  const at = segments.findIndex((segment) => segment.toLowerCase() === kind.toLowerCase());
  return at < 0 || at + 1 >= segments.length ? '' : segments.slice(0, at + 2).join('/');
}

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Things by the path of their own link. A path that begins differently (another customer, a subscription) is found by its end. */
export class LinkIndex<Thing> {
  readonly #byPath = new Map<string, Thing>();
  readonly #byEnd = new Map<string, Thing | null>();
  readonly #kind: string;

  /** `kind` is the segment with which the part that tells things apart begins, such as "UsagePoint". */
  constructor(kind: string) {
    this.#kind = kind.toLowerCase();
  }

  /** The first to be called so; entries are often repeated. */
  add(path: string, thing: Thing): Thing {
    if (path === '') return thing;
    const key = path.toLowerCase();
    const known = this.#byPath.get(key);
    if (known !== undefined) return known;
    this.#byPath.set(key, thing);
    const end = this.#endOf(key);
    this.#byEnd.set(end, this.#byEnd.has(end) ? null : thing);
    return thing;
  }

  find(path: string): Thing | null {
    if (path === '') return null;
    const key = path.toLowerCase();
    return this.#byPath.get(key) ?? this.#byEnd.get(this.#endOf(key)) ?? null;
  }

  #endOf(path: string): string {
    const segments = path.split('/');
    const at = segments.indexOf(this.#kind);
    return at < 0 ? path : segments.slice(at).join('/');
  }
}
