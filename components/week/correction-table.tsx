import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Movement } from '#components/ui/movement.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';
import { hasChanged, placesGained } from '#components/week/correction-news.ts';
import type { CorrectedRow, CorrectionView, PlaceView } from '#components/week/correction-view.ts';
import type { Lens } from '#core/ranking/rules.ts';

type CorrectionTableProps = {
  readonly campus: string;
  readonly week: string;
  readonly lens: Lens;
  readonly correction: CorrectionView;
};

/** Old and new, dorm by dorm. */
export function CorrectionTable({ campus, week, lens, correction }: CorrectionTableProps) {
  const t = useTranslations('week.compare');
  const units = useTranslations('common.unit');
  const head = 'py-2.5 pr-2 text-left text-sm font-medium text-soft';
  return (
    <div className="overflow-hidden rounded-(--radius-card) bg-card print:overflow-visible">
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('caption', { week: weekNumber(week), lens: units(lens) })}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} pl-4`}>
              {t('dorm')}
            </th>
            <th scope="col" className={`${head} w-[28%] sm:w-[24%]`}>
              {t('announced')}
            </th>
            <th scope="col" className={`${head} w-[28%] text-ink sm:w-[26%]`}>
              {t('corrected')}
            </th>
          </tr>
        </thead>
        <tbody>
          {correction.rows.map((row) => (
            <CorrectionRow key={row.dorm} campus={campus} lens={lens} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CorrectionRow({ campus, lens, row }: { readonly campus: string; readonly lens: Lens; readonly row: CorrectedRow }) {
  const changed = hasChanged(row, lens);
  const edge = changed ? 'border-l-4 border-l-gold' : 'border-l-4 border-l-transparent';
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className={`py-2.5 pr-2 pl-3 text-left font-normal ${edge}`}>
        <LocalLink
          href={dormPath(campus, row.dorm)}
          className={`inline-block py-0.5 wrap-anywhere hover:underline ${changed ? 'font-semibold' : 'text-soft'}`}
        >
          <bdi>{row.name}</bdi>
        </LocalLink>
        <RowReason row={row} />
      </th>
      <td className="py-2.5 pr-2 text-soft">
        <Place lens={lens} place={row.announced} />
      </td>
      <td className={`py-2.5 pr-2 ${changed ? '' : 'text-soft'}`}>
        <Place lens={lens} place={row.corrected}>
          <Moved row={row} />
        </Place>
      </td>
    </tr>
  );
}

/** Why it has no place now, else why it had none; nothing where that is so in both. */
function RowReason({ row: { announced, corrected } }: { readonly row: CorrectedRow }) {
  const t = useTranslations('week.compare');
  const reason = useReason();
  const words =
    corrected !== null && corrected.rank === null
      ? reason.why(corrected.why)
      : announced !== null && announced.rank === null
        ? t('whyAnnounced', { why: reason.why(announced.why) })
        : null;
  return words === null ? null : <span className="block text-sm text-soft">{words}</span>;
}

function Moved({ row }: { readonly row: CorrectedRow }) {
  const t = useTranslations('week.compare');
  const places = placesGained(row);
  if (places === null || places === 0) return null;
  return <Movement places={places} words={t(places > 0 ? 'up' : 'down', { count: Math.abs(places) })} />;
}

type PlaceProps = { readonly lens: Lens; readonly place: PlaceView | null; readonly children?: React.ReactNode };

function Place({ lens, place, children }: PlaceProps) {
  const t = useTranslations('week.compare');
  const scores = useLensFigures(lens);
  if (place === null) return <span className="text-sm">{t('absent')}</span>;
  if (place.rank === null) return <span className="text-sm">{t('unranked')}</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="whitespace-nowrap">
        <span className="figures mr-1 text-xl">{place.rank}</span>
        {children}
      </span>
      <span className="text-sm whitespace-nowrap tabular-nums">{scores.score(place.score)}</span>
    </span>
  );
}
