import type { Guess, MeterSettings, ReadContext, ReadOptions, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { type Finding, problemOf } from '#core/meter-files/problem-list.ts';
import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';

/** The maker's way of writing tables: recognised by clear evidence only, and never where staff said how to read the file. */
export type Dialect = (table: Table, context: ReadContext) => Translation | null;

/** A dialect's table told in the words that the reader of tables understands. */
export interface Translation {
  readonly format: string;
  /** The names of the translated columns. */
  readonly header: readonly string[];
  /** The physical line of the file's own header; null where it has none. What stands above it is not read. */
  readonly headerRow: number | null;
  /** Begins one pass over the records; `isHead` for the look at the beginning, in which nothing is said. */
  readonly begin: (say: (finding: Finding) => void, isHead: boolean) => RecordChange;
  /** What is certain because the file is of this dialect; what staff said goes first. */
  readonly options: ReadOptions;
  /** What is likely, unless the meter's settings know better. */
  readonly likely?: Partial<Pick<MeterSettings, 'kind'>>;
  /** The file's own names of columns whose cells became records, by the meter's label. */
  readonly valueNames?: ReadonlyMap<string, string>;
  /** The dialect's own findings, in place of those of the reader of tables about the same. */
  readonly guesses: readonly Guess[];
  readonly questions: readonly Problem[];
}

export interface RecordChange {
  /** The translated records that take the record's place. */
  take(record: readonly string[], row: number): readonly (readonly string[])[];
  /** To be called after the last record. */
  finish?(): void;
}

/** The table as the reader of tables gets it. */
export function translatedTable(table: Table, translation: Translation): Table {
  const head = passOver(translation, true);
  return {
    ...table,
    format: translation.format,
    ...(translation.valueNames === undefined ? {} : { valueNames: translation.valueNames }),
    head: head.block(table.head),
    async *blocks() {
      const pass = passOver(translation, false);
      let bytesRead = 0;
      for await (const block of table.blocks()) {
        bytesRead = block.bytesRead;
        yield pass.block(block);
      }
      yield pass.end(bytesRead);
    },
  };
}

function passOver({ header, headerRow, begin }: Translation, isHead: boolean) {
  let problems: Problem[] = [];
  let isHeaderDue = headerRow === null;
  const change = begin((finding) => problems.push(problemOf(finding)), isHead);
  const take = (block: RecordBlock): RecordBlock => {
    const records: (readonly string[])[] = isHeaderDue ? [header] : [];
    const rows: number[] = isHeaderDue ? [0] : [];
    isHeaderDue = false;
    for (const [at, record] of block.records.entries()) {
      const row = block.rows[at] ?? 0;
      if (headerRow !== null && row < headerRow) continue;
      for (const told of row === headerRow ? [header] : change.take(record, row)) {
        records.push(told);
        rows.push(row);
      }
    }
    const said = problems;
    problems = [];
    return { records, rows, problems: [...block.problems, ...said], bytesRead: block.bytesRead };
  };
  return {
    block: take,
    end: (bytesRead: number): RecordBlock => {
      change.finish?.();
      return { records: [], rows: [], problems, bytesRead };
    },
  };
}

/** The context of a translated table: the dialect answers what staff left open; which column holds what it has settled itself. */
export function translatedContext(context: ReadContext, { options, likely }: Translation): ReadContext {
  const { valueColumn: _value, meterColumn: _meter, ...told } = context.options;
  const kind = likely?.kind ?? null;
  return {
    ...context,
    options: { ...options, ...told },
    meter: (label) => {
      const settings = context.meter(label);
      return settings === null || kind === null ? settings : { ...settings, kind: settings.kind ?? kind };
    },
  };
}

const ABOUT: Readonly<Partial<Record<keyof ReadOptions, Guess['about']>>> = {
  kind: 'kind',
  unit: 'unit',
  timeZone: 'zone',
  label: 'label',
  dateOrder: 'time',
  newestFirst: 'order',
};

/** The understanding with the dialect's own evidence: what it settled was told by nobody. */
export function translatedUnderstanding(
  understanding: Understanding,
  { translation, told }: { readonly translation: Translation; readonly told: ReadOptions },
): Understanding {
  const { options, guesses } = translation;
  const settled = Object.entries(ABOUT)
    .filter(([option]) => option in options && !(option in told))
    .map(([, about]) => about);
  const own = guesses.filter(({ about }) => !(about === 'kind' && told.kind !== undefined));
  const others = understanding.guesses
    .filter(({ about }) => !own.some((guess) => guess.about === about))
    .map((guess): Guess => (settled.includes(guess.about) ? { ...guess, evidence: 'format', certainty: 'sure' } : guess));
  const format = own.filter(({ about }) => about === 'format');
  return { ...understanding, guesses: [...format, ...others, ...own.filter((guess) => !format.includes(guess))] };
}
