import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { listImportsNaming, listLabelsPlacedSince, markPlaced } from '#db/queries/inbox.ts';
import type { Context } from '#services/context.ts';
import { discardImport } from '#services/discard-import.ts';
import { releaseUselessFiles } from '#services/discard-stale-imports.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { openKeptFile } from '#services/open-received-file.ts';
import { ServiceError } from '#services/service-error.ts';

/** What came in of the files that named a meter before it was known. */
export interface Reread {
  /** Imports that brought rows in, each to be undone by itself. */
  readonly imports: readonly number[];
  readonly readings: { readonly new: number; readonly same: number; readonly replaced: number };
  /** Files that name the meter and still do not go in: they stay in the inbox. */
  readonly refused: readonly number[];
}

/**
 * Reads every file that is here and names a label, once the label is known, oldest first. Of a committed file only that
 * meter's rows go in, under an import of their own; a file that waited for a human goes in whole. Run again, or by two at
 * once, it brings nothing twice.
 */
export async function rereadKeptFiles(
  ctx: Context,
  request: { campus: Campus; label: string; personId: number | null; now: Date },
): Promise<Reread> {
  const { campus, label, now } = request;
  const imports: number[] = [];
  const refused: number[] = [];
  const readings = { new: 0, same: 0, replaced: 0 };
  for (const { id } of await listImportsNaming(ctx.database.db, { campusId: campus.id, label })) {
    const again = () => readAgain(ctx, { ...request, importId: id });
    // A file that waited and that another label has just brought in is kept for this one's rows now.
    const result = await again().catch(nullIfGone(again)).catch(nullIfGone());
    if (result?.state === 'refused') refused.push(id);
    if (result?.state !== 'committed' || result.import === null) continue;
    imports.push(result.import);
    readings.new += result.readings.new;
    readings.same += result.readings.same;
    readings.replaced += result.readings.replaced;
  }
  await releaseUselessFiles(ctx, { campus, now });
  return { imports, readings, refused };
}

/** Whoever read the file first may have let it go; or `instead`, where there is something left to try. */
function nullIfGone(instead?: () => Promise<ImportResult | null>) {
  return (error: unknown): Promise<ImportResult | null> | null => {
    if (error instanceof ServiceError && (error.code === 'import-unknown' || error.code === 'import-already-committed'))
      return instead?.() ?? null;
    throw error;
  };
}

/**
 * Brings in what kept files hold of meters that became known in any other way (a list of meters, the meters' page), or whose
 * assigning broke off half-way; of every campus. Safe to run at any time and more than once.
 */
export async function rereadPlacedMeters(ctx: Context, { now }: { now: Date }): Promise<{ imports: number }> {
  let imports = 0;
  for (const campus of await listCampuses(ctx.database.db)) {
    for (const label of await listLabelsPlacedSince(ctx.database.db, campus.id))
      imports += (await rereadKeptFiles(ctx, { campus, label, personId: null, now })).imports.length;
  }
  return { imports };
}

async function readAgain(
  ctx: Context,
  request: { campus: Campus; label: string; personId: number | null; now: Date; importId: number },
): Promise<ImportResult | null> {
  const { campus, label, personId, now, importId } = request;
  const kept = await openKeptFile(ctx, { campus, importId });
  if (kept === null) return null;
  const { row, source } = kept;
  const isWaiting = row.state === 'received';
  const result = await importReadings(ctx, {
    campus,
    source,
    sha256: row.sha256,
    options: isWaiting ? row.options : withoutReplacing(row.options),
    channel: row.channel,
    mode: 'commit',
    now,
    ...(personId === null ? {} : { personId }),
    ...(isWaiting ? { received: importId, usesProfiles: true } : { reread: { importId, labels: new Set([label]) } }),
  });
  if (!isWaiting) await markPlaced(ctx.database.db, { campusId: campus.id, importId, label });
  if (isWaiting && result.state === 'known') await discardImport(ctx, { campus, importId });
  return result;
}

/** Months later, an old file takes no newer value's place. */
function withoutReplacing(options: ImportOptions): ImportOptions {
  const { replace: _, strict: __, ...others } = options;
  return others;
}
