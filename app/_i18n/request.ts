import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALES } from '#app/_i18n/locales.ts';
import { messagesOf } from '#app/_i18n/messages.ts';

export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = asked !== undefined && isLocale(asked) ? asked : LOCALES[0];
  return { locale, messages: await messagesOf(locale), timeZone: 'UTC' };
});
