import { and, count, desc, eq, getTableColumns, gte, lt, ne, type SQL } from 'drizzle-orm';
import { auditEntries, campuses, tokens } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** An entry, and what a token that did it is called. */
export interface AuditRow {
  readonly id: number;
  readonly happenedAt: Date;
  readonly byKind: (typeof auditEntries.$inferSelect)['byKind'];
  readonly personId: number | null;
  readonly tokenId: number | null;
  readonly tokenLabel: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: (typeof auditEntries.$inferSelect)['detail'];
}

/** What is asked for; null: all. `by` is a person's number, or those who are none. `beforeId` goes on below an entry. */
export interface AuditQuery {
  readonly campusId: number;
  readonly by: number | Exclude<AuditRow['byKind'], 'person'> | null;
  readonly action: string | null;
  readonly subject: string | null;
  readonly from: Date | null;
  /** Not included. */
  readonly until: Date | null;
  readonly beforeId: number | null;
  readonly limit: number;
}

export async function insertAuditEntry(db: Db, values: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(values);
}

/** Newest first. */
export async function listAuditRows(db: Db, query: AuditQuery): Promise<AuditRow[]> {
  const { id, happenedAt, byKind, personId, tokenId, action, subject, detail } = getTableColumns(auditEntries);
  return db
    .select({
      ...{ id, happenedAt, byKind, personId, tokenId, tokenLabel: tokens.label },
      ...{ action, subject, detail },
    })
    .from(auditEntries)
    .leftJoin(tokens, and(eq(tokens.campusId, auditEntries.campusId), eq(tokens.id, auditEntries.tokenId)))
    .where(wanted(query))
    .orderBy(desc(auditEntries.id))
    .limit(query.limit);
}

function wanted({ campusId, by, action, subject, from, until, beforeId }: AuditQuery): SQL | undefined {
  return and(
    eq(auditEntries.campusId, campusId),
    typeof by === 'number' ? eq(auditEntries.personId, by) : by === null ? undefined : eq(auditEntries.byKind, by),
    action === null ? undefined : eq(auditEntries.action, action),
    subject === null ? undefined : eq(auditEntries.subject, subject),
    from === null ? undefined : gte(auditEntries.happenedAt, from),
    until === null ? undefined : lt(auditEntries.happenedAt, until),
    beforeId === null ? undefined : lt(auditEntries.id, beforeId),
  );
}

/** Everything a person is on record for, at every campus, oldest first. */
export async function listAuditRowsBy(
  db: Db,
  personId: number,
): Promise<{ campus: string; happenedAt: Date; action: string; subject: string | null }[]> {
  return db
    .select({
      campus: campuses.slug,
      happenedAt: auditEntries.happenedAt,
      action: auditEntries.action,
      subject: auditEntries.subject,
    })
    .from(auditEntries)
    .innerJoin(campuses, eq(campuses.id, auditEntries.campusId))
    .where(eq(auditEntries.personId, personId))
    .orderBy(auditEntries.id);
}

/** Everyone who is on record at a campus, and the actions that are, each once. */
export async function listAuditDoers(db: Db, campusId: number) {
  const { byKind, personId, action } = auditEntries;
  const rows = await db
    .selectDistinct({ byKind, personId, action })
    .from(auditEntries)
    .where(eq(auditEntries.campusId, campusId))
    .orderBy(byKind, personId, action);
  return {
    personIds: [...new Set(rows.map((row) => row.personId))].filter((id) => id !== null),
    others: (['operator', 'token', 'system'] as const).filter((kind) => rows.some((row) => row.byKind === kind)),
    actions: [...new Set(rows.map((row) => row.action))].sort(),
  };
}

/** How many entries there are since an instant, those of one action left out. */
export async function countAuditRows(db: Db, query: { campusId: number; since: Date; except: string }): Promise<number> {
  const { campusId, since, except } = query;
  const [found] = await db
    .select({ entries: count() })
    .from(auditEntries)
    .where(and(eq(auditEntries.campusId, campusId), gte(auditEntries.happenedAt, since), ne(auditEntries.action, except)));
  return found?.entries ?? 0;
}
