import { entryOf } from '#core/meter-files/entry-of.ts';
import type { Unit } from '#core/meter-files/meter-file.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { unitOf, wordsOf } from '#core/meter-files/table/words.ts';

/** What the lines above a table's header say about it. */
export interface FileNotes {
  /** The words that the lines begin with. */
  readonly keys: readonly string[];
  readonly zone: string | null;
  readonly unit: Unit | null;
  /** "Cumulative", "Consumption": what kind of values. */
  readonly kind: string | null;
  /** The line of meters, its key first; empty where there is none. */
  readonly meters: readonly string[];
  readonly names: readonly string[];
  readonly headerRow: number;
  readonly headerIndex: number;
}

const KEYS =
  /^(organi[sz]ation|campus|facility|building|buildings|meter|meters|meter name|meter id|resolution|interval|time ?zone|unit|units|reading type|data type|type|report|date range|start|start date|end|end date|from|to|exported|generated|created|source)$/;
/** At least one of these: what a person would not write over a table by hand. */
const TELLING = /^(resolution|time ?zone|reading type|facility|organi[sz]ation)$/;
const LOOKED_AT = 30;

/** The notes above a header of times and meters; null unless two lines or more are notes and one of them is telling. */
export function notesAbove({ records, rows }: RecordBlock): FileNotes | null {
  const headerIndex = records.slice(0, LOOKED_AT).findIndex(isHeader);
  if (headerIndex < 2) return null;
  const above = records.slice(0, headerIndex).flatMap((record) => noteOf(record));
  const keys = above.map(({ key }) => key);
  if (new Set(keys).size < 2 || !keys.some((key) => TELLING.test(key))) return null;
  const said = (pattern: RegExp) => above.find(({ key }) => pattern.test(key))?.text ?? null;
  const named = above.filter(({ key }) => /^meters?( name)?$/.test(key)).at(-1);
  return {
    keys: above.map(({ name }) => name).slice(0, 12),
    zone: zoneOf(said(/^time ?zone$/)),
    unit: unitOf(said(/^units?$/) ?? ''),
    kind: said(/^(reading type|data type|type)$/),
    meters: named?.record ?? [],
    names: records[headerIndex] ?? [],
    headerRow: rows[headerIndex] ?? 0,
    headerIndex,
  };
}

/** `Resolution: hour` in one cell, or `Resolution,hour` in two. */
function noteOf(
  record: readonly string[],
): readonly { readonly name: string; readonly key: string; readonly text: string; readonly record: readonly string[] }[] {
  const [first = '', second = ''] = record;
  const [, name = first, inline] = /^\s*([^:]{2,30}):\s*(.*)$/s.exec(first) ?? [];
  const key = wordsOf(name);
  const text = inline === undefined || inline === '' ? second.trim() : inline.trim();
  if (!KEYS.test(key)) return [];
  return [{ name: name.trim(), key, text, record: inline === undefined || inline === '' ? record : [name, inline] }];
}

/** "Timestamp" and names beside it: no note, and no time or number in it. */
function isHeader(record: readonly string[]): boolean {
  const [first = '', ...others] = record;
  const named = others.filter((cell) => cell.trim() !== '');
  return (
    /^(time ?stamp|time|date|date time|local time|datetime|reading time)\b/.test(wordsOf(first)) &&
    !first.includes(':') &&
    !/^time ?zone\b/.test(wordsOf(first)) &&
    !/^date range\b/.test(wordsOf(first)) &&
    named.length > 0 &&
    named.every((cell) => lookOf(cell) === 'text')
  );
}

const ZONES: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
};

/** An IANA name as it stands, or "Eastern Time (US & Canada)"; null for anything else. */
function zoneOf(text: string | null): string | null {
  if (text === null || text === '') return null;
  const american = /^(?:\([^)]*\)\s*)?(eastern|central|mountain|pacific) time(?: \(us|$)/i.exec(text)?.[1]?.toLowerCase();
  return american === undefined ? text : entryOf(ZONES, american);
}
