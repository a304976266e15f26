import type { Campus } from '#db/queries/campuses.ts';
import { findMeterNamed, type Meter } from '#db/queries/meters.ts';
import type { Db } from '#db/transaction.ts';
import { ServiceError } from '#services/service-error.ts';

/** A meter by its label or number. Errors: meter-unknown. */
export async function meterOrRefusal(db: Db, key: { campus: Campus; meter: string | number }): Promise<Meter> {
  const meter = await findMeterNamed(db, { campusId: key.campus.id, meter: key.meter });
  if (meter === null)
    throw new ServiceError('meter-unknown', `There is no meter “${key.meter}” at ${key.campus.name}. Meters lists them all.`);
  return meter;
}

/** What staff give as the reason of a change, trimmed, without characters that no text holds. Errors: answer-unfit where it is blank. */
export function reasonOrRefusal(reason: string): string {
  const trimmed = reason
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .trim()
    .slice(0, 500);
  if (trimmed === '') throw new ServiceError('answer-unfit', 'The reason is missing. Say in a few words what happened.');
  return trimmed;
}
