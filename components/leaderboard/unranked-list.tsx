import { useFormatter, useTranslations } from 'next-intl';
import type { UnrankedDorm } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';

type UnrankedListProps = { readonly campus: string; readonly isClosed: boolean; readonly dorms: readonly UnrankedDorm[] };

/** Every dorm without a place, in sentences: why, and what would cure it. Dorms with the same sentence share it. */
export function UnrankedList({ campus, isClosed, dorms }: UnrankedListProps) {
  const t = useTranslations('board.unranked');
  const { sentenceGap } = useFigures();
  const reason = useReason();
  const groups = new Map<string, UnrankedDorm[]>();
  for (const dorm of dorms) {
    const isLasting = isClosed && dorm.reason !== 'too-small';
    const sentence = isLasting ? reason.why(dorm) : [reason.why(dorm), reason.cure(dorm)].join(sentenceGap);
    groups.set(sentence, [...(groups.get(sentence) ?? []), dorm]);
  }
  if (dorms.length === 0) return null;
  return (
    <section>
      <h2 className="text-xl font-bold tracking-tight">{t(isClosed ? 'titleClosed' : 'title')}</h2>
      <ul className="mt-2 grid gap-x-10 gap-y-2 text-soft md:grid-cols-2">
        {[...groups].map(([sentence, members]) => (
          <li key={sentence}>
            <DormLinks campus={campus} dorms={members} />
            {t('colon')}
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function DormLinks({ campus, dorms }: { readonly campus: string; readonly dorms: readonly UnrankedDorm[] }) {
  const format = useFormatter();
  return format.list(
    dorms.map((dorm) => (
      <LocalLink key={dorm.dorm} href={dormPath(campus, dorm.dorm)} className="link py-0.5 font-semibold text-ink">
        {dorm.name}
      </LocalLink>
    )),
  );
}
