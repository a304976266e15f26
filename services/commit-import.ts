import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { discardImport } from '#services/discard-import.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult, ImportStage } from '#services/import-request.ts';
import { openReceivedFile } from '#services/open-received-file.ts';

/**
 * Commits a received file. State `known`: the same file is in already, under the import that the result names, and the
 * received copy is thrown away. Errors: import-unknown, import-already-committed.
 */
export async function commitImport(
  ctx: Context,
  request: {
    campus: Campus;
    importId: number;
    options: ImportOptions;
    personId: number;
    now: Date;
    onProgress?: (share: number) => void;
    onStage?: (stage: ImportStage) => void;
  },
): Promise<ImportResult> {
  const { campus, importId, options, personId, now, onProgress, onStage } = request;
  const { row, source } = await openReceivedFile(ctx, { campus, importId });
  const result = await importReadings(ctx, {
    campus,
    source,
    sha256: row.sha256,
    options,
    channel: row.channel,
    mode: 'commit',
    now,
    personId,
    received: importId,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onStage === undefined ? {} : { onStage }),
  });
  if (result.state === 'known' && result.import !== importId) await discardImport(ctx, { campus, importId });
  return result;
}
