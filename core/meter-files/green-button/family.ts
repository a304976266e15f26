import { emptyEntry, LinkIndex, lastSegment, parentPath, pathUpTo } from '#core/meter-files/green-button/links.ts';
import type { Block, Outline, Resource } from '#core/meter-files/green-button/outline.ts';

/** A MeterReading with what belongs to it. */
export interface Family {
  readonly meterReading: Resource;
  readonly usagePoint: Resource | null;
  readonly readingType: Resource | null;
  readonly blocks: readonly Block[];
}

/**
 * Which blocks are of which MeterReading, and whose UsagePoint and ReadingType it has: by links in any order, else by the order
 * of appearance. Blocks whose MeterReading or UsagePoint the file leaves out get one made of their links.
 */
export function familiesOf(outline: Outline): readonly Family[] {
  const finder = new Finder(outline);
  const blocks = new Map<Resource, Block[]>();
  for (const block of outline.blocks) {
    const meterReading = finder.meterReadingOf(block);
    const known = blocks.get(meterReading);
    if (known === undefined) blocks.set(meterReading, [block]);
    else known.push(block);
  }
  return [...blocks].map(([meterReading, own]) => ({
    meterReading,
    usagePoint: finder.usagePointOf(meterReading),
    readingType: finder.readingTypeOf(meterReading),
    blocks: own,
  }));
}

type Child = Pick<Resource, 'entry'>;

class Finder {
  readonly #usagePoints = new Relatives('UsagePoint');
  readonly #meterReadings = new Relatives('MeterReading');
  readonly #readingTypes = new LinkIndex<Resource>('ReadingType');
  readonly #typesByMeterReading = new Map<Resource, Resource>();
  readonly #only: Readonly<Record<Resource['kind'], Resource | null>>;
  readonly #made = new Map<string, Resource>();

  constructor({ resources }: Outline) {
    for (const resource of resources) {
      if (resource.kind === 'ReadingType') this.#readingTypes.add(resource.entry.self, resource);
      else (resource.kind === 'UsagePoint' ? this.#usagePoints : this.#meterReadings).add(resource);
    }
    for (const type of resources.filter(({ kind }) => kind === 'ReadingType')) this.#tieType(type);
    this.#only = {
      UsagePoint: onlyOf(resources, 'UsagePoint'),
      MeterReading: onlyOf(resources, 'MeterReading'),
      ReadingType: onlyOf(resources, 'ReadingType'),
    };
  }

  meterReadingOf(block: Block): Resource {
    const linked = this.#meterReadings.ownerOf(block);
    if (linked !== null) return linked;
    const near = block.before.MeterReading ?? this.#only.MeterReading;
    if (near !== null && isFree(block, near)) return this.#meterReadings.first(near);
    const { up, self } = block.entry;
    const path = up === '' ? parentPath(parentPath(self)) : parentPath(up);
    return this.#make('MeterReading', path === '' ? (block.fields.servicePointId ?? '') : path, block);
  }

  usagePointOf(meterReading: Resource): Resource | null {
    const linked = this.#usagePoints.ownerOf(meterReading);
    if (linked !== null) return linked;
    const near = meterReading.before.UsagePoint ?? this.#only.UsagePoint;
    if (near !== null && isFree(meterReading, near)) return this.#usagePoints.first(near);
    const { self, up } = meterReading.entry;
    const path = pathUpTo(self, 'UsagePoint') || pathUpTo(up, 'UsagePoint');
    return path === '' ? null : this.#make('UsagePoint', path, meterReading);
  }

  readingTypeOf(meterReading: Resource): Resource | null {
    const { related, self } = meterReading.entry;
    for (const path of related) {
      const linked = this.#readingTypes.find(path);
      if (linked !== null) return linked;
    }
    const tied = this.#typesByMeterReading.get(meterReading);
    if (tied !== undefined) return tied;
    const near = meterReading.before.ReadingType ?? this.#only.ReadingType;
    const isNamed = self !== '' && related.some((path) => /(^|\/)readingtype\//i.test(path));
    return near === null || (isNamed && near.entry.self !== '') ? null : near;
  }

  /** A type below its MeterReading's path, or the first one after it. */
  #tieType(type: Resource): void {
    const above = this.#meterReadings.find(parentPath(parentPath(type.entry.self))) ?? type.before.MeterReading;
    if (above === null) return;
    const owner = this.#meterReadings.first(above);
    if (!this.#typesByMeterReading.has(owner)) this.#typesByMeterReading.set(owner, type);
  }

  #make(kind: 'MeterReading' | 'UsagePoint', path: string, { row, before }: Pick<Resource, 'row' | 'before'>): Resource {
    const key = `${kind} ${path}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made: Resource = { kind, row, entry: { ...emptyEntry(), self: path }, fields: {}, before };
    this.#made.set(key, made);
    return made;
  }
}

/** Resources of one kind, by their own links and by the links that they give to what is theirs. */
class Relatives {
  readonly #bySelf = new LinkIndex<Resource>('UsagePoint');
  readonly #byRelated = new LinkIndex<Resource>('UsagePoint');
  /** The path of another resource of the same kind, which is no child. */
  readonly #sibling: RegExp;

  constructor(kind: 'UsagePoint' | 'MeterReading') {
    this.#sibling = new RegExp(`(?:^|/)${kind}/[^/]*$`, 'i');
  }

  add(resource: Resource): void {
    const first = this.#bySelf.add(resource.entry.self, resource);
    for (const path of resource.entry.related) {
      if (!this.#sibling.test(path)) this.#byRelated.add(path, first);
    }
  }

  /** The same entry may stand in a file more than once: its first one. */
  first(resource: Resource): Resource {
    return this.#bySelf.find(resource.entry.self) ?? resource;
  }

  find(path: string): Resource | null {
    return this.#bySelf.find(path);
  }

  ownerOf({ entry: { self, up } }: Child): Resource | null {
    return (
      this.#bySelf.find(up) ??
      this.#bySelf.find(parentPath(up)) ??
      this.#byRelated.find(self) ??
      this.#byRelated.find(up) ??
      this.#byRelated.find(parentPath(self)) ??
      this.#bySelf.find(parentPath(parentPath(self)))
    );
  }
}

/** Whether order may tell that one belongs to the other: not where links say that it belongs elsewhere. */
function isFree({ entry: { self, up } }: Child, near: Resource): boolean {
  return near.entry.self === '' || (self === '' && up === '');
}

function onlyOf(resources: readonly Resource[], kind: Resource['kind']): Resource | null {
  const own = resources.filter((resource) => resource.kind === kind);
  return own.length === 1 ? (own[0] ?? null) : null;
}

/** The id of a thing as a person may know it. */
export function idOf({ entry: { self } }: Resource): string {
  return lastSegment(self);
}
