import 'server-only';
import { getContext } from '#app/_data/process-state.ts';
import {
  changeRoleAction,
  disableAction,
  newLinkAction,
  removeAction,
  revokeTokenAction,
} from '#app/[locale]/(staff)/people/actions.ts';
import type { MemberView, TokenView } from '#components/people/people-view.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listPeople } from '#services/list-people.ts';
import { listTokens } from '#services/list-tokens.ts';
import type { StaffSession } from '#services/read-session.ts';

interface Asked {
  readonly locale: string;
  readonly session: StaffSession;
  readonly campus: Campus;
  readonly now: Date;
}

export async function readMembers({ locale, session, campus, now }: Asked): Promise<MemberView[]> {
  const members = await listPeople(await getContext(), { by: session, campus, now });
  return members.map(({ invitedUntil, ...member }) => {
    const place = { locale, campus: campus.slug, personId: member.personId, email: member.email };
    return {
      ...member,
      invitedUntil: invitedUntil?.toISOString() ?? null,
      isReader: member.personId === session.personId,
      actions: {
        setRole: changeRoleAction.bind(null, place),
        newLink: newLinkAction.bind(null, place),
        disable: disableAction.bind(null, { ...place, isDisabled: !member.isDisabled }),
        remove: removeAction.bind(null, place),
      },
    };
  });
}

export async function readTokens({ locale, session, campus, now }: Asked): Promise<TokenView[]> {
  const tokens = await listTokens(await getContext(), { by: session, campus });
  return tokens.map(({ id, label, revokedAt, expiresAt, lastUsedAt }) => ({
    id,
    label,
    state: revokedAt === null ? (expiresAt > now ? 'good' : 'over') : 'revoked',
    stateAt: (revokedAt ?? expiresAt).toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revoke: revokeTokenAction.bind(null, { locale, campus: campus.slug, tokenId: id }),
  }));
}
