import { and, asc, desc, eq, getTableColumns, isNull, lte, ne, notInArray, sql } from 'drizzle-orm';
import { publications, type WEBHOOK_EVENTS, webhookAttempts, webhookDeliveries, webhookEndpoints } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect;
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;
export type WebhookAttempt = typeof webhookAttempts.$inferSelect;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

interface Key {
  readonly campusId: number;
  readonly id: number;
}

const isEndpoint = ({ campusId, id }: Key) => and(eq(webhookEndpoints.campusId, campusId), eq(webhookEndpoints.id, id));

const isDelivery = ({ campusId, id }: Key) => and(eq(webhookDeliveries.campusId, campusId), eq(webhookDeliveries.id, id));

export async function insertWebhookEndpoint(db: Db, values: typeof webhookEndpoints.$inferInsert): Promise<WebhookEndpoint> {
  const [inserted] = await db.insert(webhookEndpoints).values(values).returning();
  if (inserted === undefined) throw new Error('the webhook was not stored');
  return inserted;
}

/** Oldest first. */
export async function listWebhookEndpoints(db: Db, campusId: number): Promise<WebhookEndpoint[]> {
  return db.select().from(webhookEndpoints).where(eq(webhookEndpoints.campusId, campusId)).orderBy(asc(webhookEndpoints.id));
}

async function findWebhookEndpoint(db: Db, key: Key): Promise<WebhookEndpoint | null> {
  const [found] = await db.select().from(webhookEndpoints).where(isEndpoint(key));
  return found ?? null;
}

/** The endpoint, of whose deliveries nobody else notes anything until the transaction ends; null when it was removed. */
export async function holdWebhookEndpoint(db: Db, key: Key): Promise<WebhookEndpoint | null> {
  const [found] = await db.select().from(webhookEndpoints).where(isEndpoint(key)).for('no key update');
  return found ?? null;
}

/** Those that are on; until the transaction ends none of them can be removed. */
export async function holdWebhookEndpoints(db: Db, campusId: number): Promise<WebhookEndpoint[]> {
  return db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.campusId, campusId), isNull(webhookEndpoints.offReason)))
    .for('key share');
}

/** With everything that was to be sent there. */
export async function deleteWebhookEndpoint(db: Db, key: Key): Promise<void> {
  await db.delete(webhookEndpoints).where(isEndpoint(key));
}

/** False when there is no such endpoint. */
export async function updateWebhookEndpoint(
  db: Db,
  change: Key & {
    set: Partial<Pick<WebhookEndpoint, 'secret' | 'formerSecret' | 'formerUntil' | 'offReason' | 'offSince'>>;
  },
): Promise<boolean> {
  const changed = await db
    .update(webhookEndpoints)
    .set(change.set)
    .where(isEndpoint(change))
    .returning({ id: webhookEndpoints.id });
  return changed.length === 1;
}

/** Nothing waits for an endpoint any more. */
export async function giveUpWebhookDeliveries(db: Db, key: { campusId: number; endpointId: number }): Promise<void> {
  const { campusId, endpointId, state } = webhookDeliveries;
  await db
    .update(webhookDeliveries)
    .set({ state: 'given-up', dueAt: null })
    .where(and(eq(campusId, key.campusId), eq(endpointId, key.endpointId), eq(state, 'waiting')));
}

export async function insertWebhookDeliveries(
  db: Db,
  rows: readonly (typeof webhookDeliveries.$inferInsert)[],
): Promise<WebhookDelivery[]> {
  return rows.length === 0
    ? []
    : db
        .insert(webhookDeliveries)
        .values([...rows])
        .returning();
}

export async function findWebhookDelivery(db: Db, key: Key): Promise<WebhookDelivery | null> {
  const [found] = await db.select().from(webhookDeliveries).where(isDelivery(key));
  return found ?? null;
}

