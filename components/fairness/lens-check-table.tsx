import { useTranslations } from 'next-intl';
import type { LensCheckRow } from '#components/fairness/lens-check-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { LENSES } from '#core/ranking/rules.ts';

/** Every dorm's place under every lens. On a narrow screen the places scroll, the names stay. */
export function LensCheckTable(props: {
  readonly campus: string;
  readonly week: string;
  readonly rows: readonly LensCheckRow[];
}) {
  const { campus, week, rows } = props;
  const t = useTranslations('fairness.check');
  const lensName = useTranslations('common.lens');
  const caption = t('caption', { week: weekNumber(week) });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="relative overflow-x-auto" tabIndex={0} aria-label={caption}>
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-b border-line-strong align-bottom">
              <th scope="col" className="sticky left-0 bg-card py-2 pr-3 text-left font-medium text-soft">
                {t('dorm')}
              </th>
              {LENSES.map((lens) => (
                <th key={lens} scope="col" className="px-1.5 py-2 text-center font-medium text-soft">
                  {lensName(lens)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.dorm} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className="sticky left-0 max-w-32 bg-card py-1.5 pr-3 text-left leading-tight font-semibold sm:max-w-none"
                >
                  <LocalLink href={dormPath(campus, row.dorm)} className="inline-block py-1 hover:underline">
                    {row.name}
                  </LocalLink>
                </th>
                {LENSES.map((lens) => (
                  <td key={lens} className="px-1.5 py-1.5 text-center tabular-nums">
                    <Place rank={row.ranks[lens]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-3 text-sm text-soft">{t('legend')}</p>
    </>
  );
}

function Place({ rank }: { readonly rank: number | null }) {
  const t = useTranslations('fairness.check');
  if (rank === null)
    return (
      <>
        <span aria-hidden="true" className="text-soft">
          –
        </span>
        <span className="sr-only">{t('unranked')}</span>
      </>
    );
  if (rank > 1) return rank;
  return (
    <span className="figures inline-flex size-7 items-center justify-center rounded-full bg-gold-wash text-on-gold-wash">
      1<span className="sr-only">{t('winner')}</span>
    </span>
  );
}
