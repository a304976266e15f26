import { useTranslations } from 'next-intl';
import type { LensFairnessView } from '#components/fairness/fairness-view.ts';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { SAVED_PERCENTS } from '#core/ranking/fairness.ts';

/** How often a dorm that truly saves would have come first, beside luck alone. */
export function PowerBars({ fairness }: { readonly fairness: LensFairnessView }) {
  const t = useTranslations('fairness.lens');
  const figures = useFigures();
  const { ofHundred } = useFairnessWords();
  const luck = fairness.luck ?? 0;
  return (
    <div>
      <ul className="grid gap-2 text-sm">
        {SAVED_PERCENTS.map((percent) => {
          const power = fairness.power[percent] ?? 0;
          return (
            <li key={percent}>
              <div className="flex justify-between gap-3 leading-tight">
                <span>{t('saved', { percent: figures.percent(Number(percent) / 100) })}</span>
                <span className="tabular-nums text-soft">{t('ofWeeks', { count: ofHundred(power) })}</span>
              </div>
              <div aria-hidden="true" className="relative mt-1 h-3 rounded-sm bg-sunken">
                <div className="h-full rounded-sm bg-leaf" style={{ width: `${100 * power}%` }} />
                <div className="absolute -inset-y-0.5 w-0.5 bg-gold-line" style={{ left: `${100 * luck}%` }} />
              </div>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 flex items-center gap-2 text-sm text-soft">
        <span aria-hidden="true" className="inline-block h-4 w-0.5 bg-gold-line" />
        {t('luck', { luck: t('ofWeeks', { count: ofHundred(luck) }) })}
      </p>
    </div>
  );
}
