import type { Lens } from '#core/ranking/rules.ts';
import { rankDorms, type Standing } from '#core/ranking/standings.ts';
import { type Week, weekAt } from '#core/time/weeks.ts';
import { type Campus, currentRevision } from '#db/queries/campuses.ts';
import { type Import, setReceivedOptions } from '#db/queries/imports.ts';
import { listPublishedWeeksTouched } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { importReadings } from '#services/import-readings.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { openReceivedFile } from '#services/open-received-file.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { findLikeImport, optionsToKeep } from '#services/remember-options.ts';

/** What committing a received file would do. */
export interface Preview {
  readonly file: Import;
  readonly options: ImportOptions;
  readonly result: ImportResult;
  /** The earlier import whose file looked alike; its options were taken over where staff said nothing. */
  readonly like: Import | null;
  /** Null when nothing would go in. */
  readonly effect: BoardEffect | null;
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
}

/**
 * Reads a received file as a commit would and takes everything back: what it holds, what is wrong with it, and how the
 * open week would stand. The options are kept with the file unless it is only looked at. Errors: import-unknown, import-already-committed.
 */
export async function previewImport(ctx: Context, request: PreviewRequest): Promise<Preview> {
  const { campus, importId, signal } = request;
  const { row, source } = await openReceivedFile(ctx, { campus, importId, signal });
  const look = (options: ImportOptions) => previewWith(ctx, { ...request, row, source, options });
  const chosen = request.options ?? row.options;
  const first = await look(chosen);
  const like = await findLikeImport(ctx, { campus, understanding: first.result.understanding });
  const remembered =
    request.options === null && Object.keys(chosen).length === 0 && like !== null ? optionsToKeep(like.options) : {};
  const preview =
    Object.keys(remembered).length === 0 ? { ...first, options: chosen } : { ...(await look(remembered)), options: remembered };
  if (request.isOnlyLook !== true)
    await setReceivedOptions(ctx.database.db, { campusId: campus.id, id: importId, options: { ...preview.options } });
  return { ...preview, file: row, like };
}

async function previewWith(
  ctx: Context,
  request: Omit<PreviewRequest, 'options'> & {
    row: Import;
    source: Awaited<ReturnType<typeof openReceivedFile>>['source'];
    options: ImportOptions;
  },
): Promise<{ result: ImportResult; effect: BoardEffect | null }> {
  const { campus, row, source, options, lens, now, onProgress } = request;
  const { db } = ctx.database;
  const week = weekAt(now.getTime(), campus.timeZone);
  const stand = async (on: Db) =>
    rankDorms((await reckonWeek(on, { campusId: campus.id, week, now: now.getTime() })).dorms, lens);
  let effect: BoardEffect | null = null;
  const result = await importReadings(ctx, {
    campus,
    source,
    sha256: row.sha256,
    options,
    channel: 'page',
    mode: 'preview',
    now,
    received: row.id,
    ...(onProgress === undefined ? {} : { onProgress }),
    async inspect(transaction) {
      const afterRevision = await currentRevision(db, campus.id);
      effect = {
        week,
        before: await stand(db),
        after: await stand(transaction.db),
        publishedWeeks: await listPublishedWeeksTouched(transaction.db, { campusId: campus.id, afterRevision }),
      };
    },
  });
  return { result, effect };
}
