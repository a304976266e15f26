import { useFormatter, useTranslations } from 'next-intl';
import type { DayUse } from '#components/dorm/dorm-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const plot = { height: 232, top: 14, topWithWords: 48, base: 200, barShare: 0.68, usualShare: 0.86 };

/** Bars from zero, a day each; the gold line is the day's usual, and what lies above it is of another colour and hatched. */
export function DaysChart({ label, days }: { readonly label: string; readonly days: readonly DayUse[] }) {
  const most = Math.max(...days.map((day) => Math.max(day.energyKwh ?? 0, day.usualKwh ?? 0)), 1);
  const top = days.some((day) => day.state === 'running') ? plot.topWithWords : plot.top;
  const heightOf = (kwh: number) => (kwh / most) * (plot.base - top);
  const band = 100 / Math.max(1, days.length);
  return (
    <svg width="100%" height={plot.height} role="img" aria-label={label} className="block" focusable="false">
      <defs>
        <pattern id="above-usual" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--clay)" />
          <path d="M0 0V6" stroke="var(--card)" strokeWidth="2" />
        </pattern>
      </defs>
      {days.map((day, index) => (
        <DayBar key={day.day} day={day} left={index * band} band={band} heightOf={heightOf} />
      ))}
      <line x1="0" x2="100%" y1={plot.base} y2={plot.base} stroke="var(--line-strong)" strokeWidth="1" />
    </svg>
  );
}

type DayBarProps = {
  readonly day: DayUse;
  /** Left edge and width of the day's band in per cent. */
  readonly left: number;
  readonly band: number;
  readonly heightOf: (kwh: number) => number;
};

function DayBar({ day, left, band, heightOf }: DayBarProps) {
  const figures = useFigures();
  const height = heightOf(day.energyKwh ?? 0);
  const above = day.usualKwh === null || day.state === 'running' ? 0 : Math.max(0, height - heightOf(day.usualKwh));
  const x = `${left + (band * (1 - plot.barShare)) / 2}%`;
  const width = `${band * plot.barShare}%`;
  const usualFrom = left + (band * (1 - plot.usualShare)) / 2;
  const usualY = plot.base - heightOf(day.usualKwh ?? 0);
  return (
    <>
      {height === 0 ? null : (
        <rect
          x={x}
          width={width}
          y={plot.base - height}
          height={height}
          rx="5"
          fill="var(--leaf-mid)"
          opacity={day.state === 'running' ? 0.5 : 1}
        />
      )}
      {above < 1 ? null : <rect x={x} width={width} y={plot.base - height} height={above} rx="3" fill="url(#above-usual)" />}
      {day.usualKwh === null ? null : (
        <line
          x1={`${usualFrom}%`}
          x2={`${usualFrom + band * plot.usualShare}%`}
          y1={usualY}
          y2={usualY}
          stroke="var(--gold-line)"
          strokeWidth="3"
        />
      )}
      <DayWords day={day} center={`${left + band / 2}%`} barHeight={height - above} />
      <text x={`${left + band / 2}%`} y={plot.height - 10} textAnchor="middle" fontSize="13" fill="var(--soft)">
        {figures.weekday(day.day, 'short')}
      </text>
    </>
  );
}

/** The figure stands at the foot of its bar, where no usual line crosses it, or over a bar too low to hold it. */
function DayWords({ day, center, barHeight }: { readonly day: DayUse; readonly center: string; readonly barHeight: number }) {
  const t = useTranslations('dorm.days');
  const format = useFormatter();
  const isInside = barHeight >= 26 && day.state === 'over';
  const words = { over: null, running: t('soFar'), 'to-come': t('toCome'), missing: t('missing') }[day.state];
  const figure = day.energyKwh === null ? null : format.number(day.energyKwh, compactFrom10000(day.energyKwh));
  const text = { x: center, textAnchor: 'middle' as const, fontSize: 12 };
  return (
    <>
      {figure === null || day.state === 'to-come' ? null : (
        <text
          {...text}
          fontWeight="600"
          y={isInside ? plot.base - 9 : plot.base - barHeight - (words === null ? 8 : 36)}
          fill={isInside ? 'var(--on-leaf)' : 'var(--ink)'}
          stroke={isInside ? 'var(--leaf-mid)' : 'var(--card)'}
          strokeWidth="3"
          paintOrder="stroke"
        >
          {figure}
        </text>
      )}
      {words === null ? null : (
        <text {...text} y={plot.base - (day.state === 'running' ? barHeight : 0) - 8} fill="var(--soft)">
          <NarrowWords words={words} x={center} />
        </text>
      )}
    </>
  );
}

/** Words one above the other, the last on the line: a day's band is narrow on a phone. */
function NarrowWords({ words, x }: { readonly words: string; readonly x: string }) {
  const lines = words.split(' ');
  return lines.map((line, index) => (
    <tspan key={line} x={x} dy={index === 0 ? -(lines.length - 1) * 13 : 13}>
      {line}
    </tspan>
  ));
}

const compactFrom10000 = (kwh: number) =>
  kwh >= 10_000 ? { notation: 'compact' as const, maximumFractionDigits: 1 } : { maximumFractionDigits: 0 };
