import { isTimeZone } from '#core/time/local-days.ts';
import { type Campus, insertCampus } from '#db/queries/campuses.ts';
import { adoptFirstCampus } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** Makes a campus. `timeZone` is an IANA name. Errors: campus-taken, time-zone-unknown, campus-unknown for a slug that is none. */
export async function addCampus(
  ctx: Context,
  request: { slug: string; name: string; timeZone: string; now: Date },
): Promise<Campus> {
  const { slug, name, timeZone, now } = request;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new ServiceError(
      'campus-unknown',
      `“${slug}” cannot be a campus's address. Use lower-case letters, digits and hyphens, such as alder-bay.`,
    );
  }
  if (!isTimeZone(timeZone)) {
    throw new ServiceError('time-zone-unknown', `“${timeZone}” is not a time zone. Use an IANA name such as America/New_York.`);
  }
  const campus = await inTransaction(ctx.database, async ({ db }) => {
    const inserted = await insertCampus(db, { slug, name, timeZone, createdAt: now });
    if (inserted === null) return null;
    await adoptFirstCampus(db, inserted.id);
    await recordAudit(db, { campusId: inserted.id, by: ctx.by, action: 'add-campus', subject: slug, at: now });
    return inserted;
  });
  if (campus === null) throw new ServiceError('campus-taken', `There is a campus “${slug}” already.`);
  ctx.log.info({ campus: slug }, 'campus added');
  return campus;
}