/** What was or is to be sent, without what it says. `week` is a Monday; of a test, it and the edition are null. */
export interface ListedDelivery extends Omit<WebhookDelivery, 'body'> {
  readonly week: string | null;
  readonly edition: number | null;
}

/** Newest first. */
export async function listWebhookDeliveries(db: Db, campusId: number): Promise<ListedDelivery[]> {
  const { body: _, ...columns } = getTableColumns(webhookDeliveries);
  return db
    .select({ ...columns, week: publications.week, edition: publications.edition })
    .from(webhookDeliveries)
    .leftJoin(publications, and(eq(publications.campusId, campusId), eq(publications.seq, webhookDeliveries.publicationSeq)))
    .where(eq(webhookDeliveries.campusId, campusId))
    .orderBy(desc(webhookDeliveries.id));
}

/** Newest first. */
export async function listWebhookAttempts(db: Db, campusId: number): Promise<WebhookAttempt[]> {
  return db.select().from(webhookAttempts).where(eq(webhookAttempts.campusId, campusId)).orderBy(desc(webhookAttempts.id));
}

/**
 * Takes deliveries whose time has come: their time moves on to `until`, so that nobody else takes them before. Those that another
 * process is taking at this very moment are passed over.
 */
export async function takeDueWebhooks(
  db: Db,
  query: { now: Date; until: Date; limit: number; of: Key | null },
): Promise<{ delivery: WebhookDelivery; endpoint: WebhookEndpoint }[]> {
  const { now, until, limit, of } = query;
  const isDue = and(
    eq(webhookDeliveries.state, 'waiting'),
    lte(webhookDeliveries.dueAt, now),
    of === null ? undefined : isDelivery(of),
  );
  const due = await db
    .select({ campusId: webhookDeliveries.campusId, id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(isDue)
    .orderBy(asc(webhookDeliveries.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const taken: { delivery: WebhookDelivery; endpoint: WebhookEndpoint }[] = [];
  for (const key of due) {
    const set = { dueAt: until, tries: sql`${webhookDeliveries.tries} + 1` };
    const [delivery] = await db.update(webhookDeliveries).set(set).where(isDelivery(key)).returning();
    if (delivery === undefined) continue;
    const endpoint = await findWebhookEndpoint(db, { campusId: key.campusId, id: delivery.endpointId });
    if (endpoint !== null) taken.push({ delivery, endpoint });
  }
  return taken;
}

/** Settles a delivery, or sets it for another time. With `takenUntil` only while whoever took it until then still has it. */
export async function updateWebhookDelivery(
  db: Db,
  change: Key & { takenUntil: Date | null; set: Partial<Pick<WebhookDelivery, 'state' | 'tries' | 'dueAt'>> },
): Promise<boolean> {
  const { takenUntil, set } = change;
  const changed = await db
    .update(webhookDeliveries)
    .set(set)
    .where(and(isDelivery(change), takenUntil === null ? undefined : eq(webhookDeliveries.dueAt, takenUntil)))
    .returning({ id: webhookDeliveries.id });
  return changed.length === 1;
}

export async function insertWebhookAttempt(db: Db, values: typeof webhookAttempts.$inferInsert): Promise<void> {
  await db.insert(webhookAttempts).values(values);
}

/** Forgets what an endpoint was sent, but the newest `keep` and what still waits. */
export async function deleteOldWebhookDeliveries(
  db: Db,
  key: { campusId: number; endpointId: number; keep: number },
): Promise<void> {
  const { campusId, endpointId, state, id } = webhookDeliveries;
  const isOfEndpoint = and(eq(campusId, key.campusId), eq(endpointId, key.endpointId));
  const newest = db.select({ id }).from(webhookDeliveries).where(isOfEndpoint).orderBy(desc(id)).limit(key.keep);
  await db.delete(webhookDeliveries).where(and(isOfEndpoint, ne(state, 'waiting'), notInArray(id, newest)));
}
