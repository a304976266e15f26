import { useTranslations } from 'next-intl';
import type { SilentRow } from '#components/campus/overview-view.ts';
import { meterDayPath, meterPath } from '#components/campus/room-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { LocalLink } from '#components/ui/local-link.tsx';

interface SilentMetersProps {
  readonly rows: readonly SilentRow[];
  readonly campus: string;
  readonly timeZone: string;
}

/** Meters that used to report and do not: since when, whose they are, and what they last measured. */
export function SilentMeters({ rows, campus, timeZone }: SilentMetersProps) {
  const t = useTranslations('campus.overview.silent');
  const words = useImportWords();
  if (rows.length === 0) return null;
  return (
    <section id="silent" className="min-w-0 scroll-mt-4">
      <h2 className="mb-3 text-xl font-bold">{t('title', { count: rows.length })}</h2>
      <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
        {rows.map((row) => (
          <li
            key={row.meterId}
            className="grid items-baseline gap-x-6 gap-y-1 border-b border-line px-5 py-3.5 last:border-0 md:grid-cols-[1fr_1fr_auto]"
          >
            <div className="min-w-0">
              <LocalLink href={meterPath(campus, row.meterId)} className="link font-semibold break-words">
                {row.label}
              </LocalLink>
              <p className="text-sm text-soft">{row.dorm}</p>
            </div>
            <div className="min-w-0">
              <p className="text-clay">{t('since', { when: words.when(row.lastAt, timeZone) })}</p>
              <p className="text-sm text-soft">
                {t(row.reason)}
                {row.lastKwh === null ? '' : ` · ${t('last', { kwh: words.number(row.lastKwh, 1) })}`}
              </p>
            </div>
            {row.lastDay === null ? null : (
              <LocalLink href={meterDayPath(campus, row.meterId, row.lastDay)} className="link tappable font-semibold">
                {t('look')}
                <span className="sr-only"> {row.label}</span>
              </LocalLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
