import type { Campus } from '#db/queries/campuses.ts';
import { type ImportFilter, type ListedImport, listImportsWithPeople } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';

const PAGE_LENGTH = 50;
const LONGEST_TEXT = 100;

/** An import as the history shows it: who, when undone, counts by severity (`outcome`), the profile used; and whether its bytes are here. */
export interface ImportLine extends ListedImport {
  readonly isKept: boolean;
}

/**
 * The campus's imports, newest first, a page at a time; `next` is what `before` is for the page after, null at the end. A
 * filter narrows them by state, channel, or a text in the file's name or the person's address.
 */
export async function listImports(
  ctx: Context,
  request: { campus: Campus; before: number | null } & Partial<ImportFilter>,
): Promise<{ imports: readonly ImportLine[]; next: number | null }> {
  const { campus, before, state = null, channel = null } = request;
  const text = request.text?.replaceAll('\u0000', '').trim().slice(0, LONGEST_TEXT) || null;
  const query = { campusId: campus.id, beforeId: before, limit: PAGE_LENGTH + 1, state, channel, text };
  const found = await listImportsWithPeople(ctx.database.db, query);
  const imports = found
    .slice(0, PAGE_LENGTH)
    .map((row) => ({ ...row, isKept: row.state === 'received' || row.keptUntil !== null }));
  return { imports, next: found.length > PAGE_LENGTH ? (imports.at(-1)?.id ?? null) : null };
}
