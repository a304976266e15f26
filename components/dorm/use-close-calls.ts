import { useFormatter, useTranslations } from 'next-intl';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { isTooClose } from '#components/leaderboard/closeness.ts';

/** Whom it shares its place with, and which of its neighbours could as well stand on its other side; null where all is clear. */
export function useCloseCalls({ dorm, ladder, lens }: DormView): string | null {
  const t = useTranslations('dorm.receipt.close');
  const format = useFormatter();
  const at = ladder.findIndex((rung) => rung.dorm === dorm.slug);
  const here = ladder[at];
  if (here === undefined) return null;
  const level = ladder.filter((rung) => rung !== here && rung.rank === here.rank).map(({ name }) => name);
  if (level.length > 0) return t('level', { names: format.list(level) });
  const [above, below] = [ladder[at - 1], ladder[at + 1]];
  const isCloseAbove = above !== undefined && isTooClose(above, here, lens);
  const isCloseBelow = below !== undefined && isTooClose(here, below, lens);
  if (isCloseAbove && isCloseBelow) return t('both', { above: above.name, below: below.name });
  if (isCloseAbove) return t('above', { above: above.name });
  return isCloseBelow ? t('below', { below: below.name }) : null;
}
