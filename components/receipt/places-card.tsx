import { useTranslations } from 'next-intl';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { receiptPath } from '#components/ui/paths.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

/** The scores that the place was found among; each leads to its own receipt. */
export function PlacesCard({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.places');
  const units = useTranslations('common.unit');
  const scores = useLensFigures(receipt.lens);
  const { campus, week, lens, dorm, standings } = receipt;
  return (
    <Card title={t('title')} note={t('note', { lens: units(lens) })}>
      <DataTable
        caption={t('caption')}
        columns={[
          { key: 'place', label: t('columns.place') },
          { key: 'dorm', label: t('columns.dorm') },
          { key: 'score', label: t('columns.score'), isNumber: true },
        ]}
        rows={standings.map((one) => ({
          key: one.dorm,
          cells: [
            one.rank,
            one.dorm === dorm.slug ? (
              <strong key="own" aria-current="true" className="rounded-sm bg-gold-wash px-1 text-on-gold-wash">
                {one.name}
              </strong>
            ) : (
              <LocalLink key="other" href={receiptPath(campus, week, one.dorm, lens)} className="link tappable">
                {one.name}
              </LocalLink>
            ),
            scores.score(one.score),
          ],
        }))}
      />
    </Card>
  );
}
