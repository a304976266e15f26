import { parse } from 'csv-parse/sync';
import { type Problem, problemFor } from '#core/meter-files/problem.ts';

/** A row of a list that staff keep (dorms, meters): cells by the header's name, trimmed; `row` is the line in the file. */
export interface ListRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of a small CSV list with a header, or what is wrong with it. Delimiter , ; or tab; with or without BOM. */
export function readList(text: string, required: readonly string[]): { rows: ListRow[]; problems: Problem[] } {
  const records = parseRecords(text);
  if (records === null) return { rows: [], problems: [problemFor({ kind: 'unreadable-file', severity: 'refused' })] };
  const [header, ...body] = records;
  if (header === undefined || body.length === 0)
    return { rows: [], problems: [problemFor({ kind: 'empty-file', severity: 'refused' })] };
  const names = header.cells.map((name) => name.toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  const problems = missing.map((column) =>
    problemFor({
      kind: 'column-missing',
      severity: 'refused',
      row: header.row,
      column,
      found: header.cells.join(', '),
      params: { column },
    }),
  );
  const rows = body
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ row, cells }) => ({ row, cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) }));
  return { rows, problems };
}

function parseRecords(text: string): { row: number; cells: string[] }[] | null {
  const firstLine = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((candidate) => firstLine.includes(candidate)) ?? ',';
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    });
    return (records as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      row: info.lines,
      cells: record,
    }));
  } catch {
    return null;
  }
}
