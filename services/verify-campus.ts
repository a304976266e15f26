import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { LENSES, METHOD_VERSION } from '#core/ranking/rules.ts';
import { weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findHead, listChain, type Publication, type PublicationContent, readContent } from '#db/queries/publications.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import { knowWeek } from '#services/know-week.ts';
import { OUTSIDE_SEASONS, publicationContent, publicationDigest } from '#services/publication-content.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** What does not agree with a digest, or with what the frozen inputs give when reckoned again. */
export type AlteredPart = 'chain' | 'link' | 'content' | 'standings' | 'expectations';
/** What is now other than it was when the week was published. */
export type MovedPart = 'readings' | 'expectations' | 'temperatures';

export interface Verified {
  readonly publications: number;
  /** Publications of an earlier method: their links are checked, their reckoning cannot be repeated. */
  readonly olderMethod: number;
  readonly altered: readonly { readonly week: string; readonly edition: number; readonly parts: readonly AlteredPart[] }[];
  readonly moved: readonly { readonly week: string; readonly edition: number; readonly parts: readonly MovedPart[] }[];
  /** Whether the chain ends where the campus's head says. */
  readonly isHeadRight: boolean;
}

/**
 * Reckons every publication of a campus again from what it froze, and checks the chain of digests. "Altered": a published number,
 * model or frozen input is no longer what was published. "Moved": the publication stands, but the data have changed since.
 */
export async function verifyCampus(ctx: Context, campus: Campus): Promise<Verified> {
  return inTransaction(ctx.database, async ({ db }) => {
    const chain = await listChain(db, campus.id);
    const head = await findHead(db, campus.id);
    const newest = new Map(chain.map((link) => [link.week, link.seq]));
    const altered: Verified['altered'][number][] = [];
    const moved: Verified['moved'][number][] = [];
    for (const [index, link] of chain.entries()) {
      const name = { week: weekId(link.week), edition: link.edition };
      const content = await readContent(db, link, { campus: campus.slug, week: name.week, lenses: LENSES });
      const parts = alteredLink(link, chain[index - 1]);
      if (link.methodVersion === METHOD_VERSION) parts.push(...(await alteredContent(db, { campus, link, content })));
      if (parts.length > 0) altered.push({ ...name, parts });
      const since = newest.get(link.week) === link.seq ? await movedParts(db, { campus, link, content }) : [];
      if (since.length > 0) moved.push({ ...name, parts: since });
    }
    const last = chain.at(-1);
    const isHeadRight = head !== null && head.seq === (last?.seq ?? 0) && isSameDigest(head.digest, last?.digest ?? null);
    const olderMethod = chain.filter(({ methodVersion }) => methodVersion !== METHOD_VERSION).length;
    return { publications: chain.length, olderMethod, altered, moved, isHeadRight };
  });
}

function alteredLink(link: Publication, before: Publication | undefined): AlteredPart[] {
  const parts: AlteredPart[] = [];
  if (link.seq !== (before?.seq ?? 0) + 1 || !isSameDigest(link.prevDigest, before?.digest ?? null)) parts.push('chain');
  if (!publicationDigest(link).equals(link.digest)) parts.push('link');
  return parts;
}

async function alteredContent(
  db: Db,
  request: { campus: Campus; link: Publication; content: PublicationContent },
): Promise<AlteredPart[]> {
  const { campus, link, content } = request;
  const parts: AlteredPart[] = contentDigest(content).equals(link.contentDigest) ? [] : ['content'];
  const { dorms, celsius } = await frozenWeek(db, link);
  const known = new Map<number, WeekKnowledge>();
  for (const { seasonId, dormId, ...row } of content.expectations) {
    const season = known.get(seasonId) ?? { dorms: new Map<number, DormKnowledge>(), celsius };
    known.set(seasonId, { celsius, dorms: new Map([...season.dorms, [dormId, knowledgeFrom(row)]]) });
  }
  const knowledge = known.get(OUTSIDE_SEASONS) ?? { dorms: new Map(), celsius };
  known.delete(OUTSIDE_SEASONS);
  const again = publicationContent({ campus: campus.slug, week: content.week, dorms, knowledge, seasons: known });
  if (!isSame(again.standings, content.standings)) parts.push('standings');
  if (!isSame(again.expectations, content.expectations)) parts.push('expectations');
  return parts;
}

async function movedParts(
  db: Db,
  request: { campus: Campus; link: Publication; content: PublicationContent },
): Promise<MovedPart[]> {
  const { campus, link, content } = request;
  const week = weekOf(link.week, campus.timeZone);
  const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
  const knowledge = await knowWeek(db, { campus, monday: link.week });
  const now = publicationContent({ campus: campus.slug, week: week.id, dorms, knowledge, seasons: new Map() });
  const parts: MovedPart[] = isSame(now.days, content.days) ? [] : ['readings'];
  if (link.methodVersion !== METHOD_VERSION) return parts;
  const outside = content.expectations.filter(({ seasonId }) => seasonId === OUTSIDE_SEASONS);
  if (!isSame(modelsOf(now.expectations), modelsOf(outside))) parts.push('expectations');
  if (!isSame(now.temperatures, content.temperatures)) parts.push('temperatures');
  return parts;
}

/** What was known before the week, without what the week made of it. */
function modelsOf(rows: PublicationContent['expectations']) {
  return rows.map(({ dormId, baseline, weatherModel, calendarModel, form }) => ({
    ...{ dormId, baseline, weatherModel, calendarModel, form },
  }));
}

/** It comes back as it was put in. */
function knowledgeFrom(row: { baseline: unknown; weatherModel: unknown; calendarModel: unknown; form: unknown }): DormKnowledge {
  const { baseline, weatherModel, calendarModel, form } = row;
  return { baseline, weatherModel, calendarModel, form } as DormKnowledge;
}

function isSame(a: unknown, b: unknown): boolean {
  return contentDigest(a).equals(contentDigest(b));
}

function isSameDigest(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
