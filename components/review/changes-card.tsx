import { useFormatter, useTranslations } from 'next-intl';
import type { ReviewView, StandingView } from '#components/review/review-view.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

const KEYS = ['place', 'score', 'energy'] as const;

/** An announced week against today's numbers, dorm by dorm: what a correction would make of it. */
export function ChangesCard({ view }: { readonly view: ReviewView }) {
  const t = useTranslations('review.changes');
  const parts = useTranslations('review.checks.part');
  const lensWords = useTranslations('common.lens');
  const format = useFormatter();
  const figures = useFigures();
  const { score } = useLensFigures(view.lens);
  const { hasChanges, dorms, lensesThatMove } = view.changes;
  if (!hasChanges)
    return (
      <Card title={t('sameTitle')}>
        <p className="text-soft">{t('same')}</p>
      </Card>
    );
  const moved = view.changes.parts.map((part) => (parts.has(part) ? parts(part) : part));
  const others = lensesThatMove.filter((lens) => lens !== view.lens).map((lens) => lensWords(lens));
  const figure = (value: number | null, show: (value: number) => string) => (value === null ? '–' : show(value));
  const shown = (of: StandingView | null) => ({
    place: of === null ? t('absent') : of.rank === null ? t('unranked') : figures.number(of.rank),
    score: figure(of?.score ?? null, score),
    energy: figure(of?.energyKwh ?? null, (kwh) => figures.number(kwh, 1)),
  });
  const columns = [
    { key: 'dorm', label: t('dorm') },
    { key: 'place', label: t('place'), isNumber: true },
    { key: 'score', label: t('score'), isNumber: true },
    { key: 'energy', label: t('energy'), isNumber: true },
  ];
  const figuresOf = dorms.map(({ name, before, after }) => ({ name, was: shown(before), would: shown(after) }));
  const visible = figuresOf.filter(({ was, would }) => KEYS.some((key) => was[key] !== would[key]));
  const rows = visible.map(({ name, was, would }) => ({
    key: name,
    cells: [
      <bdi key="dorm" className="inline-block min-w-24 wrap-anywhere">
        {name}
      </bdi>,
      ...KEYS.map((key) => <Change key={key} was={was[key]} would={would[key]} />),
    ],
  }));
  const finer = dorms.length - visible.length;
  return (
    <Card title={t('title')} note={t('rests', { parts: format.list(moved.length === 0 ? [t('method')] : moved) })}>
      {dorms.length === 0 ? (
        <p className="text-soft">{t('noDorm')}</p>
      ) : rows.length === 0 ? null : (
        <DataTable caption={t('caption')} columns={columns} rows={rows} />
      )}
      {finer === 0 ? null : <p className="mt-3 text-sm text-soft">{t('finer', { count: finer })}</p>}
      {others.length === 0 ? null : <p className="mt-3 text-sm text-soft">{t('otherLenses', { lenses: format.list(others) })}</p>}
    </Card>
  );
}

/** The old figure, struck through, above the new one; one that stays stands alone. */
function Change({ was, would }: { readonly was: string; readonly would: string }) {
  const t = useTranslations('review.changes');
  if (was === would) return <span className="text-soft">{was}</span>;
  return (
    <span className="inline-grid justify-items-end whitespace-nowrap">
      <s className="text-soft">
        <span className="sr-only">{t('from', { value: '' })}</span>
        {was}
      </s>
      <strong className="font-semibold">
        <span className="sr-only">{t('to', { value: '' })}</span>
        {would}
      </strong>
    </span>
  );
}
