import { weekId } from '#core/time/weeks.ts';
import { insertAnnouncement, needsSecondPerson, updateWeekRequest, type WeekRequest } from '#db/queries/announcements.ts';
import { type Campus, holdRevision, notifyChanged } from '#db/queries/campuses.ts';
import { insertPublication, lockHead, newestEdition, type Publication } from '#db/queries/publications.ts';
import { markWeekClosed } from '#db/queries/weeks.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { queueWebhooks } from '#services/queue-webhooks.ts';
import { nextLink, type ReckonedEdition, reckonEdition } from '#services/reckon-edition.ts';

/** A week under the lock of its campus's chain: its newest edition, and what one published now would hold. */
export interface HeldWeek {
  readonly head: { readonly seq: number; readonly digest: Buffer | null };
  readonly revision: number;
  readonly before: Publication | null;
  readonly fresh: ReckonedEdition & { readonly dataUntil: Date | null };
}

/**
 * done: published. waiting: for its time, or for a second person. numbers-moved: they are no longer those that whoever asked had
 * before them, so nothing is published. not-needed: the week is final already, or says the same.
 */
export type CarriedOut = 'done' | 'waiting' | 'numbers-moved' | 'not-needed';

export interface CarriedOutWeek {
  readonly week: string;
  readonly outcome: CarriedOut;
  readonly publication: Publication | null;
}

/** Nobody else closes, announces or corrects at this campus, and its readings stay as they are, until the transaction ends. */
export async function holdWeek(
  transaction: Transaction,
  request: { campus: Campus; monday: string; now: Date },
): Promise<HeldWeek> {
  const { campus, monday } = request;
  const head = await lockHead(transaction, campus.id);
  const revision = await holdRevision(transaction, campus.id);
  const before = await newestEdition(transaction.db, { campusId: campus.id, week: monday });
  return { head, revision, before, fresh: await reckonEdition(transaction.db, request) };
}

/**
 * Does what an open request asks for, if its time has come and it has the second person it needs, or ends it where it can no longer
 * be done. The caller holds the week and the request, so it happens once.
 */
export async function carryOutWeek(
  ctx: Context,
  transaction: Transaction,
  asked: { campus: Campus; request: WeekRequest; held: HeldWeek; personId: number | null; now: Date },
): Promise<CarriedOutWeek> {
  const { campus, request, held, personId, now } = asked;
  const { db } = transaction;
  const week = weekId(request.week);
  const isWaiting = !request.isApproved && (await needsSecondPerson(db, campus.id));
  if (isWaiting || (request.dueAt !== null && request.dueAt > now)) return { week, outcome: 'waiting', publication: null };
  const outcome = verdictOn(request, held);
  await updateWeekRequest(db, {
    ...{ campusId: campus.id, id: request.id },
    set: { outcome, endedAt: now, endedBy: personId },
  });
  const publication = outcome === 'done' ? await publish(ctx, transaction, asked) : null;
  await notifyChanged(db, campus.slug);
  return { week, outcome, publication };
}

function verdictOn({ kind, seenDigest }: WeekRequest, { before, fresh }: HeldWeek): Exclude<CarriedOut, 'waiting'> {
  if (before === null || (before.state === 'provisional') !== (kind === 'announce')) return 'not-needed';
  if (!fresh.digest.equals(seenDigest)) return 'numbers-moved';
  if (kind === 'correct') return fresh.digest.equals(before.contentDigest) ? 'not-needed' : 'done';
  return fresh.digest.equals(before.contentDigest) ? 'done' : 'numbers-moved';
}

async function publish(
  ctx: Context,
  transaction: Transaction,
  asked: { campus: Campus; request: WeekRequest; held: HeldWeek; now: Date },
): Promise<Publication> {
  const { campus, request, held, now } = asked;
  const { db } = transaction;
  const { head, revision, before, fresh } = held;
  const { week: monday, reason, askedBy, isApproved, approvedBy } = request;
  const state = request.kind === 'announce' ? ('final' as const) : ('corrected' as const);
  const link = { campusId: campus.id, monday, head, before, state, reason, revision, dataUntil: fresh.dataUntil, now };
  const publication = nextLink({ ...link, content: fresh.digest });
  await insertPublication(transaction, { publication, content: fresh.content });
  await markWeekClosed(db, { campusId: campus.id, week: monday, revision });
  const { message, prize } = request;
  await insertAnnouncement(db, {
    ...{ campusId: campus.id, publicationSeq: publication.seq, requestId: request.id },
    lens: await getFirstLens({ ...ctx, database: { ...ctx.database, db } }, { campus, monday }),
    ...{ message, prize, askedBy, isApproved, approvedBy },
  });
  await queueWebhooks(ctx, transaction, { campus, publication, now });
  return publication;
}
