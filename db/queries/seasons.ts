import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { contentDigest, linkDigest } from '#core/ranking/publication-digest.ts';
import { seasonDorms, seasonEvents, seasons } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Season = typeof seasons.$inferSelect;
export type SeasonDorm = typeof seasonDorms.$inferSelect;

/** Null when the slug is taken. */
export async function insertSeason(db: Db, season: typeof seasons.$inferInsert): Promise<Season | null> {
  const [inserted] = await db.insert(seasons).values(season).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function insertSeasonDorms(db: Db, dorms: readonly (typeof seasonDorms.$inferInsert)[]): Promise<void> {
  if (dorms.length > 0) await db.insert(seasonDorms).values([...dorms]);
}

export async function findSeason(db: Db, key: { campusId: number; slug: string }): Promise<Season | null> {
  const [found] = await db
    .select()
    .from(seasons)
    .where(and(eq(seasons.campusId, key.campusId), eq(seasons.slug, key.slug)));
  return found ?? null;
}

/** Whether it was there and had not begun; its dorms go with it. */
export async function deletePlannedSeason(db: Db, key: { campusId: number; seasonId: number }): Promise<boolean> {
  const { campusId, id, state } = seasons;
  const gone = await db
    .delete(seasons)
    .where(and(eq(campusId, key.campusId), eq(id, key.seasonId), eq(state, 'planned')))
    .returning({ id });
  return gone.length > 0;
}

/** Every season of a campus, oldest first. */
export async function listSeasons(db: Db, campusId: number): Promise<Season[]> {
  return db.select().from(seasons).where(eq(seasons.campusId, campusId)).orderBy(asc(seasons.firstWeek), asc(seasons.id));
}

/** The seasons to which a week (its Monday) belongs. */
export async function listSeasonsOfWeek(db: Db, key: { campusId: number; week: string }): Promise<Season[]> {
  return db
    .select()
    .from(seasons)
    .where(and(eq(seasons.campusId, key.campusId), lte(seasons.firstWeek, key.week), gte(seasons.lastWeek, key.week)))
    .orderBy(asc(seasons.id));
}

/**
 * The season that a week (its Monday) belongs to, on the pages of its campus; null outside any. Seasons may overlap: then it is the
 * one that began first, so that one added later never turns the boards of a running one round.
 */
export async function currentSeason(db: Db, key: { campusId: number; monday: string }): Promise<Season | null> {
  const seasonsOfWeek = await listSeasonsOfWeek(db, { campusId: key.campusId, week: key.monday });
  const [first] = seasonsOfWeek.sort((a, b) => (a.firstWeek < b.firstWeek ? -1 : a.firstWeek > b.firstWeek ? 1 : a.id - b.id));
  return first ?? null;
}

export async function listSeasonDorms(db: Db, key: { campusId: number; seasonId: number }): Promise<SeasonDorm[]> {
  return db
    .select()
    .from(seasonDorms)
    .where(and(eq(seasonDorms.campusId, key.campusId), eq(seasonDorms.seasonId, key.seasonId)))
    .orderBy(asc(seasonDorms.dormId));
}

/** Freezes a planned season's rules; one that is frozen already stays as it is. */
export async function freezeRules(
  db: Db,
  change: { campusId: number; seasonId: number; rules: Record<string, unknown>; digest: Buffer; now: Date },
): Promise<void> {
  await db
    .update(seasons)
    .set({ state: 'running', rules: change.rules, rulesDigest: change.digest, frozenAt: change.now })
    .where(and(eq(seasons.campusId, change.campusId), eq(seasons.id, change.seasonId), eq(seasons.state, 'planned')));
}

/** Keeps what was known of each dorm at the season's start; what is kept already stays. */
export async function keepSeasonKnowledge(
  db: Db,
  change: { campusId: number; seasonId: number; dorms: readonly { dormId: number; knowledge: unknown }[] },
): Promise<void> {
  await db.execute(sql`
    UPDATE season_dorms s SET knowledge = k.knowledge
    FROM jsonb_to_recordset(${JSON.stringify(change.dorms)}::jsonb) AS k("dormId" bigint, knowledge jsonb)
    WHERE s.campus_id = ${change.campusId} AND s.season_id = ${change.seasonId} AND s.dorm_id = k."dormId" AND s.knowledge IS NULL`);
}

/** What organisers may change of a season; `state` and what was frozen have verbs of their own. */
export type SeasonChange = Partial<
  Pick<Season, 'name' | 'prizes' | 'firstWeek' | 'lastWeek' | 'lens' | 'baselineFirstWeek' | 'baselineLastWeek'>
>;

export async function updateSeason(db: Db, change: { campusId: number; seasonId: number; set: SeasonChange }): Promise<void> {
  if (Object.keys(change.set).length === 0) return;
  await db
    .update(seasons)
    .set(change.set)
    .where(and(eq(seasons.campusId, change.campusId), eq(seasons.id, change.seasonId)));
}

/** Says how long a dorm takes part; null: to the season's end. */
export async function setSeasonDormEnd(
  db: Db,
  change: { campusId: number; seasonId: number; dormId: number; untilWeek: string | null },
): Promise<void> {
  await db.update(seasonDorms).set({ untilWeek: change.untilWeek }).where(seasonDorm(change));
}

/** As if it had never been named: only before a season begins. */
export async function deleteSeasonDorm(db: Db, key: { campusId: number; seasonId: number; dormId: number }): Promise<void> {
  await db.delete(seasonDorms).where(seasonDorm(key));
}

function seasonDorm(key: { campusId: number; seasonId: number; dormId: number }) {
  const { campusId, seasonId, dormId } = seasonDorms;
  return and(eq(campusId, key.campusId), eq(seasonId, key.seasonId), eq(dormId, key.dormId));
}

export type SeasonEvent = typeof seasonEvents.$inferSelect;

/** Notes a change, digested together with the one before it; changes of one season wait for each other. */
export async function insertSeasonEvent(db: Db, event: Omit<SeasonEvent, 'id' | 'digest'>): Promise<void> {
  const { campusId, seasonId } = event;
  await db.execute(sql`SELECT FROM seasons WHERE campus_id = ${campusId} AND id = ${seasonId} FOR UPDATE`);
  const before = (await listSeasonEvents(db, event)).at(-1);
  await db.insert(seasonEvents).values({ ...event, digest: seasonEventDigest(event, before?.digest ?? null) });
}

/** Over what an event says and the digest of the one before. */
export function seasonEventDigest(event: Omit<SeasonEvent, 'id' | 'digest'>, prevDigest: Buffer | null): Buffer {
  const { campusId, seasonId, change, reason, personId, happenedAt } = event;
  const head = { campusId, seasonId, reason, personId, happenedAt: happenedAt.toISOString() };
  return linkDigest({ prevDigest, contentDigest: contentDigest(change), head });
}

export async function listSeasonEvents(db: Db, key: { campusId: number; seasonId: number }): Promise<SeasonEvent[]> {
  return db
    .select()
    .from(seasonEvents)
    .where(and(eq(seasonEvents.campusId, key.campusId), eq(seasonEvents.seasonId, key.seasonId)))
    .orderBy(asc(seasonEvents.id));
}
