import { useTranslations } from 'next-intl';
import type { DormView, ReceiptFigures } from '#components/dorm/dorm-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** The small print under a standing: what was measured, how good the expectation is, how far the score ordinarily moves. */
export function HowKnown({ view, receipt }: { readonly view: DormView; readonly receipt: ReceiptFigures }) {
  const t = useTranslations('dorm.receipt');
  const figures = useFigures();
  const scores = useLensFigures(view.lens);
  const kwh = (value: number) => figures.number(value, 1);
  const model = view.judgedBy?.model ?? null;
  const form = view.judgedBy?.form ?? null;
  const measured = [
    t('measured', { kwh: kwh(receipt.measuredKwh), coverage: figures.percent(receipt.coverage, 1) }),
    receipt.estimatedKwh > 0 ? t('estimated', { kwh: kwh(receipt.estimatedKwh) }) : null,
    receipt.filledKwh > 0 ? t('filled', { kwh: kwh(receipt.filledKwh) }) : null,
  ];
  const known = [
    model === null
      ? null
      : t(`model.${model.usesWeather ? model.shape : 'calendar'}`, {
          days: figures.number(model.days),
          missed: figures.percent(model.cvRmse),
        }),
    form === null ? null : t('form', { count: form.weeks }),
    view.noise === null ? null : t('noise', { noise: scores.gapAmount(view.noise) }),
  ];
  const paragraphs = [measured, known].map((parts) => parts.filter((part) => part !== null).join(figures.sentenceGap));
  return (
    <div className="mt-3 grid max-w-prose gap-1.5 text-sm text-soft">
      {paragraphs.map((words) => (words === '' ? null : <p key={words}>{words}</p>))}
    </div>
  );
}
