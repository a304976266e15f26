import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { weekOf } from '#core/time/weeks.ts';
import { type Campus, holdRevision, notifyChanged } from '#db/queries/campuses.ts';
import { insertPublication, lockHead, newestEdition, type Publication } from '#db/queries/publications.ts';
import { listSeasonsOfWeek } from '#db/queries/seasons.ts';
import { markWeekClosed } from '#db/queries/weeks.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { expectWeeks } from '#services/expect-weeks.ts';
import { knowWeek } from '#services/know-week.ts';
import { publicationContent, publicationDigest } from '#services/publication-content.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { knownIn, seasonKnowledge } from '#services/season-knowledge.ts';
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
    const knowledge = await knowWeek(transaction.db, { campus, monday });
    const seasons = await seasonsOfWeek(transaction.db, { campus, monday, now, celsius: knowledge.celsius });
    const content = publicationContent({ campus: campus.slug, week: week.id, dorms, knowledge, seasons });
    const digest = contentDigest(content);
    if (before?.contentDigest.equals(digest) === true) return { week: week.id, outcome: 'unchanged', publication: before };
    const publication = nextLink({ campusId, monday, head, before, content: digest, revision, dataUntil, now });
    await insertPublication(transaction, { publication, content });
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

/** What the week is judged with in each season that it belongs to. */
async function seasonsOfWeek(
  db: Db,
  request: { campus: Campus; monday: string; now: Date; celsius: WeekKnowledge['celsius'] },
): Promise<Map<number, WeekKnowledge>> {
  const { campus, monday, now, celsius } = request;
  const seasons = new Map<number, WeekKnowledge>();
  for (const season of await listSeasonsOfWeek(db, { campusId: campus.id, week: monday })) {
    const known = await seasonKnowledge(db, { campus, season, now, isClosing: true });
    seasons.set(season.id, { dorms: knownIn(known, monday), celsius });
  }
  return seasons;
}

function nextLink(request: {
  campusId: number;
  monday: string;
  head: { seq: number; digest: Buffer | null };
  before: Publication | null;
  content: Buffer;
  revision: number;
  dataUntil: Date | null;
  now: Date;
}): Publication {
  const { campusId, monday, head, before, content, revision, dataUntil, now } = request;
  const link = {
    campusId,
    seq: head.seq + 1,
    week: monday,
    edition: (before?.edition ?? 0) + 1,
    state: 'provisional' as const,
    reason: before === null ? null : 'late-data',
    methodVersion: METHOD_VERSION,
    dataRevision: revision,
  };
  const prev = { prevSeq: head.seq, prevDigest: head.digest };
  const unsigned = { ...link, ...prev, dataUntil, publishedAt: now, contentDigest: content };
  return { ...unsigned, digest: publicationDigest(unsigned) };
}
