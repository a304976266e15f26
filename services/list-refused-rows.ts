import { type Encoding, readText } from '#core/meter-files/csv/encoding.ts';
import { readRecords } from '#core/meter-files/csv/records.ts';
import type { Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { openReceivedFile } from '#services/open-received-file.ts';
import { csvLine } from '#services/write-csv.ts';

/**
 * The lines of a received file that would not count, under the file's own header and with its own delimiter: mended, they
 * import by themselves. As many as are listed as problems. Null when the file is no table of text.
 * Errors: import-unknown, import-already-committed.
 */
export async function listRefusedRows(
  ctx: Context,
  request: { campus: Campus; importId: number; options: ImportOptions; now: Date },
): Promise<AsyncIterable<string> | null> {
  const { campus, importId, options, now } = request;
  const { row, source } = await openReceivedFile(ctx, { campus, importId });
  const preview = { channel: 'page', mode: 'preview', received: importId } as const;
  const { problems, understanding } = await importReadings(ctx, { campus, source, sha256: row.sha256, options, now, ...preview });
  const table = understanding === null ? null : tableOf(understanding);
  if (table === null) return null;
  const wanted = refusedRows(problems);
  if (table.headerRow !== null) wanted.add(table.headerRow);
  return pickLines(readRecords(readText(source, table.encoding), table.delimiter), { wanted, delimiter: table.delimiter });
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', semicolon: ';', pipe: '|', comma: ',' };
const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

function tableOf({ format, guesses }: Understanding) {
  const guessed = (about: string) => guesses.find((guess) => guess.about === about)?.value;
  const encoding = ENCODINGS.find((one) => one === guessed('encoding'));
  const name = guessed('delimiter');
  if (format !== 'csv' || encoding === undefined || name === undefined) return null;
  const header = guesses.find((guess) => guess.about === 'header');
  const headerRow = header === undefined || header.value === 'none' ? null : Number(header.params.row);
  return { encoding, delimiter: DELIMITERS[name] ?? name, headerRow };
}

function refusedRows(problems: readonly Problem[]): Set<number> {
  const rows = new Set<number>();
  for (const { severity, row } of problems) if (row !== null && (severity === 'refused' || severity === 'held')) rows.add(row);
  return rows;
}

async function* pickLines(
  blocks: AsyncIterable<{ records: readonly (readonly string[])[]; rows: readonly number[] }>,
  { wanted, delimiter }: { wanted: ReadonlySet<number>; delimiter: string },
): AsyncGenerator<string> {
  for await (const { records, rows } of blocks) {
    const lines = records.filter((_, at) => wanted.has(rows[at] ?? 0)).map((record) => csvLine(record, delimiter));
    if (lines.length > 0) yield lines.join('');
  }
}
