import { Buffer } from 'node:buffer';
import { type Entry, emptyEntry, linkPath } from '#core/meter-files/green-button/links.ts';
import { TooMuchXml, type XmlListener } from '#core/meter-files/green-button/xml-reader.ts';

/** A UsagePoint, MeterReading or ReadingType: its entry, the texts of its elements by name, and what came before it in the file. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly row: number;
  readonly entry: Entry;
  readonly fields: Record<string, string>;
  readonly before: Before;
}

/** An IntervalBlock without its readings. */
export interface Block {
  readonly row: number;
  readonly entry: Entry;
  /** Texts of the elements of its `interval`, by name. */
  readonly fields: Record<string, string>;
  readonly before: Before;
  readings: number;
  hasDurations: boolean;
}

type ResourceKind = 'UsagePoint' | 'MeterReading' | 'ReadingType';
/** The last one of each kind before a place in the file: what belongs together where links are missing. */
export type Before = Readonly<Record<ResourceKind, Resource | null>>;

/** More entries or links than this is no office's file. */
const MOST_THINGS = 100_000;
const MOST_LINK_CHARACTERS = 40_000_000;
const LONGEST_LINK = 2000;
const MOST_FIELDS = 60;
const LONGEST_TITLE = 200;
const STEPS_LOOKED_AT = 1000;

/** The first of two readings of a feed: everything but the readings themselves, in the order of the file. */
export class Outline implements XmlListener {
  row = 0;
  readonly resources: Resource[] = [];
  readonly blocks: Block[] = [];
  /** Later starts minus earlier ones, as they follow each other within blocks: below zero, newest first. */
  direction = 0;
  #before: Before = { UsagePoint: null, MeterReading: null, ReadingType: null };
  #entry: Entry | null = null;
  readonly #open: Resource[] = [];
  #block: Block | null = null;
  #isInReading = false;
  #links = 0;
  #linkCharacters = 0;
  #steps = 0;
  #lastStart = Number.NaN;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#isInReading) return;
    if (name === 'IntervalReading') this.#openReading();
    else if (name === 'IntervalBlock') this.#openBlock();
    else if (name === 'UsagePoint' || name === 'MeterReading' || name === 'ReadingType') this.#openResource(name);
    else if (name === 'entry') this.#entry = emptyEntry();
    else if (name === 'link') this.#link(attributes);
  }

  close(name: string, text: string): void {
    if (this.#isInReading) this.#closeInReading(name, text);
    else if (name === 'IntervalBlock') this.#block = null;
    else if (name === 'entry') this.#entry = null;
    else if (this.#block !== null) keep(this.#block.fields, name, text);
    else this.#closeOther(name, text);
  }

  #closeInReading(name: string, text: string): void {
    if (name === 'IntervalReading') this.#isInReading = false;
    else if (name === 'duration' && this.#block !== null) this.#block.hasDurations = true;
    else if (name === 'start' && this.#steps < STEPS_LOOKED_AT) {
      const start = Number(text);
      const step = Math.sign(start - this.#lastStart);
      if (!Number.isNaN(step)) this.direction += step;
      this.#lastStart = start;
      this.#steps += 1;
    }
  }

  #closeOther(name: string, text: string): void {
    const resource = this.#open.at(-1);
    if (resource === undefined) {
      if (name === 'title' && this.#entry !== null) this.#entry.title = copied(text).slice(0, LONGEST_TITLE).toWellFormed();
    } else if (name === resource.kind) this.#open.pop();
    else keep(resource.fields, name, text);
  }

  #openReading(): void {
    if (this.#block === null) return;
    this.#isInReading = true;
    this.#block.readings += 1;
  }

  #openBlock(): void {
    this.#count(this.blocks.length);
    const entry = this.#entry ?? emptyEntry();
    this.#block = { row: this.row, entry, fields: {}, before: this.#before, readings: 0, hasDurations: false };
    this.blocks.push(this.#block);
    this.#lastStart = Number.NaN;
  }

  #openResource(kind: ResourceKind): void {
    this.#count(this.resources.length);
    const resource = { kind, row: this.row, entry: this.#entry ?? emptyEntry(), fields: {}, before: this.#before };
    this.resources.push(resource);
    this.#open.push(resource);
    this.#before = { ...this.#before, [kind]: resource };
  }

  #link({ rel = '', href = '' }: Readonly<Record<string, string>>): void {
    if (this.#entry === null || href.length > LONGEST_LINK) return;
    this.#links += 1;
    this.#linkCharacters += href.length;
    this.#count(this.#links);
    if (this.#linkCharacters > MOST_LINK_CHARACTERS) throw new TooMuchXml();
    const path = copied(linkPath(href));
    const relation = rel.trim().toLowerCase();
    if (relation === 'self') this.#entry.self = path;
    else if (relation === 'up') this.#entry.up = path;
    else this.#entry.related.push(path);
  }

  #count(things: number): void {
    if (things >= MOST_THINGS) throw new TooMuchXml();
  }
}

function keep(fields: Record<string, string>, name: string, text: string): void {
  if (text === '' || Object.hasOwn(fields, name) || Object.keys(fields).length >= MOST_FIELDS) return;
  Object.defineProperty(fields, copied(name), { value: copied(text).slice(0, LONGEST_TITLE).toWellFormed(), enumerable: true });
}

/** A slice of a text keeps all of it in memory; a copy does not. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
