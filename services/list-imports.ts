import type { Campus } from '#db/queries/campuses.ts';
import { type ListedImport, listImportsWithPeople } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';

const PAGE_LENGTH = 50;

/** The campus's imports, newest first, a page at a time; `next` is what `before` is for the page after, null at the end. */
export async function listImports(
  ctx: Context,
  request: { campus: Campus; before: number | null },
): Promise<{ imports: readonly ListedImport[]; next: number | null }> {
  const query = { campusId: request.campus.id, beforeId: request.before, limit: PAGE_LENGTH + 1 };
  const found = await listImportsWithPeople(ctx.database.db, query);
  const imports = found.slice(0, PAGE_LENGTH);
  return { imports, next: found.length > PAGE_LENGTH ? (imports.at(-1)?.id ?? null) : null };
}
