import { and, asc, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Problem } from '#core/meter-files/problem.ts';
import { importMeters, imports, people, problems } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Import = typeof imports.$inferSelect;
export type NewImport = typeof imports.$inferInsert;
export type ImportMeter = typeof importMeters.$inferSelect;

export async function insertImport(db: Db, values: NewImport): Promise<Import> {
  const [inserted] = await db.insert(imports).values(values).returning();
  if (inserted === undefined) throw new Error('the import was not inserted');
  return inserted;
}

/** The number of a file that waits for a human from now on; null when its bytes wait already. */
export async function insertWaitingImport(db: Db, values: NewImport): Promise<number | null> {
  const [inserted] = await db.insert(imports).values(values).onConflictDoNothing().returning({ id: imports.id });
  return inserted?.id ?? null;
}

export async function findImport(db: Db, key: { campusId: number; id: number }): Promise<Import | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.campusId, key.campusId), eq(imports.id, key.id)));
  return found ?? null;
}

/** As findImport, and no other transaction can change the import until this one ends. */
export async function lockImport(db: Db, key: { campusId: number; id: number }): Promise<Import | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.campusId, key.campusId), eq(imports.id, key.id)))
    .for('update');
  return found ?? null;
}

export async function findImportByKey(db: Db, key: { campusId: number; idempotencyKey: string }): Promise<Import | null> {
  const [found] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.campusId, key.campusId), eq(imports.idempotencyKey, key.idempotencyKey)));
  return found ?? null;
}

/** Committed imports of the same bytes as the same thing, newest first. */
export async function findCommittedByFile(db: Db, key: Pick<Import, 'campusId' | 'sha256' | 'subject'>): Promise<Import[]> {
  return db
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.campusId, key.campusId),
        eq(imports.sha256, key.sha256),
        eq(imports.subject, key.subject),
        eq(imports.state, 'committed'),
      ),
    )
    .orderBy(desc(imports.revision));
}

/** Newest first; at most `limit`. */
export async function listImports(db: Db, query: { campusId: number; limit: number }): Promise<Import[]> {
  return db.select().from(imports).where(eq(imports.campusId, query.campusId)).orderBy(desc(imports.id)).limit(query.limit);
}

/** What a list of imports is narrowed to; null is all. `text` is looked for in file names and addresses of people. */
export interface ImportFilter {
  readonly state: Import['state'] | null;
  readonly channel: Import['channel'] | null;
  readonly text: string | null;
}

/**
 * An import with the e-mail address of who made it (null for another program or one who has left) and the file whose profile
 * was applied.
 */
export type ListedImport = Import & { readonly email: string | null; readonly profileFileName: string | null };

