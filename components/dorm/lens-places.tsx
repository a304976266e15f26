import { useTranslations } from 'next-intl';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { LensChips } from '#components/leaderboard/lens-chips.tsx';
import { boardPath } from '#components/ui/paths.ts';

/** The dorm's place under every way of counting, each leading to its board. */
export function LensPlaces({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.places');
  const ordinals = useTranslations('common.ordinal');
  const board = boardPath(view.campus.slug);
  const chips = view.places.map(({ lens, rank }) => ({
    lens,
    path: lens === view.lens ? board : `${board}/by/${lens}`,
    figure:
      rank === null ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="sr-only">{t('none')}</span>
        </>
      ) : (
        <strong className="font-semibold text-ink tabular-nums in-aria-[current=true]:text-paper">
          {ordinals('figure', { rank })}
        </strong>
      ),
  }));
  return (
    <nav aria-label={t('label')} className="not-printed">
      <LensChips current={view.lens} chips={chips} />
    </nav>
  );
}
