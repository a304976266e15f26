import type { Lens } from '#core/ranking/rules.ts';
import { rankDorms, type Standing } from '#core/ranking/standings.ts';
import { type Week, weekAt } from '#core/time/weeks.ts';
import { type Campus, currentRevision } from '#db/queries/campuses.ts';
import { findImport, type Import, setReceivedOptions } from '#db/queries/imports.ts';
import { listPublishedWeeksTouched } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { areSameOptions } from '#services/find-known-import.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult, ImportStage } from '#services/import-request.ts';
import { openReceivedFile } from '#services/open-received-file.ts';
import { type ImportPicture, pictureImport } from '#services/picture-import.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** What committing a received file would do. */
export interface Preview {
  readonly file: Import;
  readonly options: ImportOptions;
  readonly result: ImportResult;
  /** The earlier import whose file looked alike. */
  readonly like: Import | null;
  /** Its options that were taken over where staff said nothing. */
  readonly taken: ImportOptions;
  /** Null when nothing would go in. */
  readonly effect: BoardEffect | null;
  /** Null when nothing would go in. */
  readonly picture: ImportPicture | null;
}

/** The open week's full standings under one lens, before and after, and the Mondays of published weeks that would be looked at again. */
export interface BoardEffect {
  readonly week: Week;
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
  readonly publishedWeeks: readonly string[];
}

export interface PreviewRequest {
  readonly campus: Campus;
  readonly importId: number;
  /** Null: what was chosen for this file before, else what was chosen for one like it. */
  readonly options: ImportOptions | null;
  readonly lens: Lens;
  readonly now: Date;
  /** Leaves the options kept with the file as they are: what is only looked at changes nothing. */
  readonly isOnlyLook?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  readonly onStage?: (stage: ImportStage) => void;
}

/**
 * Reads a received file as a commit would and takes everything back: what it holds, what is wrong with it, and how the
 * open week would stand. The options are kept with the file unless it is only looked at. Errors: import-unknown, import-already-committed.
 */
export async function previewImport(ctx: Context, request: PreviewRequest): Promise<Preview> {
  const { campus, importId, signal } = request;
  const { row, source } = await openReceivedFile(ctx, { campus, importId, signal });
  const usesProfiles = request.options === null && isUntouched(row);
  const told = request.options ?? row.options;
  const { result, effect, picture } = await previewWith(ctx, { ...request, row, source, options: told, usesProfiles });
  const options = { ...told, ...result.profile?.options };
  // Once looked at, the options stand with the file; where they came from stays known as long as nobody chose others.
  const likeId = result.profile?.import ?? (request.options === null ? row.profileImportId : null);
  const like = likeId === null ? null : await findImport(ctx.database.db, { campusId: campus.id, id: likeId });
  const taken = like === null ? {} : (result.profile?.options ?? addedTo(row.toldOptions, options));
  if (request.isOnlyLook !== true)
    await setReceivedOptions(ctx.database.db, {
      campusId: campus.id,
      id: importId,
      options: { ...options },
      profileImportId: likeId,
    });
  return { file: row, options, result, like, taken, effect, picture };
}

/** Nobody has chosen options for this file but whoever sent it. */
function isUntouched({ options, toldOptions }: Import): boolean {
  return Object.keys(options).length === 0 || (toldOptions !== null && areSameOptions(options, toldOptions));
}

/** The options that whoever sent the file had not told. */
function addedTo(told: Import['toldOptions'], options: ImportOptions): ImportOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !(name in (told ?? {}))));
}

async function previewWith(
  ctx: Context,
  request: Omit<PreviewRequest, 'options'> & {
    row: Import;
    source: Awaited<ReturnType<typeof openReceivedFile>>['source'];
    options: ImportOptions;
    usesProfiles: boolean;
  },
): Promise<Pick<Preview, 'result' | 'effect' | 'picture'>> {
  const { campus, row, source, options, usesProfiles, lens, now, onProgress, onStage } = request;
  const { db } = ctx.database;
  const week = weekAt(now.getTime(), campus.timeZone);
  const stand = async (on: Db) =>
    rankDorms((await reckonWeek(on, { campusId: campus.id, week, now: now.getTime() })).dorms, lens);
  let effect: BoardEffect | null = null;
  let picture: ImportPicture | null = null;
  const result = await importReadings(ctx, {
    campus,
    source,
    sha256: row.sha256,
    options,
    channel: row.channel,
    mode: 'preview',
    now,
    usesProfiles,
    received: row.id,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onStage === undefined ? {} : { onStage }),
    async inspect(transaction, problems) {
      picture = await pictureImport(transaction, { campus, problems });
      const afterRevision = await currentRevision(db, campus.id);
      effect = {
        week,
        before: await stand(db),
        after: await stand(transaction.db),
        publishedWeeks: await listPublishedWeeksTouched(transaction.db, { campusId: campus.id, afterRevision }),
      };
    },
  });
  return { result, effect, picture };
}
