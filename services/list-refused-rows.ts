import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listProblems } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import { cutNationalRows } from '#services/cut-national-rows.ts';
import { cutTableRows, tableTextOf } from '#services/cut-table-rows.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { openKeptFile, type ReceivedFile } from '#services/open-received-file.ts';
import { ServiceError } from '#services/service-error.ts';
import { wordProblems } from '#services/word-problems.ts';
import { csvLine } from '#services/write-csv.ts';

/**
 * The rows of a file that did not or would not count, as many as are listed as problems. rows: as they stood, in the file's
 * own layout; mended, they import by themselves. list: where they cannot be cut out (archives, workbooks, XML, or the bytes
 * are not kept any more), what was found in each and what to do.
 */
export interface RefusedRows {
  readonly form: 'rows' | 'list';
  readonly lines: AsyncIterable<string>;
}

/**
 * The refused rows of a received file, read by `options`, or of a committed one, by those it was imported with. Null where no
 * row was refused. Errors: import-unknown.
 */
export async function listRefusedRows(
  ctx: Context,
  request: { campus: Campus; importId: number; options: ImportOptions; now: Date },
): Promise<RefusedRows | null> {
  const { campus, importId } = request;
  const kept = await openKeptFile(ctx, { campus, importId });
  const problems = kept?.row.state === 'received' ? await readAsPreview(ctx, { ...request, kept }) : null;
  const told = problems?.problems ?? (await listProblems(ctx.database.db, { campusId: campus.id, importId }));
  if (kept === null && told.length === 0)
    throw new ServiceError('import-unknown', `There is no import ${importId} at ${campus.name} with refused rows.`);
  const refused = told.filter(({ severity }) => severity === 'refused' || severity === 'held');
  if (refused.length === 0) return null;
  const understanding = problems === null ? (kept?.row.understanding ?? null) : problems.understanding;
  if (kept === null || understanding === null) return { form: 'list', lines: listOf(refused) };
  const table = tableTextOf(understanding);
  if (table !== null) return { form: 'rows', lines: cutTableRows({ source: kept.source, table, refused }) };
  if (understanding.format === 'nem12') return { form: 'rows', lines: cutNationalRows({ source: kept.source, refused }) };
  return { form: 'list', lines: listOf(refused) };
}

async function readAsPreview(
  ctx: Context,
  request: { campus: Campus; importId: number; options: ImportOptions; now: Date; kept: ReceivedFile },
) {
  const { campus, importId, options, now, kept } = request;
  const { row, source } = kept;
  const preview = { channel: row.channel, mode: 'preview', received: importId } as const;
  return importReadings(ctx, { campus, source, sha256: row.sha256, options, now, ...preview });
}

async function* listOf(refused: readonly Problem[]): AsyncGenerator<string> {
  yield csvLine(['file', 'row', 'column', 'found', 'problem', 'expected', 'remedy']);
  for (const problem of refused) {
    const [words] = wordProblems([problem]);
    const { row, column, found, kind, params } = problem;
    yield csvLine([params.file ?? '', row, column, found, kind, words?.expected ?? '', words?.remedy ?? '']);
  }
}
