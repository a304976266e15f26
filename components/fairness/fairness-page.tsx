import { useFormatter, useTranslations } from 'next-intl';
import { FairnessTable } from '#components/fairness/fairness-table.tsx';
import { type FairnessView, isEnough, LEAST_FAIRNESS_WEEKS, mostWon } from '#components/fairness/fairness-view.ts';
import { fairnessHeadline } from '#components/fairness/headline.ts';
import { LensFairnessCard } from '#components/fairness/lens-fairness-card.tsx';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { SEASON_WEEKS } from '#core/ranking/replay.ts';

/** How evenly each way to count would have drawn its winners, and how well it would have found a dorm that saves. */
export function FairnessPage({ view }: { readonly view: FairnessView }) {
  const t = useTranslations('fairness');
  const format = useFormatter();
  const day = (date: string) => format.dateTime(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' });
  const headline = useHeadline(view);
  if (headline === null) {
    const key = view.state === 'waiting' ? 'waiting' : 'short';
    return (
      <div className="grid gap-8">
        <h1 className="headline text-4xl sm:text-6xl">{t('title')}</h1>
        <EmptyState title={t(`empty.${key}Title`)}>
          <p>{t(`empty.${key}`, { least: LEAST_FAIRNESS_WEEKS })}</p>
        </EmptyState>
      </div>
    );
  }
  const told = view.lenses.filter(isEnough);
  const untold = view.lenses.filter((lens) => !isEnough(lens));
  const weeks = Math.max(...told.map((lens) => lens.weeks));
  return (
    <div className="grid gap-8">
      <div>
        <p className="text-soft">
          {t('title')}
          {view.span === null ? null : ` · ${t('eyebrow', { weeks, from: day(view.span.from), to: day(view.span.to) })}`}
        </p>
        <h1 className="headline mt-2 text-4xl sm:text-6xl">{headline}</h1>
        <p className="mt-4 max-w-prose text-lg text-soft">{t('lead')}</p>
      </div>
      {[...told, ...untold].map((lens) => (
        <LensFairnessCard key={lens.lens} fairness={lens} seasonWeeks={SEASON_WEEKS} />
      ))}
      <FairnessTable lenses={view.lenses} seasonWeeks={SEASON_WEEKS} csvPath={view.csvPath} />
      <p>
        <LocalLink href={`/c/${view.campus.slug}/method`} className="link tappable">
          {t('toMethod')}
        </LocalLink>
      </p>
    </div>
  );
}

function useHeadline(view: FairnessView): string | null {
  const t = useTranslations('fairness');
  const { said, won } = useFairnessWords();
  const headline = fairnessHeadline(view.lenses);
  if (headline.key === 'short') return null;
  const { by, ...most } = said(headline.most);
  if (headline.key !== 'contrast') return t(`headline.${headline.key}`, most);
  const { least } = headline;
  return t('headline.contrast', { ...most, byMost: by, byLeast: t(`by.${least.lens}`), most: won(mostWon(least).won) });
}
