import { createFormatter, createTranslator } from 'use-intl/core';
import { isOfPast, isRatio, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';
import englishCommon from '#messages/en/common.json' with { type: 'json' };
import english from '#messages/en/digest.json' with { type: 'json' };
import chineseCommon from '#messages/zh/common.json' with { type: 'json' };
import chinese from '#messages/zh/digest.json' with { type: 'json' };

/** The languages that mail is written in: those of the pages. */
export type DigestLocale = 'en' | 'zh';

/** The words of mails in a language. */
export interface DigestWords {
  readonly locale: DigestLocale;
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly say: (key: string, values?: Record<string, string | number>) => string;
  /** A score with its unit, at the precision at which ties are called. */
  readonly score: (lens: Lens, score: number) => string;
  readonly lens: (lens: Lens) => string;
  readonly list: (names: readonly string[]) => string;
}

const MESSAGES = {
  en: { mail: english.mail, common: englishCommon },
  zh: { mail: chinese.mail, common: chineseCommon },
};

export function digestWords(locale: DigestLocale): DigestWords {
  const messages = MESSAGES[locale];
  const { number } = createFormatter({ locale, timeZone: 'UTC' });
  const words = createTranslator({ locale, messages: messages.mail, timeZone: 'UTC' }) as DigestWords['say'];
  const common = createTranslator({ locale, messages: messages.common, timeZone: 'UTC' }) as DigestWords['say'];
  const language = locale === 'zh' ? 'zh-Hans' : 'en';
  return {
    ...{ locale, language, say: words },
    score(lens, value) {
      const decimals = Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens]))) - (isRatio(lens) ? 2 : 0);
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      const signDisplay = isOfPast(lens) ? ('exceptZero' as const) : ('auto' as const);
      const shown = number(isRatio(lens) ? value * 100 : value, { ...digits, signDisplay }).replace('-', '−');
      return common(`amount.${lens}`, { value: isRatio(lens) ? common('percent', { value: shown }) : shown });
    },
    lens: (lens) => common(`unit.${lens}`),
    list: (names) => new Intl.ListFormat(language).format(names),
  };
}
