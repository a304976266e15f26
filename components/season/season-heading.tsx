import { useFormatter, useTranslations } from 'next-intl';
import { newsOf } from '#components/season/season-news.ts';
import type { SeasonView } from '#components/season/season-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const longHeadline = 60;

/** The season's news as a headline, its time, and how it is counted. */
export function SeasonHeading({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season');
  const states = useTranslations('season.state');
  const format = useFormatter();
  const figures = useFigures();
  const news = newsOf(view);
  const headline = t(`news.${news.key}`, {
    season: view.name,
    weeks: view.weeksOver,
    first: format.list(news.first),
    second: news.second,
    date: figures.day(view.startsOn),
    days: view.daysToStart,
  });
  const strong = (chunks: React.ReactNode) => <strong className="font-semibold text-ink">{chunks}</strong>;
  const range = { from: figures.day(view.startsOn), to: figures.day(view.endsOn), year: view.endsOn.slice(0, 4) };
  return (
    <div className="min-w-0">
      <p className="font-medium text-soft">
        {view.name} · {states(view.state)} · {t('range', range)}
      </p>
      <h1
        className={`headline mt-2 max-w-[24ch] wrap-anywhere ${headline.length > longHeadline ? 'text-3xl sm:text-5xl' : 'text-4xl sm:text-6xl'}`}
      >
        {headline}
      </h1>
      <p className="mt-4 max-w-[62ch] text-lg text-soft">
        {t.rich(`about.${view.state}`, { strong, weeks: view.weekCount, over: view.weeksOver, dorms: view.dormCount })}
        {figures.sentenceGap}
        {t.rich(`countedBy.${view.lens}`, { strong })}
      </p>
    </div>
  );
}
