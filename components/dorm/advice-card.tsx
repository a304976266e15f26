import { useTranslations } from 'next-intl';
import type { Advice } from '#components/dorm/dorm-view.ts';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

/** One thing to do, from the dorm's own profile, and what is never to be switched off. */
export function AdviceCard({ advice }: { readonly advice: Advice }) {
  const t = useTranslations('dorm.advice');
  const figures = useFigures();
  return (
    <Card title={t(`${advice.code}.title`)} note={t('note')} id="tonight">
      <div className="grid max-w-prose gap-3">
        <p>
          <AdviceFigure advice={advice} /> {t(`${advice.code}.do`)}
        </p>
        <p className="border-l-4 border-gold pl-3 text-sm text-soft">
          <strong className="font-semibold text-ink">{t('neverTitle')}</strong> {t('never')}
        </p>
        <p className="text-sm text-soft">{t('honest', { from: figures.number(3), to: figures.percent(0.04) })}</p>
      </div>
    </Card>
  );
}

function AdviceFigure({ advice }: { readonly advice: Advice }) {
  const t = useTranslations('dorm.advice');
  const figures = useFigures();
  switch (advice.code) {
    case 'evening-peak':
      return t('evening-peak.figure', { hour: String(advice.hour).padStart(2, '0'), above: figures.percent(advice.aboveMean) });
    case 'night-base':
      return t('night-base.figure', { share: figures.percent(advice.shareOfMean) });
    case 'weekend':
      return t('weekend.figure', { above: figures.percent(advice.aboveWeekdays) });
  }
}
