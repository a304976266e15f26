import { useLocale, useTranslations } from 'next-intl';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { MyDormCard, type MyDormSummary } from '#components/leaderboard/my-dorm-card.tsx';
import { useGapSentence } from '#components/leaderboard/use-gap-sentence.ts';
import { dormPath, localePath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';

/** Every dorm's words are made here, so that the card in the browser needs no language of its own. */
export function YourDorm({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('board.yours');
  const dorms = useSummaries(board);
  const words = { prompt: t('prompt'), note: t('note'), choose: t('choose'), change: t('change'), more: t('tonight') };
  if (dorms.length === 0) return null;
  return (
    <section aria-label={t('title')} className="needs-script not-printed">
      <MyDormCard campus={board.campus.slug} dorms={dorms} words={words} />
    </section>
  );
}

function useSummaries(board: LeaderboardView): MyDormSummary[] {
  const t = useTranslations('board.yours');
  const common = useTranslations('common');
  const locale = useLocale();
  const reason = useReason();
  const { sentenceGap } = useFigures();
  const gapSentence = useGapSentence({ lens: board.lens, isOpen: board.week.state === 'open' });
  const shared = (dorm: { readonly dorm: string; readonly name: string }) => ({
    dorm: dorm.dorm,
    name: dorm.name,
    heading: t('heading', { name: dorm.name }),
    href: `${localePath(locale, dormPath(board.campus.slug, dorm.dorm))}#tonight`,
  });
  const ranked = board.rows.map((row) => ({
    ...shared(row),
    place: common('ordinal.figure', { rank: row.rank }),
    movement: common(`movement.${movementKey(row.movement)}`, { count: Math.abs(row.movement ?? 0) }),
    sentence: gapSentence(row.gap, row.rank),
  }));
  const unranked = board.unranked.map((dorm) => ({
    ...shared(dorm),
    place: null,
    movement: t('unranked'),
    sentence: [reason.why(dorm), reason.cure(dorm)].join(sentenceGap),
  }));
  return [...ranked, ...unranked].sort((a, b) => a.name.localeCompare(b.name, locale));
}

const movementKey = (places: number | null) => (places === null ? 'new' : places === 0 ? 'same' : places > 0 ? 'up' : 'down');
