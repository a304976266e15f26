import { useFormatter, useTranslations } from 'next-intl';
import type { DormStanding, DormView, Footprint, ReceiptFigures } from '#components/dorm/dorm-view.ts';
import { HowKnown } from '#components/dorm/how-known.tsx';
import { useCloseCalls } from '#components/dorm/use-close-calls.ts';
import { Why } from '#components/dorm/why.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
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
      <FootprintLine view={view} />
      {view.paths.receipt === null ? null : (
        <p className="mt-3">
          <LocalLink href={view.paths.receipt.path} className="link tappable">
            {t('rows', { week: weekNumber(view.paths.receipt.week) })}
          </LocalLink>
        </p>
      )}
    </Card>
  );
}

/** Carbon, cost and something everyday, of the whole days so far. */
function FootprintLine({ view: { footprint, footprintEquivalent } }: { readonly view: DormView }) {
  const t = useTranslations('dorm.receipt');
  const equivalents = useTranslations('footprint.equivalent');
  const figures = useFigures();
  const format = useFormatter();
  const carbon = footprint?.co2eKg == null ? null : t('carbon', { kg: figures.number(footprint.co2eKg) });
  const both = [carbon, footprint?.cost == null ? null : money(format, footprint.cost)].filter((part) => part !== null);
  const said = [
    both.length === 0 ? null : t('footprint', { amounts: format.list(both) }),
    footprintEquivalent === null
      ? null
      : t('equivalent', { what: equivalents(footprintEquivalent.code, { count: Math.round(footprintEquivalent.count) }) }),
  ].filter((part) => part !== null);
  return said.length === 0 ? null : <p className="mt-3 text-soft">{said.join(figures.sentenceGap)}</p>;
}

function money(format: ReturnType<typeof useFormatter>, { amount, currency }: NonNullable<Footprint['cost']>): string {
  return format.number(amount, { style: 'currency', currency, maximumFractionDigits: 0 });
}
