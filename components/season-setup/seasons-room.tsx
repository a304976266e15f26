import { useTranslations } from 'next-intl';
import { newSeasonPath, staffSeasonPath } from '#components/campus/room-paths.ts';
import type { ListedSeasonView } from '#components/season/season-view.ts';
import { Houses, Leaders } from '#components/season/seasons-page.tsx';
import type { SeasonsRoomView } from '#components/season-setup/room-view.ts';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pill } from '#components/ui/pill.tsx';

interface SeasonsRoomProps {
  readonly view: SeasonsRoomView;
  readonly canEdit: boolean;
  readonly isJustWithdrawn: boolean;
}

/** A campus's seasons for its organisers: running, to come, past, each with its news, and the way to the next. */
export function SeasonsRoom({ view: { campus, seasons }, canEdit, isJustWithdrawn }: SeasonsRoomProps) {
  const t = useTranslations('setup.room');
  const setUp = canEdit ? (
    <LocalLink href={newSeasonPath(campus)} className={buttonClass('primary')}>
      {t('setUp')}
    </LocalLink>
  ) : null;
  const [first] = seasons;
  const said = isJustWithdrawn ? (
    <div className="mb-6">
      <Notice isLive>
        <p className="text-ink">{t('withdrawn')}</p>
      </Notice>
    </div>
  ) : null;
  if (first === undefined)
    return (
      <>
        {said}
        <h1 className="headline text-4xl sm:text-5xl">{t('headline.none')}</h1>
        <p className="mt-3 mb-7 max-w-prose text-soft">{t('leadNone')}</p>
        <EmptyState title={t('noneTitle')}>
          <p>{t('noneBody')}</p>
          {canEdit ? (
            <p className="mt-5">
              <LocalLink href={newSeasonPath(campus)} className={buttonClass('secondary')}>
                {t('setUp')}
              </LocalLink>
            </p>
          ) : null}
        </EmptyState>
      </>
    );
  return (
    <>
      {said}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <h1 className="headline max-w-[22ch] text-4xl wrap-anywhere sm:text-5xl">
            {t(`headline.${first.state}`, { season: first.name, over: first.weeksOver, weeks: first.weekCount })}
          </h1>
          <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>
        </div>
        {setUp}
      </div>
      {(['running', 'planned', 'ended'] as const).map((state) => {
        const some = seasons.filter((season) => season.state === state);
        return some.length === 0 ? null : (
          <section key={state} className="mt-9">
            <h2 className="mb-3 text-xl font-bold">{t(`of.${state}`)}</h2>
            <ol className="grid gap-4">
              {some.map((season) => (
                <li key={season.slug}>
                  <SeasonEntry campus={campus} season={season} canEdit={canEdit} />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </>
  );
}

interface SeasonEntryProps {
  readonly campus: string;
  readonly season: ListedSeasonView;
  readonly canEdit: boolean;
}

function SeasonEntry({ campus, season, canEdit }: SeasonEntryProps) {
  const t = useTranslations('setup.room');
  const states = useTranslations('season.state');
  const lenses = useTranslations('common.lens');
  const spans = useSpanWords();
  return (
    <section className="card flex overflow-hidden rounded-(--radius-card) border border-line bg-card">
      <Houses season={season} />
      <div className="min-w-0 grow p-5 sm:p-6">
        <p className="float-right ml-3">
          <Pill tone={season.state === 'running' ? 'gold' : 'plain'}>{states(season.state)}</Pill>
        </p>
        <h3 className="text-2xl leading-tight font-bold tracking-tight wrap-anywhere" dir="auto">
          <LocalLink href={staffSeasonPath(campus, season.slug)} className="link">
            {season.name}
          </LocalLink>
        </h3>
        <p className="mt-1 text-sm text-soft">
          {t('line', { range: spans.range(season.startsOn, season.endsOn), dorms: season.dormCount, lens: lenses(season.lens) })}
        </p>
        <p className="mt-3 text-lg wrap-anywhere">
          <Leaders season={season} />
        </p>
        {canEdit && season.state === 'ended' ? (
          <p className="mt-3">
            <LocalLink href={newSeasonPath(campus, season.slug)} className="link tappable font-semibold">
              {t('template')}
            </LocalLink>
          </p>
        ) : null}
      </div>
    </section>
  );
}
