'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { originOf } from '#app/_auth/request-place.ts';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { currentSession } from '#app/_auth/session.ts';
import { answerForm, wordsOf } from '#app/_auth/word-refusal.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { localePath } from '#components/ui/paths.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addToken } from '#services/add-token.ts';
import { changeRole } from '#services/change-role.ts';
import type { Context } from '#services/context.ts';
import { disablePerson } from '#services/disable-person.ts';
import { getCampus } from '#services/get-campus.ts';
import { invitePerson } from '#services/invite-person.ts';
import { linkPath, type OneTimeLink } from '#services/one-time-links.ts';
import { ROLES, type Role } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';
import { removeMember } from '#services/remove-member.ts';
import { renewInvitation } from '#services/renew-invitation.ts';
import { revokeToken } from '#services/revoke-token.ts';

/** The page's language and campus, bound to each form on the server. */
interface Place {
  readonly locale: string;
  readonly campus: string;
}

/** A form about one person. */
interface PersonPlace extends Place {
  readonly personId: number;
  readonly email: string;
}

export async function inviteAction(place: Place, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const email = String(form.get('email') ?? '');
  const asked = String(form.get('role') ?? '');
  return asAdmin(place, { email, role: asked }, async ({ ctx, by, campus }) => {
    const role = roleOf(asked);
    if (role === null) return refused(place, 'role-unknown');
    const invited = await invitePerson(ctx, { by, campus, email, role, now: new Date() });
    if (invited.link === null) return done(place, 'invite.doneElsewhere', { email: invited.email });
    return tellLink(place, { email: invited.email, link: invited.link });
  });
}

export async function newLinkAction(place: PersonPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, by, campus }) => {
    const link = await renewInvitation(ctx, { by, campus, personId: place.personId, now: new Date() });
    return tellLink(place, { email: place.email, link });
  });
}

export async function changeRoleAction(place: PersonPlace, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const { personId, email } = place;
  const role = roleOf(String(form.get('role') ?? ''));
  if (role === null) return refused(place, 'role-unknown');
  return asAdmin(place, { role }, async ({ ctx, by, campus }) => {
    await changeRole(ctx, { by, campus, personId, role });
    const t = await wordsOf(place.locale);
    return { ...(await done(place, 'done.role', { email, role: t(`role.${role}`) })), values: { role } };
  });
}

export async function disableAction(
  place: PersonPlace & { isDisabled: boolean },
  _before: FormAnswer,
  _form: FormData,
): Promise<FormAnswer> {
  const { personId, email, isDisabled } = place;
  return asAdmin(place, {}, async ({ ctx, by, campus }) => {
    await disablePerson(ctx, { by, campus, personId, isDisabled });
    return done(place, isDisabled ? 'done.disabled' : 'done.enabled', { email });
  });
}

export async function removeAction(place: PersonPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  const { personId, email } = place;
  return asAdmin(place, {}, async ({ ctx, by, campus }) => {
    await removeMember(ctx, { by, campus, personId });
    return done(place, 'done.removed', { email, campus: campus.name });
  });
}

export async function addTokenAction(place: Place, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const label = String(form.get('label') ?? '');
  return asAdmin(place, { label }, async ({ ctx, by, campus }) => {
    const { token, expiresAt } = await addToken(ctx, { by, campus, purpose: 'readings', label, now: new Date() });
    const t = await wordsOf(place.locale);
    const once = { label: t('tokens.once'), value: token, copy: t('copy'), copied: t('copied') };
    return { ...(await done(place, 'tokens.done', { when: dayIn(place.locale, expiresAt) })), once };
  });
}

export async function revokeTokenAction(
  place: Place & { tokenId: number },
  _before: FormAnswer,
  _form: FormData,
): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, by, campus }) => {
    await revokeToken(ctx, { by, campus, tokenId: place.tokenId, now: new Date() });
    return done(place, 'done.revoked', {});
  });
}

/** What every action here begins and ends with. Whether the person may do it, the services ask themselves. */
async function asAdmin(
  place: Place,
  values: Record<string, string>,
  work: (asked: { ctx: Context; by: StaffSession | null; campus: Campus }) => Promise<NonNullable<FormAnswer>>,
): Promise<FormAnswer> {
  return answerForm(place.locale, values, async () => {
    assertSameOrigin(await headers());
    const ctx = await getContext();
    const answer = await work({ ctx, by: await currentSession(), campus: await getCampus(ctx, place.campus) });
    revalidatePath('/[locale]/people', 'page');
    return answer;
  });
}

function roleOf(text: string): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}

async function done(place: Place, key: string, values: Record<string, string>): Promise<NonNullable<FormAnswer>> {
  const t = await wordsOf(place.locale);
  return { tone: 'info', message: t(key, values), values: {} };
}

async function refused(place: Place, key: string): Promise<NonNullable<FormAnswer>> {
  const t = await wordsOf(place.locale);
  return { tone: 'warning', message: t(`refusal.${key}`), values: {} };
}

async function tellLink(place: Place, { email, link }: { email: string; link: OneTimeLink }): Promise<NonNullable<FormAnswer>> {
  const t = await wordsOf(place.locale);
  const value = `${originOf(await headers())}${localePath(place.locale, linkPath(link.token))}`;
  const once = { label: t('invite.link', { email }), value, copy: t('copy'), copied: t('copied') };
  return { ...(await done(place, 'invite.done', { email, when: dayIn(place.locale, link.expiresAt) })), once };
}

function dayIn(locale: string, instant: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(instant);
}
