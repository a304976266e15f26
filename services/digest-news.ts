import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Digest, listEditionsBetween } from '#db/queries/digests.ts';
import type { Context } from '#services/context.ts';
import { type DigestNews, winnersOf } from '#services/digest-parts.ts';
import { getAnnouncement } from '#services/get-announcement.ts';
import { MOST_WEEKS } from '#services/make-due-digests.ts';

/** What a digest tells, as everyone may see it today; null when its week can no longer be shown. */
export async function digestNews(
  ctx: Context,
  request: { campus: Campus; digest: Digest; now: Date },
): Promise<DigestNews | null> {
  const { campus, digest, now } = request;
  const { db } = ctx.database;
  const { sinceSeq, uptoSeq, publicationSeq } = digest;
  const span = { campusId: campus.id, sinceSeq, uptoSeq, limit: MOST_WEEKS };
  const announced = await listEditionsBetween(db, { ...span, state: 'final' });
  const main = announced.find(({ seq }) => seq === publicationSeq);
  const announcement = main === undefined ? null : await getAnnouncement(ctx, { campus, monday: main.week, now });
  if (main === undefined || announcement === null) return null;
  const also: DigestNews['also'][number][] = [];
  for (const { seq, week } of announced) {
    if (seq === publicationSeq) continue;
    const other = await getAnnouncement(ctx, { campus, monday: week, now });
    if (other !== null) also.push({ week: other.week, winners: winnersOf(other) });
  }
  const corrected = await listEditionsBetween(db, { ...span, state: 'corrected' });
  const corrections = corrected
    .filter(({ week }) => week !== main.week)
    .flatMap(({ week, reason }) => (reason === null ? [] : [{ week: weekId(week), reason }]));
  return { campus, announcement, also, corrections };
}
