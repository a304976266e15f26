import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdviceCard } from '#components/dorm/advice-card.tsx';
import { DaysCard } from '#components/dorm/days-card.tsx';
import { DormHero } from '#components/dorm/dorm-hero.tsx';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { HistoryCard } from '#components/dorm/history-card.tsx';
import { LadderCard } from '#components/dorm/ladder-card.tsx';
import { LensPlaces } from '#components/dorm/lens-places.tsx';
import { ProfileCard } from '#components/dorm/profile-card.tsx';
import { ReceiptCard } from '#components/dorm/receipt-card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { boardPath } from '#components/ui/paths.ts';
import { WeekLine } from '#components/ui/week-line.tsx';

/** A dorm's week. Cards without figures are left out, not drawn empty. */
export function DormPage({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm');
  const { campus, dorm, lens, standing, receipt } = view;
  // Without a card to stand beside them, the charts share the width.
  const hasNarrow = view.ladder.length >= 2 || (standing !== null && receipt !== null) || view.advice !== null;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <WeekLine week={view.week} timeZone={campus.timeZone} />
        <LocalLink href={boardPath(campus.slug)} className="link tappable not-printed">
          {t('toBoard')}
        </LocalLink>
      </div>
      <DormHero view={view} />
      {view.places.every(({ rank }) => rank === null) ? null : <LensPlaces view={view} />}
      <div className={`grid gap-5 lg:grid-flow-row-dense ${hasNarrow ? 'lg:grid-cols-12' : 'lg:grid-cols-14'}`}>
        {view.days.length === 0 ? null : (
          <Wide>
            <DaysCard view={view} />
          </Wide>
        )}
        {view.ladder.length < 2 ? null : (
          <Narrow>
            <LadderCard campus={campus.slug} dorm={dorm.slug} lens={lens} ladder={view.ladder} />
          </Narrow>
        )}
        {view.profile === null ? null : (
          <Wide>
            <ProfileCard profile={view.profile} csvPath={view.paths.profileCsv} />
          </Wide>
        )}
        {standing === null || receipt === null ? null : (
          <Narrow>
            <ReceiptCard view={view} standing={standing} receipt={receipt} />
          </Narrow>
        )}
        {view.history.every((week) => week.rank === null) ? null : (
          <Wide>
            <HistoryCard view={view} />
          </Wide>
        )}
        {view.advice === null ? null : (
          <Narrow>
            <AdviceCard advice={view.advice} />
          </Narrow>
        )}
      </div>
    </div>
  );
}

const Wide = ({ children }: { readonly children: ReactNode }) => <div className="grid min-w-0 lg:col-span-7">{children}</div>;

const Narrow = ({ children }: { readonly children: ReactNode }) => <div className="grid min-w-0 lg:col-span-5">{children}</div>;
