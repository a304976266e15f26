import { useFormatter, useTranslations } from 'next-intl';
import type { SeasonChangeView, SeasonView } from '#components/season/season-view.ts';
import { Card } from '#components/ui/card.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** What organisers changed once the season had begun, each with its reason. */
export function ChangesCard({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season.changes');
  const format = useFormatter();
  const say = useChangeWords();
  const { timeZone } = view.campus;
  return (
    <Card title={t('title', { count: view.changes.length })} note={t('note')}>
      <ol className="grid gap-4 border-l-2 border-line pl-5">
        {view.changes.map((change) => (
          <li key={change.at}>
            <p className="text-sm text-soft">
              <time dateTime={change.at}>
                {format.dateTime(new Date(change.at), { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone })}
              </time>
            </p>
            {say(change).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <p className="text-soft wrap-anywhere">{t('reason', { reason: change.reason })}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function useChangeWords(): (change: SeasonChangeView) => string[] {
  const t = useTranslations('season.changes');
  const format = useFormatter();
  return ({ name, prizes, lastWeek, joined, left }) => {
    const week = (id: string | null) => (id === null ? '' : weekNumber(id));
    const moved = (dorms: NonNullable<SeasonChangeView['joined']>) => ({
      ...{ names: format.list(dorms.names), count: dorms.names.length, week: week(dorms.week) },
    });
    return [
      ...(name === null ? [] : [t('name', name)]),
      ...(prizes === null ? [] : [t('prizes', { prizes: format.list(prizes.map((prize) => t('prize', { prize }))) })]),
      ...(lastWeek === null ? [] : [t('lastWeek', { from: week(lastWeek.from), to: week(lastWeek.to) })]),
      ...(joined === null ? [] : [t('joined', moved(joined))]),
      ...(left === null ? [] : [t('left', moved(left))]),
    ];
  };
}
