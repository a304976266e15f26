import { weekOf } from '#core/time/weeks.ts';
import { type Campus, holdRevision, notifyChanged } from '#db/queries/campuses.ts';
import { insertPublication, lockHead, newestEdition, type Publication } from '#db/queries/publications.ts';
import { markWeekClosed } from '#db/queries/weeks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { expectWeeks } from '#services/expect-weeks.ts';
import { editionOf, nextLink } from '#services/reckon-edition.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** published: a first or further edition. unchanged: the newest edition says the same. frozen: final, needs a correction. */
export interface ClosedWeek {
  readonly week: string;
  readonly outcome: 'published' | 'unchanged' | 'frozen';
  readonly publication: Publication;
}

/**
 * Publishes an ended week, or a further edition of a provisional one whose numbers have moved. Safe with several
 * workers at once: the campus's publication head is locked, whoever is first wins, the rest find nothing to do.
 * Errors: week-not-ended, week-without-readings.
 */
export async function closeWeek(ctx: Context, request: { campus: Campus; monday: string; now: Date }): Promise<ClosedWeek> {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  if (now.getTime() < week.endsAt)
    throw new ServiceError('week-not-ended', `Week ${week.id} has not ended at ${campus.name}. Close it when it is over.`);
  // What takes long the first time is done before the chain is locked.
  await inTransaction(ctx.database, ({ db }) => expectWeeks(db, { campus, until: monday }));
  const closed = await inTransaction(ctx.database, async (transaction): Promise<ClosedWeek | null> => {
    const campusId = campus.id;
    const head = await lockHead(transaction, campusId);
    const revision = await holdRevision(transaction, campusId);
    const before = await newestEdition(transaction.db, { campusId, week: monday });
    const { dorms, dataUntil } = await reckonWeek(transaction.db, { campusId, week, now: now.getTime() });
    await markWeekClosed(transaction.db, { campusId, week: monday, revision });
    if (dataUntil === null && before === null) return null;
    if (before !== null && before.state !== 'provisional') return { week: week.id, outcome: 'frozen', publication: before };
    const { content, digest } = await editionOf(transaction.db, { campus, week, now, dorms });
    if (before?.contentDigest.equals(digest) === true) return { week: week.id, outcome: 'unchanged', publication: before };
    const said = { state: 'provisional' as const, reason: before === null ? null : 'late-data' };
    const publication = nextLink({ campusId, monday, head, before, ...said, content: digest, revision, dataUntil, now });
    await insertPublication(transaction, { publication, content });
    await recordAudit(transaction.db, {
      ...{ campusId, by: ctx.by, action: 'close-week', subject: week.id, at: now },
      detail: { edition: publication.edition },
    });
    await notifyChanged(transaction.db, campus.slug);
    return { week: week.id, outcome: 'published', publication };
  });
  if (closed === null)
    throw new ServiceError('week-without-readings', `Week ${week.id} has no readings at ${campus.name}. Import some first.`);
  ctx.log.info(
    { campus: campus.slug, week: week.id, outcome: closed.outcome, edition: closed.publication.edition },
    'week closed',
  );
  return closed;
}
