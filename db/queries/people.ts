import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { campuses, imports, invitations, memberships, people, type Role } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type Person = typeof people.$inferSelect;

/** A role at a campus, with the words to show it. */
export interface Membership {
  readonly campusId: number;
  readonly campus: string;
  readonly campusName: string;
  readonly role: Role;
}

/** One who has a role at a campus. `invitedUntil` is when their unused link ends, null without one. */
export interface Member {
  readonly personId: number;
  readonly email: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
  readonly invitedUntil: Date | null;
}

export async function findPerson(db: Db, id: number): Promise<Person | null> {
  const [person] = await db.select().from(people).where(eq(people.id, id));
  return person ?? null;
}

/** The e-mail addresses of people by their numbers. */
export async function findEmails(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { id, email } = people;
  const found = await db
    .select({ id, email })
    .from(people)
    .where(inArray(id, [...ids]));
  return new Map(found.map((person) => [person.id, person.email]));
}

/** `email` is in lower case. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | null> {
  const [person] = await db.select().from(people).where(eq(people.email, email));
  return person ?? null;
}

/** The person of an e-mail address, made if there is none; until the transaction ends nobody else can change them. */
export async function takePerson({ db }: Transaction, values: { email: string; createdAt: Date }): Promise<Person> {
  await db.insert(people).values(values).onConflictDoNothing();
  const [person] = await db.select().from(people).where(eq(people.email, values.email)).for('update');
  if (person === undefined) throw new Error('a person that was just inserted is not there');
  return person;
}

/** As findPerson, and nobody else can change them until the transaction ends. */
export async function lockPerson({ db }: Transaction, id: number): Promise<Person | null> {
  const [person] = await db.select().from(people).where(eq(people.id, id)).for('update');
  return person ?? null;
}

export async function updatePerson(db: Db, change: Partial<typeof people.$inferInsert> & { id: number }): Promise<void> {
  const { id, ...values } = change;
  await db.update(people).set(values).where(eq(people.id, id));
}

export async function isAnyPasswordSet(db: Db): Promise<boolean> {
  const found = await db.select({ id: people.id }).from(people).where(isNotNull(people.passwordHash)).limit(1);
  return found.length > 0;
}

export async function setMembership(db: Db, values: { campusId: number; personId: number; role: Role }): Promise<void> {
  await db
    .insert(memberships)
    .values(values)
    .onConflictDoUpdate({ target: [memberships.campusId, memberships.personId], set: { role: values.role } });
}

/** False when there was none. */
export async function deleteMembership(db: Db, key: { campusId: number; personId: number }): Promise<boolean> {
  const { rowCount } = await db
    .delete(memberships)
    .where(and(eq(memberships.campusId, key.campusId), eq(memberships.personId, key.personId)));
  return rowCount === 1;
}

export async function deleteMembershipsOf(db: Db, personId: number): Promise<void> {
  await db.delete(memberships).where(eq(memberships.personId, personId));
}

/** The role of a person who is not disabled; null when they have none at this campus. */
export async function findRole(db: Db, key: { campusId: number; personId: number }): Promise<Role | null> {
  const [found] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.campusId, key.campusId), eq(memberships.personId, key.personId), eq(people.isDisabled, false)));
  return found?.role ?? null;
}

export async function listMemberships(db: Db, personId: number): Promise<Membership[]> {
  return db
    .select({ campusId: campuses.id, campus: campuses.slug, campusName: campuses.name, role: memberships.role })
    .from(memberships)
    .innerJoin(campuses, eq(campuses.id, memberships.campusId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(campuses.slug));
}

/** Everyone with a role at the campus, by e-mail address. */
export async function listMembers(db: Db, query: { campusId: number; now: Date }): Promise<Member[]> {
  const invitedUntil = sql<Date | null>`(
    SELECT max(${invitations.expiresAt}) FROM ${invitations}
    WHERE ${invitations.personId} = ${people.id} AND ${invitations.usedAt} IS NULL AND ${invitations.expiresAt} > ${query.now.toISOString()}
  )`.mapWith(invitations.expiresAt);
  return db
    .select({
      personId: people.id,
      email: people.email,
      role: memberships.role,
      isDisabled: people.isDisabled,
      hasPassword: sql<boolean>`${people.passwordHash} IS NOT NULL`,
      invitedUntil,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.campusId, query.campusId))
    .orderBy(asc(people.email));
}

/** Until the transaction ends, no other can take an admin's role at the campus away or count its admins this way. */
export async function lockAdmins({ db }: Transaction, campusId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('admins'), ${campusId}::int)`);
}

/** Admins of the campus who can sign in. */
export async function countAdmins(db: Db, campusId: number): Promise<number> {
  const found = await db
    .select({ id: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.campusId, campusId),
        eq(memberships.role, 'admin'),
        eq(people.isDisabled, false),
        isNotNull(people.passwordHash),
      ),
    );
  return found.length;
}

/** Where nobody has a role anywhere yet, makes those who have a password admins of this campus. */
export async function adoptFirstCampus(db: Db, campusId: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO ${memberships} (campus_id, person_id, role)
    SELECT ${campusId}, ${people.id}, 'admin' FROM ${people}
    WHERE ${people.passwordHash} IS NOT NULL AND NOT ${people.isDisabled} AND NOT EXISTS (SELECT FROM ${memberships})`);
}

/** What the records of the campuses say a person did. */
export async function listImportsBy(
  db: Db,
  personId: number,
): Promise<{ campus: string; id: number; fileName: string; createdAt: Date }[]> {
  return db
    .select({ campus: campuses.slug, id: imports.id, fileName: imports.fileName, createdAt: imports.createdAt })
    .from(imports)
    .innerJoin(campuses, eq(campuses.id, imports.campusId))
    .where(eq(imports.personId, personId))
    .orderBy(asc(imports.campusId), asc(imports.id));
}
