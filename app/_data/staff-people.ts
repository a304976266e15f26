import 'server-only';
import { findPerson } from '#db/queries/people.ts';
import type { Context } from '#services/context.ts';

/** The e-mail addresses of the people who did things; absent are those who have left. */
export async function emailsOf(
  ctx: Context,
  rows: readonly { readonly personId: number | null }[],
): Promise<(row: { readonly personId: number | null }) => string | null> {
  const emails = new Map<number, string>();
  for (const personId of new Set(rows.map((row) => row.personId))) {
    const person = personId === null ? null : await findPerson(ctx.database.db, personId);
    if (person !== null) emails.set(person.id, person.email);
  }
  return ({ personId }) => (personId === null ? null : (emails.get(personId) ?? null));
}
