import { useTranslations } from 'next-intl';
import { isEnough, LEAST_FAIRNESS_WEEKS, type LensFairnessView } from '#components/fairness/fairness-view.ts';
import { PowerBars } from '#components/fairness/power-bars.tsx';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import { WinnerStrip } from '#components/fairness/winner-strip.tsx';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

/** The share saved that the sentences are about. */
const SAID_PERCENT = '10';

/** Below it, winners are drawn less evenly than chance would have it (the middle 95 % of draws). */
const LEAST_PERCENTILE = 0.025;

/** One way to count: who would have won, how evenly, and how well it finds a dorm that saves. */
export function LensFairnessCard(props: { readonly fairness: LensFairnessView; readonly seasonWeeks: number }) {
  const { fairness, seasonWeeks } = props;
  const t = useTranslations('fairness');
  const words = useFairnessWords();
  return (
    <Card id={fairness.lens} title={words.title(fairness)} note={t(`asks.${fairness.lens}`)}>
      {isEnough(fairness) ? (
        <div className="grid gap-x-10 gap-y-7 lg:grid-cols-2">
          <div>
            <h3 className="mb-3 font-semibold">{t('lens.evenly')}</h3>
            <WinnerStrip fairness={fairness} />
            <Evenly fairness={fairness} />
          </div>
          <div>
            <h3 className="mb-3 font-semibold">{t('lens.finds')}</h3>
            <PowerBars fairness={fairness} />
            <Finds fairness={fairness} seasonWeeks={seasonWeeks} />
          </div>
        </div>
      ) : (
        <p className="max-w-prose">{t('lens.short', { weeks: fairness.weeks, least: LEAST_FAIRNESS_WEEKS })}</p>
      )}
    </Card>
  );
}

function Evenly({ fairness: { evenness, percentile } }: { readonly fairness: LensFairnessView }) {
  const t = useTranslations('fairness.lens');
  const figures = useFigures();
  if (evenness === null || percentile === null) return null;
  const kind = percentile >= LEAST_PERCENTILE ? 'even' : evenness >= 0.6 ? 'some' : 'few';
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      {t(`evenness.${kind}`, { evenness: figures.number(evenness, 2) })}
      {figures.sentenceGap}
      {t('percentile', { share: figures.number(100 * percentile) })}
    </p>
  );
}

function Finds({ fairness, seasonWeeks }: { readonly fairness: LensFairnessView; readonly seasonWeeks: number }) {
  const t = useTranslations('fairness.lens');
  const figures = useFigures();
  const { ofHundred } = useFairnessWords();
  const percent = figures.percent(Number(SAID_PERCENT) / 100);
  const season = fairness.seasonPower[SAID_PERCENT];
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      {t('power', { percent, power: ofHundred(fairness.power[SAID_PERCENT] ?? 0), luck: ofHundred(fairness.luck ?? 0) })}
      {figures.sentenceGap}
      {season === null
        ? t('noSeason', { weeks: seasonWeeks })
        : t('season', { percent, weeks: seasonWeeks, power: ofHundred(season) })}
    </p>
  );
}
