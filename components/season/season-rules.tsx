import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SeasonView } from '#components/season/season-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { methodPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** The rules as they were frozen when the season began. */
export function RulesCard({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season.rules');
  const lenses = useTranslations('common.lens');
  const format = useFormatter();
  const figures = useFigures();
  const { rules, lens } = view;
  const frozen =
    rules.frozenAt === null
      ? t('notFrozen', { date: figures.day(view.startsOn) })
      : t('frozen', {
          when: format.dateTime(new Date(rules.frozenAt), {
            ...{ dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone: view.campus.timeZone },
          }),
        });
  return (
    <Card title={t('title')} note={frozen}>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[10rem_1fr]">
        <Rule label={t('weeks')}>
          {t('span', { from: figures.day(view.startsOn), to: figures.day(view.endsOn), weeks: view.weekCount })}
        </Rule>
        <Rule label={t('lens')}>
          {lenses(lens)}. {t('knownBefore')}
        </Rule>
        {lens === 'saving' && rules.baselineWeeks.length > 0 ? (
          <Rule label={t('baseline')}>
            {t('baselineWeeks', { weeks: format.list(rules.baselineWeeks.map((week) => String(weekNumber(week)))) })}
          </Rule>
        ) : null}
        {rules.breaks.length === 0 ? null : (
          <Rule label={t('breaks')}>
            {rules.breaks.map(({ firstDay, lastDay, name }) => (
              <span key={firstDay} className="block">
                {t('break', { name, from: figures.day(firstDay), to: figures.day(lastDay) })}
              </span>
            ))}
            <span className="block text-sm text-soft">{t('breaksNote')}</span>
          </Rule>
        )}
        <Rule label={t('dorms')}>
          {rules.leagues.map(({ league, dorms }) => (
            <span key={league ?? ''} className="block">
              {league === null ? null : <strong className="font-semibold">{t('league', { league })} </strong>}
              {format.list(dorms)}
            </span>
          ))}
        </Rule>
        {rules.digest === null ? null : (
          <Rule label={t('digest')}>
            <code className="text-sm wrap-anywhere">{rules.digest}</code>
            <span className="block text-sm text-soft">{t('digestNote')}</span>
          </Rule>
        )}
      </dl>
      <p className="mt-4 text-sm">
        <LocalLink href={methodPath()} className="link tappable">
          {t('method')}
        </LocalLink>
      </p>
    </Card>
  );
}

function Rule({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-6 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-soft">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
