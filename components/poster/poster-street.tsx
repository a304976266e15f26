import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { PosterHouse } from '#components/poster/poster-view.ts';
import { wattleBranch } from '#components/share-image/wattle-branch.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** Second, first, third: as on a podium. */
const SEATS = ['order-2', 'order-1', 'order-3'] as const;

/** The winner's house large at night, those after it beside it, under a branch of wattle. */
export function PosterStreet({ houses, isSettled }: { readonly houses: readonly PosterHouse[]; readonly isSettled: boolean }) {
  const t = useTranslations('common');
  const figures = useFigures();
  return (
    <section className="stage poster-stage">
      <NightHills />
      <svg
        viewBox="840 0 360 170"
        className="poster-branch"
        aria-hidden="true"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, without a word in it.
        dangerouslySetInnerHTML={{ __html: wattleBranch({ inFlower: isSettled }) }}
      />
      <ol className={`poster-street ${houses.length > 1 && houses[1]?.rank !== 1 ? 'poster-one-first' : ''}`}>
        {houses.map((house, index) => (
          <li key={house.dorm} className={`${SEATS[index] ?? ''} ${house.rank === 1 ? 'poster-first' : 'poster-other'}`}>
            <Facade {...house} name={null} size="large" className="poster-house" />
            <span className="poster-rank">{t('ordinal.title', { rank: house.rank })}</span>
            <strong dir="auto" className="poster-lines">
              {house.name}
            </strong>
            <span className="poster-usual">{figures.usual(house.usualRatio)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