/** Newest first, without files that have not arrived to their end; those before the import `beforeId` where one is given. */
export async function listImportsWithPeople(
  db: Db,
  query: { campusId: number; beforeId: number | null; limit: number } & ImportFilter,
): Promise<ListedImport[]> {
  const { campusId, beforeId, limit, state, channel, text } = query;
  const earlier = alias(imports, 'earlier');
  const like = `%${text?.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .select({ row: imports, email: people.email, profileFileName: earlier.fileName })
    .from(imports)
    .leftJoin(people, eq(people.id, imports.personId))
    .leftJoin(earlier, and(eq(earlier.campusId, imports.campusId), eq(earlier.id, imports.profileImportId)))
    .where(
      and(
        eq(imports.campusId, campusId),
        sql`octet_length(${imports.sha256}) > 0`,
        beforeId === null ? undefined : lt(imports.id, beforeId),
        state === null ? undefined : eq(imports.state, state),
        channel === null ? undefined : eq(imports.channel, channel),
        text === null ? undefined : or(ilike(imports.fileName, like), ilike(people.email, like)),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(limit);
  return rows.map(({ row, email, profileFileName }) => ({ ...row, email, profileFileName }));
}

/** Files that came by themselves and wait for a human, newest first. */
export async function listWaitingImports(db: Db, query: { campusId: number; limit: number }): Promise<Import[]> {
  return db
    .select()
    .from(imports)
    .where(and(eq(imports.campusId, query.campusId), eq(imports.state, 'received'), inArray(imports.channel, ['api', 'watch'])))
    .orderBy(desc(imports.id))
    .limit(query.limit);
}

/** Received files that came by some channel before an instant go, with their pieces. */
export async function deleteStaleImports(
  db: Db,
  query: { campusId: number; channels: readonly Import['channel'][]; before: Date },
): Promise<number> {
  const { rowCount } = await db
    .delete(imports)
    .where(
      and(
        eq(imports.campusId, query.campusId),
        eq(imports.state, 'received'),
        inArray(imports.channel, [...query.channels]),
        lt(imports.createdAt, query.before),
      ),
    );
  return rowCount ?? 0;
}

/** The options that a received file is to be read by, and which import they were taken from; nothing for one that is committed. */
export async function setReceivedOptions(
  db: Db,
  change: { campusId: number; id: number; options: Record<string, unknown>; profileImportId: number | null },
): Promise<void> {
  await db
    .update(imports)
    .set({ options: change.options, profileImportId: change.profileImportId })
    .where(and(eq(imports.campusId, change.campusId), eq(imports.id, change.id), eq(imports.state, 'received')));
}

export async function updateImport(db: Db, change: Partial<NewImport> & { campusId: number; id: number }): Promise<void> {
  const { campusId, id, ...values } = change;
  await db
    .update(imports)
    .set(values)
    .where(and(eq(imports.campusId, campusId), eq(imports.id, id)));
}

/** Of a received file; false when there was none. */
export async function deleteImport(db: Db, key: { campusId: number; id: number }): Promise<boolean> {
  const { rowCount } = await db
    .delete(imports)
    .where(and(eq(imports.campusId, key.campusId), eq(imports.id, key.id), eq(imports.state, 'received')));
  return rowCount === 1;
}

export async function insertProblems(
  db: Db,
  list: { campusId: number; importId: number; problems: readonly Problem[] },
): Promise<void> {
  const { campusId, importId } = list;
  for (let from = 0; from < list.problems.length; from += 1000) {
    const values = list.problems.slice(from, from + 1000).map((problem, index) => ({
      campusId,
      importId,
      seq: from + index,
      kind: problem.kind,
      severity: problem.severity,
      rowNumber: problem.row,
      columnName: problem.column,
      found: problem.found,
      params: { ...problem.params },
    }));
    await db.insert(problems).values(values);
  }
}

export async function deleteProblems(db: Db, key: { campusId: number; importId: number }): Promise<void> {
  await db.delete(problems).where(and(eq(problems.campusId, key.campusId), eq(problems.importId, key.importId)));
}

export async function listProblems(db: Db, key: { campusId: number; importId: number }): Promise<Problem[]> {
  const rows = await db
    .select()
    .from(problems)
    .where(and(eq(problems.campusId, key.campusId), eq(problems.importId, key.importId)))
    .orderBy(asc(problems.seq));
  return rows.map((row) => ({
    kind: row.kind,
    severity: row.severity,
    row: row.rowNumber,
    column: row.columnName,
    found: row.found,
    params: row.params,
  }));
}

/** Labels of meters that an import could not place, as far as they were listed. */
export async function unknownMetersOf(db: Db, key: { campusId: number; importId: number }): Promise<string[]> {
  const rows = await db
    .selectDistinct({ found: problems.found })
    .from(problems)
    .where(and(eq(problems.campusId, key.campusId), eq(problems.importId, key.importId), eq(problems.kind, 'unknown-meter')));
  return rows.map((row) => row.found);
}

/** Whether rows of an import were not stored because of others' rows, and others were undone since. */
export async function hasLostToUndone(db: Db, earlier: Import): Promise<boolean> {
  const { campusId, id, committedAt } = earlier;
  const { rowCount } = await db.execute(sql`
    SELECT 1 FROM problems p WHERE p.campus_id = ${campusId} AND p.import_id = ${id} AND p.kind IN ('overlap', 'kind-differs')
      AND EXISTS (SELECT 1 FROM imports i WHERE i.campus_id = ${campusId} AND i.undone_at > ${committedAt?.toISOString() ?? null}::timestamptz)
    LIMIT 1`);
  return rowCount === 1;
}

export async function insertImportMeters(db: Db, values: (typeof importMeters.$inferInsert)[]): Promise<void> {
  if (values.length > 0) await db.insert(importMeters).values(values);
}

export async function listImportMeters(db: Db, key: { campusId: number; importId: number }): Promise<ImportMeter[]> {
  return db
    .select()
    .from(importMeters)
    .where(and(eq(importMeters.campusId, key.campusId), eq(importMeters.importId, key.importId)));
}

/** Which meters' committed imports hold register values (true) or intervals (false). */
export async function storedKinds(db: Db, campusId: number): Promise<Map<number, boolean>> {
  const rows = await db
    .selectDistinct({ meterId: importMeters.meterId, isRegister: importMeters.isRegister })
    .from(importMeters)
    .where(eq(importMeters.campusId, campusId));
  return new Map(rows.map((row) => [row.meterId, row.isRegister]));
}

export async function deleteImportMeters(db: Db, key: { campusId: number; importId: number }): Promise<void> {
  await db.delete(importMeters).where(and(eq(importMeters.campusId, key.campusId), eq(importMeters.importId, key.importId)));
}
