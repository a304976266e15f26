import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DormStanding, DormView, ReceiptFigures } from '#components/dorm/dorm-view.ts';
import { directionOf, effortStory } from '#components/dorm/effort-story.ts';
import type { FormView, JudgedBy } from '#components/ui/judged-by.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

type WhyProps = { readonly view: DormView; readonly standing: DormStanding; readonly receipt: ReceiptFigures };

type AgainstProps = { readonly view: DormView; readonly standing: DormStanding; readonly judgedBy: JudgedBy };

/** A score this near to zero is an ordinary week. */
const ordinaryWithin = 0.1;

/** Why a dorm is where it is: the rule with its own numbers put in, ending with its place. */
export function Why({ view, standing, receipt }: WhyProps) {
  const { lens, judgedBy } = view;
  if (lens === 'energy' || lens === 'per-resident' || lens === 'per-area') {
    return <PlainWhy lens={lens} view={view} standing={standing} receipt={receipt} />;
  }
  if (judgedBy === null || judgedBy.expectedKwh === null) return <BareWhy view={view} standing={standing} />;
  const against = { view, standing, judgedBy };
  if (lens !== 'effort') return <AgainstWhy lens={lens} {...against} />;
  return judgedBy.form === null ? <BareWhy view={view} standing={standing} /> : <EffortWhy form={judgedBy.form} {...against} />;
}

function PlainWhy({ lens, view, standing, receipt }: WhyProps & { readonly lens: 'energy' | 'per-resident' | 'per-area' }) {
  const t = useTranslations('dorm.receipt.rule');
  const figures = useFigures();
  return t.rich(lens, {
    ...usePlace(view, standing),
    total: figures.number(receipt.measuredKwh + receipt.filledKwh, 1),
    residents: figures.number(receipt.residents ?? 0),
    area: figures.number(receipt.floorAreaM2 ?? 0),
  });
}

/** Saving, with the weather or without: what was used beside what stood against it. */
function AgainstWhy({ lens, view, standing, judgedBy }: AgainstProps & { readonly lens: 'saving' | 'weather-adjusted' }) {
  const t = useTranslations('dorm.receipt.rule');
  const figures = useFigures();
  const format = useFormatter();
  return t.rich(`${lens}.${directionOf(-standing.score)}`, {
    ...usePlace(view, standing),
    used: figures.number(judgedBy.usedKwh),
    expected: figures.number(judgedBy.expectedKwh ?? 0),
    percent: figures.percent(Math.abs(standing.score), 1),
    weeks: format.list(judgedBy.baselineWeeks.map((week) => String(weekNumber(week)))),
  });
}

/** What was expected, what all dorms did together, and what is left, in its own ups and downs. */
function EffortWhy({ view, standing, judgedBy, form }: AgainstProps & { readonly form: FormView }) {
  const t = useTranslations('dorm.receipt.rule.effort');
  const figures = useFigures();
  const scores = useLensFigures('effort');
  const story = effortStory(form);
  const percent = (change: number) => figures.percent(Math.abs(change), 1);
  const by = (change: number) => t(`by.${directionOf(change)}`, { percent: percent(change) });
  const aside = directionOf(story.level) === 'same' ? 'aside' : 'asideWithLevel';
  const own = Math.abs(standing.score) < ordinaryWithin ? 'same' : standing.score > 0 ? 'under' : 'over';
  const sentences = [
    t(`used.${directionOf(story.expected)}`, {
      name: view.dorm.name,
      used: figures.number(judgedBy.usedKwh),
      expected: figures.number(judgedBy.expectedKwh ?? 0),
      percent: percent(story.expected),
      days: view.week.daysCounted,
    }),
    t(`own.${own}`, {
      aside: t(aside, { shared: by(story.shared), level: by(story.level) }),
      percent: percent(story.own),
      times: scores.size(standing.score),
    }),
  ];
  return (
    <>
      {sentences.join(figures.sentenceGap)}
      {figures.sentenceGap}
      {t.rich('place', usePlace(view, standing))}
    </>
  );
}

/** The score alone, where what it was reckoned with is not at hand. */
function BareWhy({ view, standing }: { readonly view: DormView; readonly standing: DormStanding }) {
  return useTranslations('dorm.receipt.rule').rich('bare', usePlace(view, standing));
}

function usePlace(view: DormView, standing: DormStanding) {
  const ordinals = useTranslations('common.ordinal');
  return {
    strong: (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>,
    name: view.dorm.name,
    score: useLensFigures(view.lens).score(standing.score),
    rank: standing.rank,
    place: ordinals('word', { rank: standing.rank }),
    count: view.rankedCount,
    days: view.week.daysCounted,
  };
}
