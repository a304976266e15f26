import { useTranslations } from 'next-intl';
import type { WeekRank } from '#components/dorm/dorm-view.ts';
import { weekNumber } from '#components/ui/site-view.ts';

const plot = { height: 200, top: 30, base: 150 };

/** Places as a line, first place on top; a week without a place breaks it. */
export function HistoryChart({ label, history }: { readonly label: string; readonly history: readonly WeekRank[] }) {
  const t = useTranslations('dorm.history');
  const ordinals = useTranslations('common.ordinal');
  const worst = Math.max(...history.map(({ rank }) => rank ?? 1), 3);
  const isCrowded = history.length > 7;
  const band = 100 / Math.max(1, history.length);
  const dots = history.map(({ week, rank }, index) => ({
    week,
    rank,
    x: `${(index + 0.5) * band}%`,
    y: plot.top + (((rank ?? worst) - 1) / (worst - 1)) * (plot.base - plot.top),
  }));
  return (
    <svg width="100%" height={plot.height} role="img" aria-label={label} className="block" focusable="false">
      <line x1="0" x2="100%" y1={plot.top} y2={plot.top} stroke="var(--line-strong)" strokeWidth="1" strokeDasharray="2 5" />
      <text x="0" y={plot.top - 8} fontSize="12" fill="var(--soft)">
        {ordinals('figure', { rank: 1 })}
      </text>
      {dots.map((dot, index) => {
        const before = dots[index - 1];
        if (before === undefined || before.rank === null || dot.rank === null) return null;
        return (
          <line
            key={dot.week}
            x1={before.x}
            y1={before.y}
            x2={dot.x}
            y2={dot.y}
            stroke="var(--leaf)"
            strokeWidth="2.5"
            strokeLinecap="round"
          />
        );
      })}
      {dots.map((dot, index) => (
        <g key={dot.week} fontSize="13" textAnchor="middle">
          {dot.rank === null ? (
            <text x={dot.x} y={plot.base} fill="var(--soft)">
              –
            </text>
          ) : (
            <PlaceDot x={dot.x} y={dot.y} rank={dot.rank} isLast={index === dots.length - 1} />
          )}
          <text
            {...(isCrowded && index === dots.length - 1 ? { x: '100%', textAnchor: 'end' } : { x: dot.x })}
            y={plot.height - 10}
            fill="var(--soft)"
            fontSize="12"
            className={isCrowded && (dots.length - 1 - index) % 2 === 1 ? 'max-sm:hidden' : ''}
          >
            {t('weekShort', { week: weekNumber(dot.week) })}
          </text>
        </g>
      ))}
    </svg>
  );
}

type PlaceDotProps = { readonly x: string; readonly y: number; readonly rank: number; readonly isLast: boolean };

function PlaceDot({ x, y, rank, isLast }: PlaceDotProps) {
  return (
    <>
      <circle cx={x} cy={y} r={isLast ? 6 : 4} fill="var(--leaf)" stroke="var(--card)" strokeWidth="2" />
      <text
        x={x}
        y={y - 12}
        fill="var(--ink)"
        fontWeight={isLast ? 700 : 500}
        stroke="var(--card)"
        strokeWidth="4"
        paintOrder="stroke"
      >
        {rank}
      </text>
    </>
  );
}
