import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { type Week, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Publication, PublicationContent } from '#db/queries/publications.ts';
import { listSeasonsOfWeek } from '#db/queries/seasons.ts';
import type { Db } from '#db/transaction.ts';
import { knowWeek } from '#services/know-week.ts';
import { publicationContent, publicationDigest } from '#services/publication-content.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { knownIn, seasonKnowledge } from '#services/season-knowledge.ts';

/** What an edition of a week published now would hold. */
export interface ReckonedEdition {
  readonly content: PublicationContent;
  readonly digest: Buffer;
}

interface Asked {
  readonly campus: Campus;
  readonly week: Week;
  readonly now: Date;
}

/** The same with the newest reading's end; see `editionOf`. Within a transaction that holds the campus's revision. */
export async function reckonEdition(
  db: Db,
  request: { campus: Campus; monday: string; now: Date },
): Promise<ReckonedEdition & { dataUntil: Date | null }> {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  const { dorms, dataUntil } = await reckonWeek(db, { campusId: campus.id, week, now: now.getTime() });
  return { dataUntil, ...(await editionOf(db, { campus, week, now, dorms })) };
}

/** The standings of reckoned dorms under every lens, with all that they rest on. Within a transaction. */
export async function editionOf(db: Db, request: Asked & { dorms: readonly DormWeek[] }): Promise<ReckonedEdition> {
  const { campus, week, dorms } = request;
  const knowledge = await knowWeek(db, { campus, monday: week.monday });
  const seasons = await seasonsOfWeek(db, { ...request, celsius: knowledge.celsius });
  const content = publicationContent({ campus: campus.slug, week: week.id, dorms, knowledge, seasons });
  return { content, digest: contentDigest(content) };
}

/** What the week is judged with in each season that it belongs to. */
async function seasonsOfWeek(
  db: Db,
  request: Asked & { celsius: WeekKnowledge['celsius'] },
): Promise<Map<number, WeekKnowledge>> {
  const { campus, week, now, celsius } = request;
  const seasons = new Map<number, WeekKnowledge>();
  for (const season of await listSeasonsOfWeek(db, { campusId: campus.id, week: week.monday })) {
    const known = await seasonKnowledge(db, { campus, season, now, isClosing: true });
    seasons.set(season.id, { dorms: knownIn(known, week.monday), celsius });
  }
  return seasons;
}

/** The link after a campus's head: an edition of a week after `before`. */
export function nextLink(request: {
  campusId: number;
  monday: string;
  head: { seq: number; digest: Buffer | null };
  before: Publication | null;
  state: Publication['state'];
  reason: string | null;
  content: Buffer;
  revision: number;
  dataUntil: Date | null;
  now: Date;
}): Publication {
  const { campusId, monday, head, before, state, reason, content, revision, dataUntil, now } = request;
  const link = {
    ...{ campusId, state, reason },
    seq: head.seq + 1,
    week: monday,
    edition: (before?.edition ?? 0) + 1,
    methodVersion: METHOD_VERSION,
    dataRevision: revision,
  };
  const prev = { prevSeq: head.seq, prevDigest: head.digest };
  const unsigned = { ...link, ...prev, dataUntil, publishedAt: now, contentDigest: content };
  return { ...unsigned, digest: publicationDigest(unsigned) };
}
