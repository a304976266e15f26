import { useTranslations } from 'next-intl';
import type { UsualProfile } from '#components/dorm/dorm-view.ts';

/** The palest cell stands for at most this share of the fullest, so that small differences stay small. */
const palestShare = 0.35;

const cell = { height: 20, gap: 3 };

type ProfileChartProps = { readonly label: string; readonly profile: UsualProfile; readonly weekdays: readonly string[] };

/** A usual week as a map, a row a day: the fuller the gold, the more energy; the fullest cell is outlined. */
export function ProfileChart({ label, profile, weekdays }: ProfileChartProps) {
  const known = profile.rows.flat().filter((power) => power !== null);
  const most = Math.max(...known, 0);
  const least = Math.min(...known, most * palestShare);
  const strength = (power: number) => (most === 0 ? 0 : 0.06 + 0.94 * ((power - least) / (most - least)) ** 1.3);
  const height = profile.rows.length * (cell.height + cell.gap);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 text-[0.8125rem] text-soft">
      <div aria-hidden="true">
        {weekdays.map((weekday) => (
          <div key={weekday} style={{ height: cell.height + cell.gap, lineHeight: `${cell.height}px` }}>
            {weekday}
          </div>
        ))}
      </div>
      <svg width="100%" height={height} role="img" aria-label={label} className="block" focusable="false">
        {profile.rows.map((row, weekday) => (
          <g key={weekdays[weekday]} fill="var(--heat)">
            {row.map((power, index) => (
              <ProfileCell
                key={profile.columns[index]?.fromHour}
                columns={profile.columns.length}
                index={index}
                y={weekday * (cell.height + cell.gap)}
                strength={power === null ? null : strength(power)}
                isPeak={power === most}
              />
            ))}
          </g>
        ))}
      </svg>
      <HourAxis profile={profile} />
    </div>
  );
}

type ProfileCellProps = {
  readonly columns: number;
  readonly index: number;
  readonly y: number;
  readonly strength: number | null;
  readonly isPeak: boolean;
};

function ProfileCell({ columns, index, y, strength, isPeak }: ProfileCellProps) {
  const round = (percent: number) => `${Math.round(percent * 100) / 100}%`;
  const box = { x: round((index * 100) / columns), width: round(88 / columns), y, height: cell.height, rx: 4 };
  if (strength === null) return <rect {...box} fill="none" stroke="var(--line-strong)" strokeDasharray="2 2" />;
  return (
    <>
      <rect {...box} fill="var(--heat-ground)" />
      <rect
        {...box}
        fillOpacity={Math.round(strength * 100) / 100}
        {...(isPeak ? { stroke: 'var(--ink)', strokeWidth: 2 } : {})}
      />
    </>
  );
}

/** About four marks, each at the left edge of its column. */
function HourAxis({ profile }: { readonly profile: UsualProfile }) {
  const t = useTranslations('dorm.profile');
  const every = Math.max(1, Math.round(profile.columns.length / 4));
  return (
    <div aria-hidden="true" className="relative col-start-2 h-5">
      {profile.columns.map((column, index) =>
        index % every === 0 ? (
          <span key={column.fromHour} className="absolute" style={{ left: `${(index * 100) / profile.columns.length}%` }}>
            {t('hour', { hour: String(column.fromHour).padStart(2, '0') })}
          </span>
        ) : null,
      )}
    </div>
  );
}
