import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import { contentDigest } from '#core/ranking/publication-digest.ts';
import { LENSES, METHOD_VERSION } from '#core/ranking/rules.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { lockHead, type Publication, type PublicationContent } from '#db/queries/publications.ts';
import { isReadToTheDigit, listChain, readContent } from '#db/queries/published-contents.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import { isContentAsDigested } from '#services/content-forms.ts';
import type { Context } from '#services/context.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import { type MovedPart, movedParts } from '#services/moved-parts.ts';
import { OUTSIDE_SEASONS, publicationContent, publicationDigest } from '#services/publication-content.ts';
import { type VerifiedSeason, verifySeasons } from '#services/verify-seasons.ts';

/** What does not agree with a digest, or with what the frozen inputs give when reckoned again. */
export type AlteredPart = 'chain' | 'link' | 'content' | 'standings' | 'expectations';

interface Found<Part> {
  readonly week: string;
  readonly edition: number;
  readonly parts: readonly Part[];
}

export interface Verified {
  readonly publications: number;
  /** Publications of an earlier method: their digests are checked, their reckoning cannot be repeated. */
  readonly olderMethod: number;
  readonly altered: readonly Found<AlteredPart>[];
  readonly moved: readonly Found<MovedPart>[];
  /** Seasons of which a frozen rule, event or model was altered, or whose inputs have moved since. */
  readonly seasons: readonly VerifiedSeason[];
  /** Whether the chain ends where the campus's head says. */
  readonly isHeadRight: boolean;
  /** The chain's end, its digest in hexadecimal: written down elsewhere it also tells of a chain that was made anew as a whole. */
  readonly head: { readonly seq: number; readonly digest: string | null };
}

/**
 * Reckons every publication of a campus again from what it froze, and checks the chain of digests. "Altered": a published number,
 * model or frozen input is no longer what was published. "Moved": the publication stands, but the data have changed since.
 * One publication is held in memory at a time, and closing is never kept waiting for longer than one of them takes.
 */
export async function verifyCampus(ctx: Context, campus: Campus): Promise<Verified> {
  const { chain, head } = await inTransaction(ctx.database, async (transaction) => ({
    head: await lockHead(transaction, campus.id),
    chain: await listChain(transaction.db, campus.id),
  }));
  const newest = new Map(chain.map((link) => [link.week, link.seq]));
  const altered: Found<AlteredPart>[] = [];
  const moved: Found<MovedPart>[] = [];
  const sound: number[] = [];
  for (const [index, link] of chain.entries()) {
    const found = { week: weekId(link.week), edition: link.edition };
    await inTransaction(ctx.database, async ({ db }) => {
      const content = await readContent(db, link, { campus: campus.slug, week: found.week, lenses: LENSES });
      const parts = [...alteredLink(link, chain[index - 1]), ...(await alteredContent(db, { campus, link, content }))];
      if (parts.length > 0) altered.push({ ...found, parts });
      else sound.push(link.seq);
      const since = newest.get(link.week) === link.seq ? await movedParts(db, { campus, link, content }) : [];
      if (since.length > 0) moved.push({ ...found, parts: since });
    });
  }
  const last = chain.at(-1);
  return {
    publications: chain.length,
    olderMethod: chain.filter(({ methodVersion }) => methodVersion !== METHOD_VERSION).length,
    ...{ altered, moved },
    seasons: await inTransaction(ctx.database, ({ db }) => verifySeasons(db, { campus, sound })),
    isHeadRight: head.seq === (last?.seq ?? 0) && isSameDigest(head.digest, last?.digest ?? null),
    head: { seq: head.seq, digest: head.digest?.toString('hex') ?? null },
  };
}

/** A link whose own digest is wrong is named itself, and not the one after it. */
function alteredLink(link: Publication, before: Publication | undefined): AlteredPart[] {
  const parts: AlteredPart[] = [];
  const ends = before === undefined ? [null] : [before.digest, publicationDigest(before)];
  const isNext = link.seq === (before?.seq ?? 0) + 1 && link.prevSeq === link.seq - 1;
  if (!isNext || !ends.some((digest) => isSameDigest(link.prevDigest, digest))) parts.push('chain');
  if (!publicationDigest(link).equals(link.digest)) parts.push('link');
  return parts;
}

async function alteredContent(
  db: Db,
  request: { campus: Campus; link: Publication; content: PublicationContent },
): Promise<AlteredPart[]> {
  const { campus, link, content } = request;
  const parts: AlteredPart[] = [];
  const isAsRead = await isReadToTheDigit(db, link, content.expectations);
  if (!isAsRead || !(await isContentAsDigested(db, link, content))) parts.push('content');
  if (link.methodVersion !== METHOD_VERSION) return parts;
  const { dorms, celsius } = await frozenWeek(db, link);
  const known = new Map<number, Map<number, DormKnowledge>>();
  for (const { seasonId, dormId, ...row } of content.expectations) {
    const ofSeason = known.get(seasonId) ?? new Map<number, DormKnowledge>();
    known.set(seasonId, ofSeason.set(dormId, knowledgeFrom(row)));
  }
  const knowledge: WeekKnowledge = { dorms: known.get(OUTSIDE_SEASONS) ?? new Map(), celsius };
  const seasons = [...known].filter(([seasonId]) => seasonId !== OUTSIDE_SEASONS);
  const again = publicationContent({
    ...{ campus: campus.slug, week: content.week, dorms, knowledge },
    seasons: new Map(seasons.map(([seasonId, ofSeason]) => [seasonId, { dorms: ofSeason, celsius }])),
  });
  if (!isSame(again.standings, content.standings)) parts.push('standings');
  if (!isSame(again.expectations, content.expectations)) parts.push('expectations');
  return parts;
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
