import 'server-only';
import { createFormatter, createTranslator } from 'use-intl/core';
import { isLocale, LOCALES, type Locale } from '#app/_i18n/locales.ts';
import { messagesOf } from '#app/_i18n/messages.ts';
import { isOfPast, isRatio, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

/** Words for what is no page, so that there is no provider to ask. */
export interface ShareWords {
  readonly locale: Locale;
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly say: (key: string, values?: Record<string, string | number>) => string;
  /** A score with its unit, at the precision at which ties are called. */
  readonly score: (lens: Lens, score: number) => string;
}

/** The words of the language in an address; what is none is the first. */
export async function shareWords(part: string): Promise<ShareWords> {
  const locale = isLocale(part) ? part : LOCALES[0];
  const say = createTranslator({ locale, messages: await messagesOf(locale), timeZone: 'UTC' }) as ShareWords['say'];
  const format = createFormatter({ locale, timeZone: 'UTC' });
  const score = (lens: Lens, value: number) => {
    const decimals = Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens]))) - (isRatio(lens) ? 2 : 0);
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const signDisplay = isOfPast(lens) ? 'exceptZero' : 'auto';
    const number = format.number(isRatio(lens) ? value * 100 : value, { ...digits, signDisplay }).replace('-', '−');
    return say(`common.amount.${lens}`, { value: isRatio(lens) ? say('common.percent', { value: number }) : number });
  };
  return { locale, language: locale === 'zh' ? 'zh-Hans' : 'en', say, score };
}
