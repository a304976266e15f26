import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findImport, type Import, listProblems } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

/** An import with the problems that were kept of it: none before it is committed. Errors: import-unknown. */
export async function getImport(
  ctx: Context,
  request: { campus: Campus; importId: number },
): Promise<{ row: Import; problems: readonly Problem[] }> {
  const { campus, importId } = request;
  const row = await findImport(ctx.database.db, { campusId: campus.id, id: importId });
  if (row === null || row.sha256.length === 0)
    throw new ServiceError('import-unknown', `There is no import ${importId} at ${campus.name}. It may have been discarded.`);
  return { row, problems: await listProblems(ctx.database.db, { campusId: campus.id, importId }) };
}
