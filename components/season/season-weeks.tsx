import { useFormatter, useTranslations } from 'next-intl';
import type { SeasonView } from '#components/season/season-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { Pill } from '#components/ui/pill.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** Every week of the season, with who was first in it. */
export function SeasonWeeks({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season.weeks');
  const states = useTranslations('common.state');
  const format = useFormatter();
  const figures = useFigures();
  return (
    <Card title={t('title', { count: view.weekCount })} note={t('note')}>
      <ol className="divide-y divide-line">
        {view.weeks.map(({ week, startsOn, endsOn, state, leaders }) => (
          <li key={week} className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[12rem_1fr_auto] sm:items-baseline">
            <span>
              {state === 'ahead' ? (
                <span className="font-semibold">{t('week', { week: weekNumber(week) })}</span>
              ) : (
                <LocalLink href={weekPath(view.campus.slug, week)} className="link tappable font-semibold">
                  {t('week', { week: weekNumber(week) })}
                </LocalLink>
              )}
              <span className="block text-sm text-soft">
                {t('range', { from: figures.day(startsOn), to: figures.day(endsOn) })}
              </span>
            </span>
            <span className="min-w-0 wrap-anywhere">
              {leaders.map(({ league, names }) => (
                <span key={league ?? ''} className="block">
                  {league === null ? null : <span className="text-soft">{t('league', { league })} </span>}
                  {format.list(names)}
                </span>
              ))}
            </span>
            <span className="justify-self-start">
              <Pill tone={state === 'open' ? 'gold' : 'plain'}>{state === 'ahead' ? t('ahead') : states(state)}</Pill>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
