import { deleteOpenInvitations, insertInvitation } from '#db/queries/invitations.ts';
import type { Db } from '#db/transaction.ts';
import { hashSecretWord, newSecretWord } from '#services/secret-words.ts';

/** How long a link to choose a password holds. */
const LINK_HOURS = { firstAdmin: 24, invitation: 72 } as const;

/** `token` is shown once; the link is `/welcome?token=…`. */
export interface OneTimeLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link's path on this site. */
export function linkPath(token: string): string {
  return `/welcome?token=${token}`;
}

/** Makes a link for a person (null: the first admin, whoever that will be) and takes back their older unused ones. */
export async function makeLink(db: Db, request: { personId: number | null; now: Date }): Promise<OneTimeLink> {
  const { personId, now } = request;
  await deleteOpenInvitations(db, personId);
  const hours = personId === null ? LINK_HOURS.firstAdmin : LINK_HOURS.invitation;
  const link = { token: newSecretWord(), expiresAt: new Date(now.getTime() + hours * 3_600_000) };
  await insertInvitation(db, {
    tokenHash: hashSecretWord(link.token),
    personId,
    createdAt: now,
    expiresAt: link.expiresAt,
  });
  return link;
}
