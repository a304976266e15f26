import { useTranslations } from 'next-intl';
import { DormForm, SizeForm } from '#components/campus/dorm-forms.tsx';
import type { DormRow } from '#components/campus/staff-view.ts';
import type { FormAction } from '#components/imports/import-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Pill } from '#components/ui/pill.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

interface DormListProps {
  readonly dorms: readonly DormRow[];
  /** The campus's day, for new values. */
  readonly today: string;
  /** Null for those who may only look. */
  readonly actions: { readonly edit: FormAction; readonly putSize: FormAction } | null;
}

/** Every dorm with its newest residents and floor area; what came before, and the forms that change them, unfold below. */
export function DormList({ dorms, today, actions }: DormListProps) {
  const t = useTranslations('campus.dorms');
  return (
    <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
      {dorms.map((dorm) => (
        <li key={dorm.slug} className="border-b border-line px-5 py-4 last:border-0">
          <Newest dorm={dorm} />
          <details className="mt-1">
            <summary className="link tappable text-sm text-soft">{t('change')}</summary>
            <div className="mt-3 grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
              <Sizes dorm={dorm} />
              {actions === null ? null : (
                <div className="grid gap-6">
                  <section>
                    <h3 className="font-semibold">{t('addSize')}</h3>
                    <SizeForm dorm={dorm} today={today} action={actions.putSize} />
                  </section>
                  <section>
                    <h3 className="font-semibold">{t('edit')}</h3>
                    <DormForm dorm={dorm} action={actions.edit} />
                  </section>
                </div>
              )}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Newest({ dorm }: { readonly dorm: DormRow }) {
  const t = useTranslations('campus.dorms');
  const newest = dorm.sizes.at(-1);
  const day = useDay(newest?.fromDay ?? null);
  return (
    <div className="grid grid-cols-2 items-baseline gap-x-6 gap-y-1 md:grid-cols-[1fr_9rem_9rem]">
      <div className="col-span-2 min-w-0 md:col-span-1">
        <h2 className="text-lg font-bold">{dorm.name}</h2>
        <p className="text-sm text-soft">
          {t(`kind.${dorm.kind}`)} · {t('meters', { count: dorm.meterCount })}
          {newest?.fromDay == null ? '' : ` · ${t('since', { day })}`}
        </p>
      </div>
      <Figure label={t('residents')} value={newest?.residents ?? null} />
      <Figure label={t('area')} value={newest?.floorAreaM2 ?? null} />
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number | null }) {
  const t = useTranslations('campus.dorms');
  const words = useImportWords();
  return (
    <p className="md:text-right">
      {value === null ? (
        <Pill tone="warning">{t('unknown')}</Pill>
      ) : (
        <span className="figures text-xl">{words.number(value, 1)}</span>
      )}
      <span className="block text-sm text-soft">{label}</span>
    </p>
  );
}

function Sizes({ dorm: { name, sizes } }: { readonly dorm: DormRow }) {
  const t = useTranslations('campus.dorms');
  const words = useImportWords();
  const value = (number: number | null) => (number === null ? t('unknown') : words.number(number, 1));
  return (
    <DataTable
      caption={t('sizes', { dorm: name })}
      columns={[
        { key: 'from', label: t('from') },
        { key: 'residents', label: t('residents'), isNumber: true },
        { key: 'area', label: t('area'), isNumber: true },
      ]}
      rows={sizes.map(({ fromDay, residents, floorAreaM2 }) => ({
        key: fromDay ?? '',
        cells: [<From key="from" day={fromDay} />, value(residents), value(floorAreaM2)],
      }))}
    />
  );
}

function From({ day }: { readonly day: string | null }) {
  return useDay(day);
}

function useDay(day: string | null): string {
  const t = useTranslations('campus.dorms');
  const figures = useFigures();
  return day === null ? t('always') : `${figures.day(day)} ${day.slice(0, 4)}`;
}
