import { useTranslations } from 'next-intl';
import { DormForm, SizeForm } from '#components/campus/dorm-forms.tsx';
import type { DormRow, DormSizeRow } from '#components/campus/staff-view.ts';
import type { FormAction } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

interface DormListProps {
  readonly dorms: readonly DormRow[];
  /** Null for those who may only look. */
  readonly actions: { readonly edit: FormAction; readonly putSize: FormAction } | null;
}

/** Every dorm with its residents and floor area over time, and the forms that change them. */
export function DormList({ dorms, actions }: DormListProps) {
  const t = useTranslations('campus.dorms');
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      {dorms.map((dorm) => (
        <Card key={dorm.slug} title={dorm.name} note={`${t(`kind.${dorm.kind}`)} · ${t('meters', { count: dorm.meterCount })}`}>
          <Sizes sizes={dorm.sizes} />
          {actions === null ? null : (
            <div className="mt-3 grid gap-1">
              <details>
                <summary className="link tappable text-sm font-semibold">{t('addSize')}</summary>
                <SizeForm dorm={dorm} action={actions.putSize} />
              </details>
              <details>
                <summary className="link tappable text-sm font-semibold">{t('edit')}</summary>
                <DormForm dorm={dorm} action={actions.edit} />
              </details>
            </div>
          )}
        </Card>
      ))}
    </div>
  );
}

function Sizes({ sizes }: { readonly sizes: readonly DormSizeRow[] }) {
  const t = useTranslations('campus.dorms');
  const words = useImportWords();
  const figures = useFigures();
  const value = (number: number | null) => (number === null ? t('unknown') : words.number(number, 1));
  return (
    <DataTable
      caption={t('sizes')}
      columns={[
        { key: 'from', label: t('from') },
        { key: 'residents', label: t('residents'), isNumber: true },
        { key: 'area', label: t('area'), isNumber: true },
      ]}
      rows={sizes.map(({ fromDay, residents, floorAreaM2 }) => ({
        key: fromDay ?? '',
        cells: [
          fromDay === null ? t('always') : `${figures.day(fromDay)} ${fromDay.slice(0, 4)}`,
          value(residents),
          value(floorAreaM2),
        ],
      }))}
    />
  );
}
