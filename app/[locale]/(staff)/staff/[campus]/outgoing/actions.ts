'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { type StaffPlace, staffChange } from '#app/_data/staff.ts';
import type { FormPlace } from '#app/_data/staff-answer.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import { outcomeKey } from '#components/outgoing/outgoing-view.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { readEnv } from '#env';
import { addWebhook } from '#services/add-webhook.ts';
import { removeWebhook } from '#services/remove-webhook.ts';
import { replaceWebhookSecret } from '#services/replace-webhook-secret.ts';
import { resendWebhook } from '#services/resend-webhook.ts';
import type { WebhookResult } from '#services/send-due-webhooks.ts';
import { ServiceError } from '#services/service-error.ts';
import { switchWebhook } from '#services/switch-webhook.ts';
import { testWebhook } from '#services/test-webhook.ts';

/** A form about one webhook, or one message. */
interface ItemPlace extends FormPlace {
  readonly id: number;
}

export async function addWebhookAction(place: FormPlace, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  const url = String(form.get('url') ?? '').replaceAll('\0', '');
  const description = String(form.get('description') ?? '').replaceAll('\0', '');
  return asAdmin(place, { url, description }, async ({ ctx, campus, session: by }, t) => {
    const { secret } = await addWebhook(ctx, { by, campus, url, description, reach: reachHere(), now: new Date() });
    return { ...said(t('add.done')), once: once(secret, t) };
  });
}

export async function testWebhookAction(place: ItemPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, campus, session: by }, t) => {
    const { id } = place;
    return tell(await testWebhook(ctx, { by, campus, id, reach: reachHere(), now: new Date() }), 'test', t);
  });
}

export async function resendWebhookAction(place: ItemPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, campus, session: by }, t) => {
    const deliveryId = place.id;
    return tell(await resendWebhook(ctx, { by, campus, deliveryId, reach: reachHere(), now: new Date() }), 'again', t);
  });
}

export async function replaceSecretAction(place: ItemPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, campus, session: by }, t) => {
    const now = new Date();
    const { secret, formerUntil } = await replaceWebhookSecret(ctx, { by, campus, id: place.id, now });
    const { timeZone } = campus;
    const format = new Intl.DateTimeFormat(place.locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
    return { ...said(t('secret.done', { when: format.format(formerUntil) })), once: once(secret, t) };
  });
}

export async function switchWebhookAction(
  place: ItemPlace & { isOn: boolean },
  _before: FormAnswer,
  _form: FormData,
): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, campus, session: by }, t) => {
    const { id, isOn } = place;
    await switchWebhook(ctx, { by, campus, id, isOn, now: new Date() });
    return said(t(isOn ? 'switch.doneOn' : 'switch.doneOff'));
  });
}

export async function removeWebhookAction(place: ItemPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  return asAdmin(place, {}, async ({ ctx, campus, session: by }) => {
    await removeWebhook(ctx, { by, campus, id: place.id, now: new Date() });
    return null;
  });
}

type Words = Awaited<ReturnType<typeof getTranslations<'outgoing'>>>;

async function asAdmin(
  place: FormPlace,
  values: Record<string, string>,
  work: (staff: StaffPlace, t: Words) => Promise<FormAnswer>,
): Promise<FormAnswer> {
  const t = await getTranslations({ locale: isLocale(place.locale) ? place.locale : 'en', namespace: 'outgoing' });
  try {
    const answer = await work(await staffChange(place.slug, 'edit-webhooks'), t);
    revalidatePath('/[locale]/staff/[campus]/outgoing', 'page');
    return answer;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const key = `refusal.${error.code}`;
    return { tone: 'warning', message: t.has(key) ? t(key) : error.message, values };
  }
}

function tell(result: WebhookResult | null, form: 'test' | 'again', t: Words): FormAnswer {
  if (result === null) return said(t('again.busy'));
  const { outcome, isDelivered, milliseconds } = result;
  const seconds = Math.round(milliseconds / 100) / 10;
  const words = t(`outcome.${outcomeKey(outcome)}`, { status: outcome.status ?? 0, seconds });
  return {
    ...said(t(isDelivered ? `${form}.well` : `${form}.bad`, { outcome: words })),
    tone: isDelivered ? 'info' : 'warning',
  };
}

function said(message: string): NonNullable<FormAnswer> {
  return { tone: 'info', message, values: {} };
}

function once(secret: string, t: Words) {
  return { label: t('secret.label'), value: secret, copy: t('copy'), copied: t('copied') };
}

function reachHere() {
  return { loopback: readEnv(process.env).WATTLE_WEBHOOKS_LOOPBACK === 'yes' };
}
