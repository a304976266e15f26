import { useTranslations } from 'next-intl';
import type { UnrankedDorm } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useReason } from '#components/ui/use-reason.ts';

type UnrankedListProps = { readonly campus: string; readonly isClosed: boolean; readonly dorms: readonly UnrankedDorm[] };

/** Every dorm without a place, as a sentence: why, and what would cure it. */
export function UnrankedList({ campus, isClosed, dorms }: UnrankedListProps) {
  const t = useTranslations('board.unranked');
  const reason = useReason();
  if (dorms.length === 0) return null;
  return (
    <section>
      <h2 className="text-xl font-bold tracking-tight">{t(isClosed ? 'titleClosed' : 'title')}</h2>
      <ul className="mt-2 grid gap-x-10 gap-y-2 text-soft md:grid-cols-2">
        {dorms.map((dorm) => (
          <li key={dorm.dorm}>
            <LocalLink href={dormPath(campus, dorm.dorm)} className="link font-semibold text-ink">
              {dorm.name}
            </LocalLink>
            {': '}
            {reason.why(dorm)} {isClosed && dorm.reason !== 'too-small' ? '' : reason.cure(dorm)}
          </li>
        ))}
      </ul>
    </section>
  );
}
