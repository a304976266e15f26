import type { Problem } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findImport, type Import, listProblems } from '#db/queries/imports.ts';
import { findPerson } from '#db/queries/people.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * An import with the problems that were kept of it (none before it is committed) and the e-mail address of who made it,
 * null for another program or one who has left. Errors: import-unknown.
 */
export async function getImport(
  ctx: Context,
  request: { campus: Campus; importId: number },
): Promise<{ row: Import; email: string | null; problems: readonly Problem[] }> {
  const { campus, importId } = request;
  const row = await findImport(ctx.database.db, { campusId: campus.id, id: importId });
  if (row === null || row.sha256.length === 0)
    throw new ServiceError('import-unknown', `There is no import ${importId} at ${campus.name}. It may have been discarded.`);
  const person = row.personId === null ? null : await findPerson(ctx.database.db, row.personId);
  return { row, email: person?.email ?? null, problems: await listProblems(ctx.database.db, { campusId: campus.id, importId }) };
}
