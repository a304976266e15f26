import { useTranslations } from 'next-intl';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';

/** The week's news as a sentence, the same as on the board. */
export function useNews(view: KioskView): string {
  const t = useTranslations('board.headline');
  const units = useTranslations('common.unit');
  const { key, first, second, count } = view.news;
  return t(key, { first, second, count, lens: units(view.lens) });
}
