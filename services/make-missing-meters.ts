import { dormSlug } from '#core/meter-files/slug.ts';
import { insertDorm, listDorms, putDormSize } from '#db/queries/dorms.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { insertMeter, listMeters } from '#db/queries/meters.ts';
import type { Transaction } from '#db/transaction.ts';
import { joinNames } from '#services/join-names.ts';
import type { StagedMeterSummary } from '#services/stage-meter-file.ts';

/** A meter's rows in a file, and which meter it is. */
export interface PlacedMeter extends StagedMeterSummary {
  readonly meterId: number;
}

/**
 * Finds the meter of each label in a file, by its label or another name of it, and makes those that are missing, each with a dorm of its own named after it.
 * (Labels that may not be made were refused while reading.)
 */
export async function makeMissingMeters(
  transaction: Transaction,
  request: { campusId: number; importId: number; meters: readonly StagedMeterSummary[] },
): Promise<PlacedMeter[]> {
  const { campusId, importId } = request;
  const { db } = transaction;
  const aliases = (await listMeterAliases(db, campusId)).map((alias) => [alias.label, alias.meterId] as const);
  const byLabel = new Map([...aliases, ...(await listMeters(db, campusId)).map((meter) => [meter.label, meter.id] as const)]);
  const slugs = new Set((await listDorms(db, campusId)).map((dorm) => dorm.slug));
  const found: PlacedMeter[] = [];
  for (const meter of request.meters) {
    const known = byLabel.get(meter.label);
    if (known !== undefined) {
      found.push({ ...meter, meterId: known });
      continue;
    }
    const slug = dormSlug(meter.label, slugs, slugs.size + 1);
    slugs.add(slug);
    const dorm = await insertDorm(db, { campusId, slug, name: meter.label, madeByImport: importId });
    await putDormSize(db, { campusId, dormId: dorm.id, fromDay: null, residents: null, floorAreaM2: null });
    const kind = meter.isRegister ? ('register' as const) : ('interval' as const);
    const made = await insertMeter(db, { campusId, dormId: dorm.id, label: meter.label, kind, madeByImport: importId });
    found.push({ ...meter, meterId: made.id });
  }
  return joinNames(transaction, found);
}
