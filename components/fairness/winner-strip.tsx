import { useTranslations } from 'next-intl';
import type { LensFairnessView } from '#components/fairness/fairness-view.ts';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';

const MOST_NAMED = 5;
const CELL = { width: 10, height: 16, gap: 2 };

/** One row a dorm, one column a week: a mark where it would have won. Always the same dorm is one long line; a fair draw is scattered. */
export function WinnerStrip({ fairness }: { readonly fairness: LensFairnessView }) {
  const t = useTranslations('fairness.lens');
  const words = useFairnessWords();
  const named = fairness.winners.slice(0, fairness.winners.length === MOST_NAMED + 1 ? MOST_NAMED + 1 : MOST_NAMED);
  const others = fairness.winners.slice(named.length);
  const rows = [
    ...named.map(({ dorm, name, weeks }) => ({ key: dorm, label: name, weeks, dorms: [dorm], isOthers: false })),
    ...(others.length === 0
      ? []
      : [
          {
            key: '',
            label: t('others', { count: others.length }),
            weeks: others.reduce((sum, { weeks }) => sum + weeks, 0),
            dorms: others.map(({ dorm }) => dorm),
            isOthers: true,
          },
        ]),
  ];
  return (
    <ul className="grid gap-2" aria-label={t('strip', { by: words.said(fairness).by })}>
      {rows.map((row) => (
        <li key={row.key} className="grid grid-cols-[1fr_auto] gap-x-3 text-sm leading-tight">
          <span className={row.isOthers ? 'text-soft' : 'font-semibold'}>{row.label}</span>
          <span className="tabular-nums text-soft">{t('won', { weeks: row.weeks, won: words.won(row.weeks) })}</span>
          <Marks drawn={fairness.drawn} dorms={row.dorms} isOthers={row.isOthers} />
        </li>
      ))}
    </ul>
  );
}

function Marks(props: {
  readonly drawn: LensFairnessView['drawn'];
  readonly dorms: readonly string[];
  readonly isOthers: boolean;
}) {
  const { drawn, dorms, isOthers } = props;
  const { width, height, gap } = CELL;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${drawn.length * width} ${height}`}
      preserveAspectRatio="none"
      className="col-span-2 mt-1 h-4 w-full rounded-sm bg-sunken"
    >
      {drawn.map(({ week, dorms: winners }, at) =>
        winners.some((dorm) => dorms.includes(dorm)) ? (
          <rect
            key={week}
            x={at * width + gap / 2}
            y={2}
            width={width - gap}
            height={height - 4}
            className={isOthers ? 'fill-line-strong' : 'fill-leaf'}
          />
        ) : null,
      )}
    </svg>
  );
}
