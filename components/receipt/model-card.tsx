import { useTranslations } from 'next-intl';
import { directionOf } from '#components/dorm/effort-story.ts';
import { effortFactors, modelOf } from '#components/receipt/receipt-figures.ts';
import { useBaselineWeeks } from '#components/receipt/receipt-words.tsx';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import type { DailyModel } from '#core/ranking/daily-model.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

/** What the score was held against, in plain words and as a formula; nothing where the lens asks for none. */
export function ModelCard({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.model');
  const model = modelOf(receipt);
  const baseline = receipt.past?.baseline ?? null;
  if (model === null && baseline === null) return null;
  return (
    <Card title={t(`title.${model === null ? 'baseline' : 'model'}`)} note={t('note')}>
      <div className="grid max-w-prose gap-3">
        {baseline === null ? null : <BaselineWords receipt={receipt} />}
        {model === null ? null : <ModelWords receipt={receipt} model={model} />}
        {receipt.lens === 'effort' ? <FormWords receipt={receipt} /> : null}
      </div>
    </Card>
  );
}

function BaselineWords({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.model');
  const figures = useFigures();
  const weeks = useBaselineWeeks(receipt);
  const { kwh, hours } = receipt.past?.baseline ?? { kwh: 0, hours: 1 };
  const said = { kwh: figures.number(kwh, 1), hours: figures.number(hours), power: figures.number(kwh / hours, 2) };
  return <p>{t('baseline', { weeks, name: receipt.dorm.name, ...said })}</p>;
}

function ModelWords({ receipt, model }: { readonly receipt: Receipt; readonly model: DailyModel }) {
  const t = useTranslations('receipt.model');
  const figures = useFigures();
  const kwh = (value: number) => figures.number(Math.abs(value), 1);
  const isCalendar = receipt.lens === 'effort' && model === receipt.past?.calendarModel;
  const weekend = Math.abs(model.weekend) < 0.05 ? 'same' : model.weekend > 0 ? 'more' : 'less';
  const words = [
    t(`base.${model.shape === 'flat' ? 'flat' : 'weather'}`, { name: receipt.dorm.name, base: kwh(model.base) }),
    t(`weekend.${weekend}`, { kwh: kwh(model.weekend) }),
    model.heatingBelow === null ? null : t('heating', { celsius: model.heatingBelow, kwh: figures.number(model.heating, 2) }),
    model.coolingAbove === null ? null : t('cooling', { celsius: model.coolingAbove, kwh: figures.number(model.cooling, 2) }),
    model.shape === 'flat' && !isCalendar ? t('flat') : null,
    isCalendar ? t('calendar') : null,
  ];
  const fit = [
    t('fit', {
      days: model.days,
      missed: figures.percent(model.cvRmse, 1),
      bias: figures.percent(Math.abs(model.nmbe), 1),
    }),
    t('fitTerms', { cvRmse: figures.number(model.cvRmse, 4), nmbe: figures.number(model.nmbe, 4) }),
  ];
  return (
    <>
      <p>{words.filter((word) => word !== null).join(figures.sentenceGap)}</p>
      <p>{t('formula')}</p>
      <p className="overflow-x-auto rounded-lg bg-sunken px-3 py-2 font-mono text-sm">{formulaOf(model, figures.number)}</p>
      <p className="text-sm text-soft">{fit.join(figures.sentenceGap)}</p>
    </>
  );
}

/** The model with its coefficients, as one reckons it. */
function formulaOf(model: DailyModel, number: (value: number, decimals: number) => string): string {
  const sign = (value: number) => (value < 0 ? '−' : '+');
  const terms = [
    number(model.base, 2),
    `${sign(model.weekend)} ${number(Math.abs(model.weekend), 2)} · [Sat, Sun]`,
    ...(model.heatingBelow === null ? [] : [`+ ${number(model.heating, 3)} · max(0, ${model.heatingBelow} − T)`]),
    ...(model.coolingAbove === null ? [] : [`+ ${number(model.cooling, 3)} · max(0, T − ${model.coolingAbove})`]),
  ];
  return `kWh = ${terms.join(' ')}`;
}

/** Effort: where the dorm stood anyway, how far it strays, and what all did together. */
function FormWords({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.model');
  const figures = useFigures();
  const effort = effortFactors(receipt);
  const weeks = receipt.past?.form?.weeks ?? 0;
  if (effort === null) return null;
  const { story, spread } = effort;
  const percent = (change: number) => figures.percent(Math.abs(change), 1);
  const level = t(directionOf(story.level), { percent: percent(story.level) });
  const words = [
    t('form', { level, weeks, spread: percent(Math.expm1(spread)) }),
    t(story.shared < 0 ? 'sharedLess' : 'sharedMore', { percent: percent(story.shared) }),
  ];
  return <p>{words.join(figures.sentenceGap)}</p>;
}
