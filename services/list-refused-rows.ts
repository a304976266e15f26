import { type FoundPart, findParts } from '#core/meter-files/find-parts.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listProblems } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import { cutNationalRows } from '#services/cut-national-rows.ts';
import { cutTableRows, tableCutOf } from '#services/cut-table-rows.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { contextsFor } from '#services/open-meter-file.ts';
import { openKeptFile, type ReceivedFile } from '#services/open-received-file.ts';
import { ServiceError } from '#services/service-error.ts';
import { wordProblems } from '#services/word-problems.ts';
import { canonicalRows, type RefusingPart } from '#services/write-canonical-rows.ts';
import { csvLine } from '#services/write-csv.ts';

/**
 * The rows of a file that did not or would not count, as many as are listed as problems. rows: as they stood, in the file's
 * own layout, or as plain lines of meter, start, end, value and unit where that would not tell all; mended, they import by
 * themselves. list: where they cannot be had (the bytes are not kept any more, intervals and registers among each other), what
 * was found in each and what to do.
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
  const options = kept?.row.state === 'received' ? request.options : (kept?.row.options ?? {});
  const rows = kept === null ? null : await rowsOf(ctx, { ...request, options, kept, refused });
  return rows === null ? { form: 'list', lines: listOf(refused) } : { form: 'rows', lines: rows };
}

/** The refused rows out of the file's bytes; null where they cannot be had. */
async function rowsOf(
  ctx: Context,
  request: { campus: Campus; options: ImportOptions; now: Date; kept: ReceivedFile; refused: readonly Problem[] },
): Promise<AsyncIterable<string> | null> {
  const { campus, options, kept, refused } = request;
  const { contextOf } = await contextsFor(ctx, request);
  const parts = await findParts({ source: kept.source, context: contextOf(options) });
  const refusing = parts.flatMap((part): RefusingPart[] => {
    const problems = refused.filter((problem) => problem.row !== null && isOf(problem, part, parts));
    return problems.length === 0 ? [] : [{ part, problems }];
  });
  const markets = refusing.flatMap(({ part, problems }) =>
    isMarket(part) && part.source !== null ? [{ source: part.source, refused: problems }] : [],
  );
  if (markets.length > 0) return markets.length === refusing.length ? nationalRows(markets) : null;
  const [only, ...others] = refusing;
  if (only === undefined) return null;
  const isNamedAlone = only.part.context.options.meter !== options.meter;
  const cut = others.length > 0 || isNamedAlone ? null : tableCutOf(only.part);
  return cut === null ? canonicalRows(refusing, campus.timeZone) : cutTableRows(cut, only.problems);
}

function isMarket({ understanding: { format } }: FoundPart): boolean {
  return format === 'nem12' || format === 'nem13';
}

/** Whether a problem is about a part; one that names none may be about any. */
function isOf({ params: { file } }: Problem, { place }: FoundPart, parts: readonly FoundPart[]): boolean {
  if (file === undefined || parts.length === 1) return true;
  return place === file || place.endsWith(` › ${file}`) || place === file.replace(/\.gz$/i, '');
}

async function* nationalRows(files: readonly Parameters<typeof cutNationalRows>[0][]): AsyncGenerator<string> {
  for (const file of files) yield* cutNationalRows(file);
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
