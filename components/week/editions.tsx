import { useFormatter, useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { editionsPath, methodPath } from '#components/ui/paths.ts';
import { Pill } from '#components/ui/pill.tsx';
import type { EditionView } from '#components/week/week-page-view.ts';

type EditionsProps = {
  readonly campus: string;
  /** Leads to old and new side by side; null on that very page. */
  readonly week: string | null;
  readonly editions: readonly EditionView[];
  readonly timeZone: string;
  readonly methodVersion: string;
};

/** What was published when; nothing published is ever taken back, only followed. */
export function Editions({ campus, week, editions, timeZone, methodVersion }: EditionsProps) {
  const t = useTranslations('week.editions');
  const states = useTranslations('common.state');
  const format = useFormatter();
  const when = (instant: string) =>
    format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  return (
    <section>
      <h2 className="text-xl font-bold tracking-tight">{t('title', { count: editions.length })}</h2>
      <ol className="mt-3 grid gap-3 border-l-2 border-line pl-5">
        {editions.map((edition) => (
          <li key={edition.edition} id={`edition-${edition.edition}`}>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Pill tone={edition.state === 'provisional' ? 'plain' : 'good'}>{states(edition.state)}</Pill>
              <time dateTime={edition.publishedAt}>{when(edition.publishedAt)}</time>
              <span className="text-sm text-soft">{t('digest', { digest: edition.digest })}</span>
            </p>
            {edition.reason === null ? null : (
              <p dir="auto" className="mt-1 max-w-prose text-soft wrap-anywhere">
                {edition.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
      {week !== null && editions.some(({ state }) => state === 'corrected') ? (
        <p className="mt-3">
          <LocalLink href={editionsPath(campus, week)} className="link tappable">
            {t('compare')}
          </LocalLink>
        </p>
      ) : null}
      <p className="mt-3 text-sm text-soft">
        {t('method', { version: methodVersion })}{' '}
        <LocalLink href={methodPath()} className="link">
          {t('methodLink')}
        </LocalLink>
      </p>
    </section>
  );
}
