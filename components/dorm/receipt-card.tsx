import { useFormatter, useTranslations } from 'next-intl';
import type { DormStanding, DormView, Footprint, ReceiptFigures } from '#components/dorm/dorm-view.ts';
import { HowKnown } from '#components/dorm/how-known.tsx';
import { useCloseCalls } from '#components/dorm/use-close-calls.ts';
import { Why } from '#components/dorm/why.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { isOfPast, isRatio } from '#core/ranking/rules.ts';

type ReceiptCardProps = { readonly view: DormView; readonly standing: DormStanding; readonly receipt: ReceiptFigures };

/** From so far below zero on, a kind word stands beside the score. */
const highUse = { ratio: -0.05, effort: -1 };

/** Why this place: the rule with the numbers put in, as prose, and the way to the rows. */
export function ReceiptCard({ view, standing, receipt }: ReceiptCardProps) {
  const t = useTranslations('dorm.receipt');
  const ordinals = useTranslations('common.ordinal');
  const figures = useFigures();
  const closeCalls = useCloseCalls(view);
  const isHighUse = isOfPast(view.lens) && standing.score <= (isRatio(view.lens) ? highUse.ratio : highUse.effort);
  return (
    <Card title={t('title', { rank: ordinals('word', { rank: standing.rank }) })} note={t('note')}>
      <p className="max-w-prose">
        <Why view={view} standing={standing} receipt={receipt} />
        {closeCalls === null ? null : `${figures.sentenceGap}${closeCalls}`}
        {isHighUse ? `${figures.sentenceGap}${t('highUse')}` : null}
      </p>
      <HowKnown view={view} receipt={receipt} />
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
