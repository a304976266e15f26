import type { useTranslations } from 'next-intl';
import type { Guess } from '#core/meter-files/meter-file.ts';

type FileWords = ReturnType<typeof useTranslations<'files'>>;

/** A guess's value in words; what has none, such as a format's own name, stands as it is. */
export function guessValue(t: FileWords, { about, value, params }: Pick<Guess, 'about' | 'value' | 'params'>): string {
  if (about === 'zone' && value !== 'offsets') {
    const zone = value === 'named' ? (params.zone ?? '') : value;
    return t('value.zone.named', { zone: zone.replaceAll('_', ' ') });
  }
  const key = `value.${about}.${value}`;
  if (t.has(key)) return t(key, params);
  return about === 'delimiter' ? t('value.delimiter.other') : value;
}
