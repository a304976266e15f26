import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { changeSeasonPath, newSeasonPath, placeboPath, reviewPath, staffSeasonsPath } from '#components/campus/room-paths.ts';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { StaffSeasonView, StaffSeasonWeek } from '#components/season-setup/room-view.ts';
import type { PlacedDorm, RehearsedLeague } from '#components/season-setup/setup-view.ts';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { WithdrawForm } from '#components/season-setup/withdraw-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { localePath, seasonPath } from '#components/ui/paths.ts';
import { Pill, type PillTone } from '#components/ui/pill.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

interface StaffSeasonPageProps {
  readonly view: StaffSeasonView;
  /** Null for those who may only look. */
  readonly withdraw: (() => Promise<void>) | null;
  readonly done: 'added' | 'changed' | 'begun' | null;
}

/** A season for its organisers: where it stands, what each of its weeks waits for, and what can still be changed. */
export function StaffSeasonPage({ view, withdraw, done }: StaffSeasonPageProps) {
  const t = useTranslations('setup.page');
  const canEdit = withdraw !== null;
  return (
    <div className="grid gap-6">
      <Heading view={view} />
      {done === null ? null : (
        <Notice tone={done === 'begun' ? 'warning' : 'info'} isLive>
          <p className="text-ink">{t(`done.${done}`)}</p>
        </Notice>
      )}
      <Ways view={view} canEdit={canEdit} />
      {view.state === 'planned' ? null : <Stage view={view} />}
      <WeeksCard view={view} />
      {view.state === 'planned'
        ? null
        : view.leagues.map((league) => <LeagueCard key={league.league ?? ''} view={view} league={league} />)}
      {view.prizes.length === 0 ? null : (
        <Card title={t('prizes')}>
          <ol className="grid gap-1.5">
            {view.prizes.map((prize) => (
              <li key={prize} dir="auto" className="wrap-anywhere">
                {prize}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {view.state === 'planned' && withdraw !== null ? <WithdrawForm name={view.name} action={withdraw} /> : null}
    </div>
  );
}

function Heading({ view }: { readonly view: StaffSeasonView }) {
  const t = useTranslations('setup.page');
  const format = useFormatter();
  const states = useTranslations('season.state');
  const lenses = useTranslations('common.lens');
  const spans = useSpanWords();
  const leaders = view.leagues.flatMap(({ rows }) => rows.filter(({ rank }) => rank === 1)).map(({ name }) => name);
  const key = view.state === 'planned' ? 'planned' : leaders.length === 0 ? 'nobody' : view.state;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-5 text-soft">
        <LocalLink href={staffSeasonsPath(view.campus)} className="link tappable">
          {t('back')}
        </LocalLink>
        <span className="font-medium">
          <bdi>{view.name}</bdi> · {states(view.state)}
        </span>
      </p>
      <h1 className="headline mt-1 max-w-[24ch] text-4xl wrap-anywhere sm:text-5xl">
        {t(`headline.${key}`, {
          season: view.name,
          names: format.list(leaders.slice(0, 3)),
          count: leaders.length,
          leagues: view.leagues.length,
          day: spans.day(view.startsOn),
          over: view.weeksOver,
          weeks: view.weekCount,
        })}
      </h1>
      <p className="mt-3 max-w-prose text-lg text-soft">
        {t('line', {
          range: spans.range(view.startsOn, view.endsOn),
          weeks: view.weekCount,
          dorms: view.dormCount,
          lens: lenses(view.lens),
        })}
      </p>
    </div>
  );
}

/** Where to go from here. */
function Ways({ view, canEdit }: { readonly view: StaffSeasonView; readonly canEdit: boolean }) {
  const t = useTranslations('setup.page');
  const locale = useLocale();
  const { campus, slug, state } = view;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
      {!canEdit || state === 'ended' ? null : (
        <LocalLink href={changeSeasonPath(campus, slug)} className={buttonClass('primary')}>
          {t(state === 'planned' ? 'changePlanned' : 'changeRunning')}
        </LocalLink>
      )}
      {!canEdit || state !== 'ended' ? null : (
        <LocalLink href={newSeasonPath(campus, slug)} className={buttonClass('primary')}>
          {t('template')}
        </LocalLink>
      )}
      <LocalLink href={seasonPath(campus, slug)} className="link tappable">
        {t('toPublic')}
      </LocalLink>
      <a href={localePath(locale, `/c/${campus}/calendar.ics`)} className="link tappable">
        {t('toCalendar')}
      </a>
      <LocalLink href={`${placeboPath(campus)}?lens=${view.lens}`} className="link tappable">
        {t('toPlacebo')}
      </LocalLink>
    </div>
  );
}

/** Those in front, league by league, as the first of a street. */
function Stage({ view }: { readonly view: StaffSeasonView }) {
  const t = useTranslations('setup.page');
  const figures = useFigures();
  const scores = useLensFigures(view.lens);
  const isOnly = view.leagues.length === 1;
  const shown = view.leagues.flatMap(({ league, rows }) => rows.slice(0, isOnly ? 3 : 1).map((row) => ({ league, row })));
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('front')} className="stage relative overflow-hidden rounded-[1.25rem] px-4 pt-7 pb-6 sm:px-8">
      <NightHills />
      <ol className="relative mx-auto flex max-w-4xl flex-wrap justify-center gap-x-4 gap-y-6">
        {shown.map(({ league, row }) => (
          <li key={`${league} ${row.dorm}`} className="flex min-w-28 flex-1 flex-col">
            <div className="flex h-32 items-end justify-center border-b border-stage-soft/40 sm:h-44">
              <Facade
                dorm={row.dorm}
                kind={row.kind}
                size="large"
                usualRatio={row.usualRatio}
                name={null}
                className="-mb-px h-full w-full"
              />
            </div>
            <p className="flex flex-col items-center px-1 pt-3 text-center text-sm sm:text-base">
              <span className="font-semibold text-stage-gold wrap-anywhere">{league ?? t('place', { rank: row.rank })}</span>
              <bdi className="font-semibold wrap-anywhere">{row.name}</bdi>
              <span className="text-sm text-stage-soft">
                {scores.score(row.score)} · {figures.usual(row.usualRatio)}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const TONES: Record<StaffSeasonWeek['state'], PillTone> = {
  ahead: 'plain',
  open: 'gold',
  ended: 'warning',
  provisional: 'warning',
  final: 'good',
  corrected: 'good',
};

/** What each week waits for. */
function WeeksCard({ view }: { readonly view: StaffSeasonView }) {
  const t = useTranslations('setup.page.weeks');
  const spans = useSpanWords();
  const { weeks } = view;
  const count = (...states: readonly StaffSeasonWeek['state'][]) => weeks.filter(({ state }) => states.includes(state)).length;
  const waiting = count('provisional');
  const missing = count('ended');
  const key = view.state === 'planned' ? 'planned' : waiting > 0 ? 'waiting' : missing > 0 ? 'missing' : 'well';
  return (
    <Card title={t(`title.${key}`, { waiting, missing, announced: count('final', 'corrected'), count: weeks.length })}>
      <ol className="divide-y divide-line">
        {weeks.map(({ week, startsOn, endsOn, state }) => (
          <li key={week} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1 py-2.5">
            <span className="min-w-0">
              {state === 'ahead' || state === 'open' || state === 'ended' ? (
                <span className="font-semibold">{t('week', { week: weekNumber(week) })}</span>
              ) : (
                <LocalLink href={reviewPath(view.campus, week)} className="link tappable font-semibold">
                  {t('week', { week: weekNumber(week) })}
                </LocalLink>
              )}{' '}
              <span className="text-sm text-soft">{spans.range(startsOn, endsOn)}</span>
            </span>
            <Pill tone={TONES[state]}>{t(`state.${state}`)}</Pill>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function LeagueCard({ view, league }: { readonly view: StaffSeasonView; readonly league: RehearsedLeague }) {
  const t = useTranslations('setup.page.standings');
  const format = useFormatter();
  const hidden = view.hidden.filter((name) => league.rows.some((row) => row.name === name) || league.unranked.includes(name));
  const title = league.league ?? t('all');
  return (
    <Card title={t('title', { title, ranked: league.ranked, total: league.total })} note={t('note')}>
      {league.rows.length === 0 ? (
        <p className="text-soft">{t('nobody')}</p>
      ) : (
        <Standings lens={view.lens} rows={league.rows} caption={title} hidden={hidden} />
      )}
      {league.unranked.length === 0 ? null : (
        <p className="mt-3 text-sm wrap-anywhere text-soft">{t('unranked', { names: format.list(league.unranked) })}</p>
      )}
      {hidden.length === 0 ? null : (
        <p className="mt-3 text-sm wrap-anywhere text-soft">
          {t('hidden', { names: format.list(hidden), count: hidden.length })}
        </p>
      )}
    </Card>
  );
}

interface StandingsProps {
  readonly lens: Lens;
  readonly rows: readonly PlacedDorm[];
  readonly caption: string;
  readonly hidden: readonly string[];
}

function Standings({ lens, rows, caption, hidden }: StandingsProps) {
  const t = useTranslations('setup.page.standings');
  const units = useTranslations('common.unit');
  const figures = useFigures();
  const scores = useLensFigures(lens);
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'dorm', label: t('dorm') },
        { key: 'rank', label: t('place'), isNumber: true },
        { key: 'score', label: units(lens), isNumber: true },
        { key: 'usual', label: t('usual') },
        { key: 'weeks', label: t('weeks'), isNumber: true },
        { key: 'missed', label: t('missed'), isNumber: true },
      ]}
      rows={rows.map((row) => ({
        key: row.dorm,
        cells: [
          <span key="name" className="wrap-anywhere">
            <bdi>{row.name}</bdi>
            {hidden.includes(row.name) ? <span className="font-normal text-soft"> · {t('staffOnly')}</span> : null}
          </span>,
          row.rank,
          scores.score(row.score),
          figures.usual(row.usualRatio),
          row.weeksCounted,
          row.weeksMissed === 0 ? '–' : row.weeksMissed,
        ],
      }))}
    />
  );
}
