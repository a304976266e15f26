import type { Column } from '#core/meter-files/table/columns.ts';
import { wordsOf } from '#core/meter-files/table/words.ts';

export interface ToldColumns {
  readonly time: Column | null;
  readonly meter: Column | null;
  readonly value: Column | null;
}

/** The columns that staff named; a text where what they named is no column of the file. */
export function toldColumns(
  columns: readonly Column[],
  options: { readonly timeColumn?: string; readonly meterColumn?: string; readonly valueColumn?: string },
): ToldColumns | string {
  const found = { time: null, meter: null, value: null } as Record<keyof ToldColumns, Column | null>;
  for (const [place, told] of [
    ['time', options.timeColumn],
    ['meter', options.meterColumn],
    ['value', options.valueColumn],
  ] as const) {
    if (told === undefined || told.trim() === '') continue;
    found[place] = toldColumn(columns, told);
    if (found[place] === null) return told.trim();
  }
  return found;
}

/** The column that staff named: by its name as it stands, else by its words, else by its number from 1. Null where none is meant. */
function toldColumn(columns: readonly Column[], told: string): Column | null {
  const name = told.trim();
  const words = wordsOf(name);
  const number = /^\d{1,5}$/.test(name) ? Number(name) : Number.NaN;
  return (
    columns.find((column) => column.name?.trim() === name) ??
    columns.find((column) => column.bare.trim() === name) ??
    (words === '' ? undefined : columns.find((column) => column.words === words)) ??
    columns.find(({ index }) => index + 1 === number) ??
    null
  );
}
