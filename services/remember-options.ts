import { fileStem } from '#core/meter-files/file-stem.ts';
import type { DateOrder, Understanding } from '#core/meter-files/meter-file.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findImport, type Import } from '#db/queries/imports.ts';
import { forgetLook, listImportsOfLook } from '#db/queries/profiles.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** What earlier files of one look taught about the next one. */
export interface Profile {
  /** The import in which staff gave the answers. */
  readonly import: number;
  readonly options: ImportOptions;
  /** Applied only where the file itself leaves it open: a date that fits one order alone knows better. */
  readonly dateOrder: DateOrder | null;
  /** The meter of all earlier files of this look and name; null where they differ or the name is nobody's own. */
  readonly meter: string | null;
  /** Meters that were named for files of this look, newest first: to be offered, not applied. */
  readonly meters: readonly string[];
}

/** The profile of files of a look, from committed imports that staff did not tell to forget; null when there is none. */
export async function findProfile(
  ctx: Context,
  request: { campus: Campus; look: string | null; fileName: string },
): Promise<Profile | null> {
  if (request.look === null) return null;
  const likes = await listImportsOfLook(ctx.database.db, { campusId: request.campus.id, look: request.look, limit: LOOKED_AT });
  // The command line says what it means each time: silence there takes no answer back.
  const newest = likes.find(({ channel, options }) => channel !== 'command' || Object.keys(optionsToKeep(options)).length > 0);
  const from = newest ?? likes[0];
  if (from === undefined) return null;
  const { dateOrder: told, ...options } = optionsToKeep(from.options);
  return {
    import: from.profileImportId ?? from.id,
    options,
    dateOrder: told ?? onlyOne(likes.map(orderOf)),
    meter: onlyOne(sameName(likes, request.fileName).map(meterOf)),
    meters: [...new Set(likes.map(meterOf).filter((meter) => meter !== null))].slice(0, MOST_OFFERED),
  };
}

const LOOKED_AT = 20;
const MOST_OFFERED = 5;

/** What belongs to one file and is asked anew: its meter, and what was to become of its conflicts, resets and unknown meters. */
const OF_ONE_FILE = new Set(['meter', 'replace', 'strict', 'createMeters', 'allowReset']);

/** The options of an earlier import that describe its layout. */
function optionsToKeep(options: ImportOptions): ImportOptions {
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== undefined && !OF_ONE_FILE.has(name)));
}

const LONGEST_LOOK = 500;

/**
 * What a file looks like, as far as files from one source look alike: its format and columns. Null for a file that is not
 * understood.
 */
export function lookOf({ format, guesses, questions }: Understanding): string | null {
  const header = guesses.find(({ about }) => about === 'header');
  const columns = header?.params.columns ?? '';
  if (columns !== '') return [...`${format}: ${columns}`].slice(0, LONGEST_LOOK).join('');
  return header !== undefined || questions.length > 0 ? null : format;
}

/**
 * Forgets what the import and all others of files of its look taught: the next such file is asked about again.
 * Errors: import-unknown.
 */
export async function forgetProfile(ctx: Context, request: { campus: Campus; importId: number }): Promise<void> {
  const { campus, importId } = request;
  const found = await findImport(ctx.database.db, { campusId: campus.id, id: importId });
  if (found === null) throw new ServiceError('import-unknown', `There is no import ${importId} at ${campus.name}.`);
  const { look } = found;
  await inTransaction(ctx.database, async ({ db }) => {
    if (look !== null && (await forgetLook(db, { campusId: campus.id, look })) > 0)
      await recordAudit(db, { campusId: campus.id, by: ctx.by, action: 'forget-options', subject: importId });
  });
  ctx.log.info({ campus: campus.slug, import: importId }, 'profile forgotten');
}

function sameName(likes: readonly Import[], fileName: string): readonly Import[] {
  const stem = fileStem(fileName);
  return stem === null ? [] : likes.filter((like) => fileStem(like.fileName) === stem);
}

function meterOf({ options }: Import): string | null {
  return typeof options.meter === 'string' ? options.meter : null;
}

function orderOf({ understanding }: Import): DateOrder | null {
  const value = understanding?.guesses.find(({ about }) => about === 'time')?.value;
  return value === 'dmy' || value === 'mdy' || value === 'ymd' ? value : null;
}

/** The one value that all agree on; null where there is none or they differ. */
function onlyOne<Value>(values: readonly (Value | null)[]): Value | null {
  const found = new Set(values.filter((value) => value !== null));
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}
