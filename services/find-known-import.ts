import {
  findCommittedByFile,
  findImportByKey,
  hasLostToUndone,
  type Import,
  listProblems,
  unknownMetersOf,
} from '#db/queries/imports.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { listMeters } from '#db/queries/meters.ts';
import type { Transaction } from '#db/transaction.ts';
import type { AppliedProfile, ImportOptions, ImportRequest, ImportResult } from '#services/import-request.ts';
import { ServiceError } from '#services/service-error.ts';

/** The result of an earlier import of the same key or file that makes this one needless; null when there is none. Errors: key-used. */
export async function findKnownImport(db: Transaction['db'], request: ImportRequest): Promise<ImportResult | null> {
  const { campus, sha256, idempotencyKey } = request;
  if (idempotencyKey !== undefined) {
    const keyed = await findImportByKey(db, { campusId: campus.id, idempotencyKey });
    if (keyed !== null && !keyed.sha256.equals(sha256)) {
      throw new ServiceError('key-used', 'This Idempotency-Key was used for another file. Send a new key with a new file.');
    }
    if (keyed !== null && !isSaid(keyed, request)) {
      throw new ServiceError(
        'key-used',
        'This Idempotency-Key was used for the same file with other options. Send a new key to have it read in another way.',
      );
    }
    if (keyed !== null && keyed.state === 'committed') return knownResult(db, keyed);
  }
  const same = await findCommittedByFile(db, { campusId: campus.id, sha256, subject: 'readings' });
  const earlier = same.find((one) => isSaid(one, request));
  if (earlier === undefined || (await wouldBringMore(db, earlier))) return null;
  return knownResult(db, earlier);
}

/** Whether an earlier import was read by the same options, or the same was said before a profile added to it. */
function isSaid(earlier: Import, { options, told }: ImportRequest): boolean {
  return areSameOptions(earlier.options, options) || areSameOptions(earlier.toldOptions ?? earlier.options, told ?? options);
}

/** Whether a meter that an import could not place is known by now, or rows that it could not store may have room. */
async function wouldBringMore(db: Transaction['db'], earlier: Import): Promise<boolean> {
  if (await hasLostToUndone(db, earlier)) return true;
  const unknown = await unknownMetersOf(db, { campusId: earlier.campusId, importId: earlier.id });
  if (unknown.length === 0) return false;
  const [meters, aliases] = [await listMeters(db, earlier.campusId), await listMeterAliases(db, earlier.campusId)];
  const labels = new Set([...meters, ...aliases].map(({ label }) => label));
  return unknown.some((label) => labels.has(label));
}

async function knownResult(db: Transaction['db'], earlier: Import): Promise<ImportResult> {
  const counts = earlier.outcome?.readings ?? { new: 0, same: 0, replaced: 0 };
  return {
    import: earlier.id,
    state: 'known',
    readings: { new: 0, same: counts.new + counts.same + counts.replaced, replaced: 0 },
    energyKwh: earlier.outcome?.energyKwh ?? '0',
    problems: await listProblems(db, { campusId: earlier.campusId, importId: earlier.id }),
    understanding: earlier.understanding,
    profile: appliedTo(earlier),
  };
}

function appliedTo({ profileImportId, options, toldOptions }: Import): AppliedProfile | null {
  if (profileImportId === null) return null;
  const added = Object.entries(options).filter(([name]) => !(name in (toldOptions ?? {})));
  return { import: profileImportId, options: Object.fromEntries(added) };
}

export function areSameOptions(
  one: Record<string, unknown> | ImportOptions,
  other: Record<string, unknown> | ImportOptions,
): boolean {
  return JSON.stringify(comparableOptions(one)) === JSON.stringify(comparableOptions(other));
}

/**
 * The options that were given, in one order, so that the same ones compare equal. `strict` decides nothing about the rows; a
 * switch that is off says nothing, but for `newestFirst`, where off is an answer too.
 */
export function comparableOptions(options: Record<string, unknown> | ImportOptions): Record<string, unknown> {
  const given = Object.entries(options).filter(
    ([name, value]) => value !== undefined && (value !== false || name === 'newestFirst') && name !== 'strict',
  );
  return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
