import type { Campus } from '#db/queries/campuses.ts';
import { listMemberships, type Membership } from '#db/queries/people.ts';
import type { Db } from '#db/transaction.ts';
import { ServiceError } from '#services/service-error.ts';

/** The person's role at the campus, disabled or not. Errors: person-unknown, also for people of other campuses. */
export async function requireMember(db: Db, request: { campus: Campus; personId: number }): Promise<Membership> {
  const memberships = await listMemberships(db, request.personId);
  const member = memberships.find(({ campusId }) => campusId === request.campus.id);
  if (member !== undefined) return member;
  throw new ServiceError(
    'person-unknown',
    `There is no such person at ${request.campus.name}. Look at the list of people again: it may have changed.`,
  );
}
