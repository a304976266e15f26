import { instantAt } from '#core/time/instant-at.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekAt } from '#core/time/weeks.ts';
import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { countConfirmed } from '#db/queries/digest-subscriptions.ts';
import { findDigest, insertCopies, insertDigest, listEditionsBetween, newestDigest } from '#db/queries/digests.ts';
import { listNewestEditions, type Publication } from '#db/queries/publications.ts';
import { inTransaction, RollBack } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';

/** Weeks that one digest tells of; and for how long an announcement is news. */
export const MOST_WEEKS = 5;
const NEWS_DAYS = 14;

/**
 * Makes the mail of every campus (or one) where a week was announced since the last: one a calendar week of the campus, with a copy for
 * each address that had confirmed before the announcement. A second week announced in the same calendar week waits for the next
 * announcement, until Wednesday 08:00 of the next week at most. Of any number of workers one makes it.
 */
export async function makeDueDigests(ctx: Context, query: { now: Date; campusId?: number }): Promise<void> {
  for (const campus of await listCampuses(ctx.database.db))
    if (query.campusId === undefined || query.campusId === campus.id) await makeDigest(ctx, { campus, now: query.now });
}

async function makeDigest(ctx: Context, { campus, now }: { campus: Campus; now: Date }): Promise<void> {
  const { db } = ctx.database;
  const campusId = campus.id;
  if ((await countConfirmed(db, campusId)) === 0) return;
  const sendingWeek = weekAt(now.getTime(), campus.timeZone).monday;
  if ((await findDigest(db, { campusId, sendingWeek })) !== null) return;
  const last = await newestDigest(db, campusId);
  const announced = await listEditionsBetween(db, {
    ...{ campusId, state: 'final', sinceSeq: last?.uptoSeq ?? 0, uptoSeq: null, limit: MOST_WEEKS },
  });
  const main = mainOf(announced);
  const [newest] = announced;
  if (main === null || newest === undefined || !isTimeFor(newest, { campus, sendingWeek, now })) return;
  const [head] = await listNewestEditions(db, { campusId, limit: 1 });
  const copies = await inTransaction(ctx.database, async (transaction) => {
    const isMade = await insertDigest(transaction.db, {
      ...{ campusId, sendingWeek, publicationSeq: main.seq, madeAt: now },
      ...{ sinceSeq: last?.uptoSeq ?? main.seq - 1, uptoSeq: head?.seq ?? newest.seq },
    });
    if (!isMade) return 0;
    const made = await insertCopies(transaction.db, { campusId, sendingWeek, confirmedBy: newest.publishedAt, dueAt: now });
    if (made === 0) throw new RollBack(0);
    return made;
  });
  if (copies > 0) ctx.log.info({ campus: campus.slug, copies }, 'a weekly mail is due');
}

/** Of several the one about the latest week. */
function mainOf(announced: readonly Publication[]): Publication | null {
  return announced.reduce<Publication | null>((best, one) => (best === null || one.week > best.week ? one : best), null);
}

function isTimeFor(
  { publishedAt }: Publication,
  { campus, sendingWeek, now }: { campus: Campus; sendingWeek: string; now: Date },
): boolean {
  if (now.getTime() - publishedAt.getTime() > NEWS_DAYS * 86_400_000) return false;
  if (weekAt(publishedAt.getTime(), campus.timeZone).monday === sendingWeek) return true;
  const latest = instantAt(`${addDays(sendingWeek, 2)}T08:00`, campus.timeZone);
  return latest === null || now >= latest;
}
