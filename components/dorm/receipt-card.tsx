import { useFormatter, useTranslations } from 'next-intl';
import type { DormStanding, DormView, Footprint, ReceiptFigures } from '#components/dorm/dorm-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

type ReceiptCardProps = { readonly view: DormView; readonly standing: DormStanding; readonly receipt: ReceiptFigures };

/** Why this place: the rule with the numbers put in, as prose, and the way to the rows. */
export function ReceiptCard({ view, standing, receipt }: ReceiptCardProps) {
  const t = useTranslations('dorm.receipt');
  const ordinals = useTranslations('common.ordinal');
  return (
    <Card title={t('title', { rank: ordinals('word', { rank: standing.rank }) })} note={t('note')}>
      <p className="max-w-prose">
        <ReceiptProse view={view} standing={standing} receipt={receipt} />
      </p>
      {view.footprint === null ? null : <FootprintLine footprint={view.footprint} />}
      {view.paths.receipt === null ? null : (
        <p className="mt-3">
          <LocalLink href={view.paths.receipt} className="link tappable">
            {t('rows')}
          </LocalLink>
        </p>
      )}
    </Card>
  );
}

function ReceiptProse({ view, standing, receipt }: ReceiptCardProps) {
  const t = useTranslations('dorm.receipt');
  const figures = useFigures();
  const scores = useLensFigures(view.lens);
  const strong = (chunks: React.ReactNode) => <strong className="font-semibold">{chunks}</strong>;
  const kwh = (value: number) => figures.number(value, 1);
  const parts = [
    t('measured', { kwh: kwh(receipt.measuredKwh), coverage: figures.percent(receipt.coverage, 1) }),
    receipt.estimatedKwh > 0 ? t('estimated', { kwh: kwh(receipt.estimatedKwh) }) : null,
    receipt.filledKwh > 0 ? t('filled', { kwh: kwh(receipt.filledKwh) }) : null,
  ];
  return (
    <>
      {parts.filter((part) => part !== null).join(figures.sentenceGap)}
      {figures.sentenceGap}
      {t.rich(`rule.${view.lens}`, {
        strong,
        total: kwh(receipt.measuredKwh + receipt.filledKwh),
        residents: figures.number(receipt.residents ?? 0),
        area: figures.number(receipt.floorAreaM2 ?? 0),
        score: scores.score(receipt.score),
        rank: standing.rank,
        count: view.rankedCount,
      })}
    </>
  );
}

function FootprintLine({ footprint }: { readonly footprint: Footprint }) {
  const t = useTranslations('dorm.receipt');
  const figures = useFigures();
  const format = useFormatter();
  const { co2eKg, cost } = footprint;
  const money =
    cost === null ? null : format.number(cost.amount, { style: 'currency', currency: cost.currency, maximumFractionDigits: 0 });
  const carbon = co2eKg === null ? null : t('carbon', { kg: figures.number(co2eKg) });
  const both = [carbon, money].filter((part) => part !== null);
  return both.length === 0 ? null : <p className="mt-3 text-soft">{t('footprint', { amounts: format.list(both) })}</p>;
}
