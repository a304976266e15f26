import { useTranslations } from 'next-intl';
import type { MeterRow } from '#components/campus/staff-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const CELL = 9;
const GAP = 2;
const HEIGHT = 26;

/** One cell a day, filled from the ground up by the share that was measured; estimates are hatched lighter, dead days crossed. */
export function CoverageStrip({ days }: { readonly days: MeterRow['days'] }) {
  const t = useTranslations('campus.meters');
  const figures = useFigures();
  const width = days.length * (CELL + GAP) - GAP;
  const whole = days.filter(({ measured }) => (measured ?? 0) > 0.999).length;
  const installed = days.filter(({ measured }) => measured !== null).length;
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className="h-7 w-full max-w-80"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('strip', {
        whole,
        installed,
        first: first === undefined ? '' : figures.day(first),
        last: last === undefined ? '' : figures.day(last),
      })}
    >
      {days.map((day, index) => (
        <Cell
          key={day.day}
          day={day}
          x={index * (CELL + GAP)}
          title={`${figures.day(day.day)}: ${stateWords(day, { t, figures })}`}
        />
      ))}
    </svg>
  );
}

function stateWords(
  { measured, estimated, isDead }: MeterRow['days'][number],
  { t, figures }: { t: ReturnType<typeof useTranslations>; figures: ReturnType<typeof useFigures> },
): string {
  if (measured === null) return t('day.notInstalled');
  if (isDead) return t('day.dead');
  const share = figures.percent(Math.floor(measured * 100) / 100);
  return (estimated ?? 0) > 0 ? t('day.estimated', { share }) : t('day.measured', { share });
}

function Cell({ day, x, title }: { readonly day: MeterRow['days'][number]; readonly x: number; readonly title: string }) {
  const { measured, estimated, isDead } = day;
  const full = (measured ?? 0) * HEIGHT;
  const half = (estimated ?? 0) * HEIGHT;
  return (
    <g>
      <title>{title}</title>
      <rect
        x={x + 0.5}
        y={0.5}
        width={CELL - 1}
        height={HEIGHT - 1}
        rx={1.5}
        fill="none"
        stroke="var(--line-strong)"
        strokeDasharray={measured === null ? '1.5 2.5' : undefined}
        strokeOpacity={measured === null ? 0.6 : 1}
      />
      {isDead ? (
        <path d={`M${x + 1.5} ${HEIGHT - 3} ${x + CELL - 1.5} 3`} stroke="var(--clay)" strokeWidth={1.6} />
      ) : (
        <>
          <rect x={x} y={HEIGHT - full} width={CELL} height={full} rx={1.5} fill="var(--leaf-mid)" />
          <rect x={x} y={HEIGHT - full - half} width={CELL} height={half} rx={1.5} fill="var(--leaf-wash)" />
        </>
      )}
    </g>
  );
}

const SAMPLES = [
  { key: 'whole', measured: 1, estimated: 0, isDead: false },
  { key: 'part', measured: 0.5, estimated: 0, isDead: false },
  { key: 'estimated', measured: 0.5, estimated: 0.5, isDead: false },
  { key: 'none', measured: 0, estimated: 0, isDead: false },
  { key: 'dead', measured: 1, estimated: 0, isDead: true },
  { key: 'out', measured: null, estimated: null, isDead: false },
] as const;

/** What the cells mean. */
export function CoverageLegend() {
  const t = useTranslations('campus.meters.legend');
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
      {SAMPLES.map(({ key, ...sample }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg viewBox={`0 0 ${CELL} ${HEIGHT}`} className="h-5 w-2" aria-hidden="true" focusable="false">
            <Cell day={{ day: '', ...sample }} x={0} title={t(key)} />
          </svg>
          {t(key)}
        </li>
      ))}
    </ul>
  );
}
