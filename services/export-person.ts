import { listAuditRowsBy } from '#db/queries/audit.ts';
import { findPerson, listImportsBy, listMemberships } from '#db/queries/people.ts';
import { listMeterWordsBy } from '#db/queries/register-events.ts';
import { listSessions } from '#db/queries/sessions.ts';
import type { Context } from '#services/context.ts';
import type { StaffSession } from '#services/read-session.ts';
import { ServiceError } from '#services/service-error.ts';

/** Everything stored about the signed-in person, ready to be written as JSON; instants are ISO 8601 in UTC. */
export async function exportPerson(ctx: Context, session: StaffSession) {
  const { db } = ctx.database;
  const person = await findPerson(db, session.personId);
  if (person === null) throw new ServiceError('person-unknown', 'There is no such person. It may have been deleted.');
  const imports = await listImportsBy(db, person.id);
  const sessions = await listSessions(db, person.id);
  return {
    person: person.id,
    email: person.email,
    createdAt: person.createdAt.toISOString(),
    hasPassword: person.passwordHash !== null,
    roles: (await listMemberships(db, person.id)).map(({ campus, role }) => ({ campus, role })),
    sessions: sessions.map(({ createdAt, expiresAt }) => ({
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
    imports: imports.map(({ campus, id, fileName, createdAt }) => ({
      campus,
      import: id,
      fileName,
      createdAt: createdAt.toISOString(),
    })),
    meters: (await listMeterWordsBy(db, person.id)).map(({ at, ...words }) => ({ ...words, at: at.toISOString() })),
    record: (await listAuditRowsBy(db, person.id)).map(({ happenedAt, ...entry }) => ({
      ...entry,
      at: happenedAt.toISOString(),
    })),
  };
}
