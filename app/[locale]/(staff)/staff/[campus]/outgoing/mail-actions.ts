'use server';

import { getTranslations } from 'next-intl/server';
import { staffChange } from '#app/_data/staff.ts';
import type { FormPlace } from '#app/_data/staff-answer.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { mailSettings } from '#env';
import { sendTestMail } from '#services/send-test-mail.ts';
import { ServiceError } from '#services/service-error.ts';

/** Sends a test mail to whoever asks. */
export async function testMailAction(place: FormPlace, _before: FormAnswer, _form: FormData): Promise<FormAnswer> {
  const locale = isLocale(place.locale) ? place.locale : 'en';
  const t = await getTranslations({ locale, namespace: 'digest.staff' });
  try {
    const { ctx, campus, session: by } = await staffChange(place.slug, 'send-test-mail');
    await sendTestMail(ctx, { by, campus, locale, settings: mailSettings(process.env) });
    return { tone: 'info', message: t('tested'), values: {} };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const key = `refusal.${error.code}`;
    return { tone: 'warning', message: t(t.has(key) ? key : 'refusal.other'), values: {} };
  }
}
