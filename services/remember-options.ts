import type { Understanding } from '#core/meter-files/meter-file.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findImportLike, type Import } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import type { ImportOptions } from '#services/import-request.ts';

/** The newest committed import whose header had the same columns; null when there is none or the file has no header. */
export async function findLikeImport(
  ctx: Context,
  request: { campus: Campus; understanding: Understanding | null },
): Promise<Import | null> {
  const columns = request.understanding?.guesses.find((guess) => guess.about === 'header')?.params.columns ?? '';
  if (columns === '') return null;
  return findImportLike(ctx.database.db, { campusId: request.campus.id, columns });
}

/**
 * The options of an earlier import that describe its layout. Which meter it was about and what was to become of its
 * conflicts, resets and unknown meters is asked anew: those belong to one file.
 */
export function optionsToKeep(options: ImportOptions): ImportOptions {
  const { kind, unit, timeZone, label, dateOrder, endOnly, newestFirst, duplicates } = options;
  const kept = { kind, unit, timeZone, label, dateOrder, endOnly, newestFirst, duplicates };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
