import { useTranslations } from 'next-intl';
import type { LeagueView } from '#components/season/season-view.ts';
import { weekNumber } from '#components/ui/site-view.ts';

const row = 28;
const top = 26;
/** Those further down share one line at the foot. */
const mostShown = 10;

/** Each dorm's way through the places, week by week; the first three stand out, names stand at the end of their lines. */
export function PlacesChart({ league: { steps, rows }, label }: { readonly league: LeagueView; readonly label: string }) {
  const t = useTranslations('season.places');
  const shown = rows.slice(0, mostShown);
  const lines = shown.map(({ dorm }, index) => ({ dorm, index, places: steps.map(({ order }) => placeIn(order, dorm)) }));
  const hasLower = lines.some(({ places }) => places.some((place) => place > shown.length));
  const height = top + row * (shown.length + (hasLower ? 1 : 0)) + 6;
  const x = (index: number) => `${4 + (index * 92) / Math.max(1, steps.length - 1)}%`;
  const y = (place: number) => top + row * (Math.min(place, shown.length + 1) - 0.5);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
      <svg width="100%" height={height} role="img" aria-label={label} className="block" focusable="false">
        {steps.map(({ week }, index) => (
          <text
            key={week}
            x={index === 0 ? '0' : index === steps.length - 1 ? '100%' : x(index)}
            y="14"
            fontSize="12"
            fill="var(--soft)"
            textAnchor={index === 0 ? 'start' : index === steps.length - 1 ? 'end' : 'middle'}
            className={isLabelled(index, steps.length) ? '' : 'hidden'}
          >
            {t('weekShort', { week: weekNumber(week) })}
          </text>
        ))}
        {lines.toReversed().map(({ dorm, index, places }) => (
          <g key={dorm} {...inks(index)}>
            {places.slice(1).map((place, step) => (
              <line
                key={steps[step]?.week ?? ''}
                x1={x(step)}
                y1={y(places[step] ?? place)}
                x2={x(step + 1)}
                y2={y(place)}
                strokeLinecap="round"
              />
            ))}
            {places.map((place, step) => (
              <circle key={steps[step]?.week ?? ''} cx={x(step)} cy={y(place)} r={index < 3 ? 4.5 : 3} stroke="var(--card)" />
            ))}
          </g>
        ))}
      </svg>
      <ol aria-hidden="true" className="text-sm" style={{ paddingTop: `${top}px` }}>
        {shown.map(({ dorm, name, rank }) => (
          <li
            key={dorm}
            className={`flex h-7 max-w-34 items-center gap-1.5 sm:max-w-none ${rank <= 3 ? 'font-semibold' : 'text-soft'}`}
          >
            <span className="w-5 shrink-0 text-right tabular-nums">{rank}</span>
            <span className="truncate">{name}</span>
          </li>
        ))}
        {hasLower ? <li className="flex h-7 items-center pl-6.5 text-soft">{t('lower')}</li> : null}
      </ol>
    </div>
  );
}

/** A dorm that had no place yet stands below all. */
function placeIn(order: readonly string[], dorm: string): number {
  const index = order.indexOf(dorm);
  return index < 0 ? order.length + 1 : index + 1;
}

/** At most six weeks are named, the last among them. */
function isLabelled(index: number, count: number): boolean {
  return (count - 1 - index) % Math.ceil(count / 6) === 0;
}

function inks(index: number): { stroke: string; fill: string; strokeWidth: number } {
  const ink = index === 0 ? 'var(--leaf)' : index < 3 ? 'var(--gold-line)' : 'var(--line-strong)';
  return { stroke: ink, fill: ink, strokeWidth: index === 0 ? 3.5 : index < 3 ? 2.5 : 1.25 };
}
