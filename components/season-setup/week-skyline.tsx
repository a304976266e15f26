import { useFormatter, useTranslations } from 'next-intl';
import { useSpanWords } from '#components/season-setup/use-span-words.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { weekId } from '#core/time/weeks.ts';

/** How a week stands to the season: held against it, learnt from, part of it, or neither. */
export interface SkylineWeek {
  readonly monday: string;
  readonly kwh: number | null;
  readonly role: 'against' | 'season' | 'rest';
  readonly state: 'measured' | 'thin' | 'break' | 'ahead' | 'empty';
}

const HEIGHT = 132;
const COLUMN = 14;
const HOUSE = 9;
const FLOOR = '6.5 2';

interface WeekSkylineProps {
  readonly weeks: readonly SkylineWeek[];
  readonly title: string;
  /** What the lit weeks are to the season. */
  readonly against: 'held' | 'learnt';
}

/** The campus's weeks as a street at night: a house a week, as high as its energy, and the season's own weeks to come. */
export function WeekSkyline({ weeks, title, against }: WeekSkylineProps) {
  const t = useTranslations('setup.skyline');
  const figures = useFigures();
  const highest = Math.max(1, ...weeks.map(({ kwh }) => kwh ?? 0));
  const width = weeks.length * COLUMN;
  const has = (state: SkylineWeek['state']) => weeks.some((week) => week.state === state);
  return (
    <figure className="min-w-0">
      <div className="stage overflow-hidden rounded-xl px-3 pt-4 pb-2 sm:px-4">
        <p className="flex justify-between gap-4 text-sm text-stage-soft">
          <span>{t('axis', { most: figures.number(highest / 1000, 1) })}</span>
        </p>
        <svg
          viewBox={`0 0 ${width} ${HEIGHT + 8}`}
          preserveAspectRatio="none"
          className="mt-2 h-36 w-full"
          role="img"
          aria-label={title}
        >
          {weeks.map((week, index) => (
            <House key={week.monday} week={week} x={index * COLUMN + COLUMN / 2} height={(HEIGHT * (week.kwh ?? 0)) / highest} />
          ))}
          <path
            d={`M0 ${HEIGHT + 1}H${width}`}
            stroke="var(--stage-soft)"
            strokeWidth="1"
            opacity="0.5"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <Months weeks={weeks} />
      </div>
      <figcaption className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
        {weeks.every(({ role }) => role !== 'against') ? null : <Key look="bg-[#ffd25a]" words={t(`role.${against}`)} />}
        <Key look="bg-[#5f8574]" words={t('rest')} />
        {has('thin') ? <Key look="border border-dashed border-current" words={t('thin')} /> : null}
        {has('break') ? (
          <Key look="bg-[repeating-linear-gradient(0deg,#5f8574_0_2px,transparent_2px_4px)]" words={t('break')} />
        ) : null}
        <Key look="border-2 border-[#ffd25a]" words={t('season')} />
      </figcaption>
      <Table weeks={weeks} against={against} />
    </figure>
  );
}

const COLOURS = { against: '#ffd25a', rest: '#5f8574', season: '#ffd25a' } as const;

function House({
  week: { role, state },
  x,
  height,
}: {
  readonly week: SkylineWeek;
  readonly x: number;
  readonly height: number;
}) {
  const colour = COLOURS[role];
  const top = HEIGHT - Math.max(height, 0);
  const outline = { fill: 'none', stroke: colour, strokeWidth: 1.5, vectorEffect: 'non-scaling-stroke' as const };
  if (state === 'empty') return null;
  if (state === 'ahead') {
    const tall = role === 'season' ? 44 : 26;
    const dashes = role === 'season' ? {} : { strokeDasharray: '3 3' };
    return <rect x={x - HOUSE / 2} y={HEIGHT - tall} width={HOUSE} height={tall} {...outline} {...dashes} />;
  }
  if (state === 'thin')
    return <rect x={x - HOUSE / 2} y={top} width={HOUSE} height={Math.max(height, 3)} {...outline} strokeDasharray="2 2" />;
  const isBreak = state === 'break';
  return (
    <>
      <path
        d={`M${x} ${HEIGHT}V${top}`}
        stroke={isBreak ? '#5f8574' : colour}
        strokeWidth={HOUSE}
        strokeDasharray={isBreak ? '1.5 3' : FLOOR}
      />
      {role === 'against' && !isBreak ? (
        <path d={`M${x - HOUSE / 2} ${HEIGHT + 5}h${HOUSE}`} stroke={colour} strokeWidth="3" />
      ) : null}
    </>
  );
}

/** A month stands under its first whole week, unless the one before it stands too near. */
function Months({ weeks }: { readonly weeks: readonly SkylineWeek[] }) {
  const format = useFormatter();
  const firsts = weeks.flatMap(({ monday }, index) =>
    index > 0 && monday.slice(0, 7) !== weeks[index - 1]?.monday.slice(0, 7) ? [{ monday, index }] : [],
  );
  const every = Math.max(1, Math.ceil(firsts.length / 6));
  return (
    <div className="relative h-6 text-xs text-stage-soft" aria-hidden="true">
      {firsts
        .filter((_, index) => index % every === 0)
        .map(({ monday, index }) => (
          <span key={monday} className="absolute top-1 whitespace-nowrap" style={{ left: `${(100 * index) / weeks.length}%` }}>
            {format.dateTime(new Date(monday), { month: 'short', timeZone: 'UTC' })}
          </span>
        ))}
    </div>
  );
}

function Key({ look, words }: { readonly look: string; readonly words: string }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className={`inline-block h-4 w-2.5 shrink-0 rounded-[1px] ${look}`} />
      {words}
    </span>
  );
}

function Table({ weeks, against }: Pick<WeekSkylineProps, 'weeks' | 'against'>) {
  const t = useTranslations('setup.skyline');
  const common = useTranslations('common');
  const figures = useFigures();
  const spans = useSpanWords();
  return (
    <details className="mt-2 text-sm">
      <summary className="link tappable">{common('tableBehind')}</summary>
      <div className="max-h-72 overflow-y-auto">
        <DataTable
          caption={common('tableBehind')}
          columns={[
            { key: 'week', label: t('week') },
            { key: 'from', label: t('from') },
            { key: 'kwh', label: 'kWh', isNumber: true },
            { key: 'role', label: t('what') },
          ]}
          rows={weeks
            .filter(({ state }) => state !== 'empty')
            .map(({ monday, kwh, role, state }) => ({
              key: monday,
              cells: [
                weekNumber(weekId(monday)),
                spans.day(monday),
                kwh === null ? '–' : figures.number(kwh),
                [t(`role.${role === 'against' ? against : role}`), t(`state.${state}`)]
                  .filter((words) => words !== '–')
                  .join(' · ') || '–',
              ],
            }))}
        />
      </div>
    </details>
  );
}
