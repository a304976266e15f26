import { useLocale, useTranslations } from 'next-intl';
import type { LeaderboardView, RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { MyDormCard, type MyDormSummary } from '#components/leaderboard/my-dorm-card.tsx';
import { dormPath, localePath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
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
  const gapSentence = useGapSentence(board);
  const shared = (dorm: { readonly dorm: string; readonly name: string }) => ({
    dorm: dorm.dorm,
    name: dorm.name,
    heading: t('heading', { name: dorm.name }),
    href: localePath(locale, dormPath(board.campus.slug, dorm.dorm)),
  });
  const ranked = board.rows.map((row) => ({
    ...shared(row),
    place: common('ordinal.figure', { rank: row.rank }),
    movement: common(`movement.${movementKey(row.movement)}`, { count: Math.abs(row.movement ?? 0) }),
    sentence: gapSentence(row),
  }));
  const unranked = board.unranked.map((dorm) => ({
    ...shared(dorm),
    place: null,
    movement: t('unranked'),
    sentence: [reason.why(dorm), reason.cure(dorm)].join(sentenceGap),
  }));
  return [...ranked, ...unranked].sort((a, b) => a.name.localeCompare(b.name, locale));
}

function useGapSentence(board: LeaderboardView): (row: RankedRow) => string {
  const t = useTranslations('board.yours');
  const figures = useFigures();
  const scores = useLensFigures(board.lens);
  return ({ gap }) => {
    if (gap === null) return t('leadPlain');
    if (gap.amount === 0) return t('level', { name: gap.aheadName });
    const amount = scores.amount(gap.amount);
    if (gap.energyKwh === null || board.week.state !== 'open') return t('behind', { name: gap.aheadName, amount });
    return t('behindKwh', { name: gap.aheadName, amount, kwh: figures.number(Math.ceil(gap.energyKwh)) });
  };
}

const movementKey = (places: number | null) => (places === null ? 'new' : places === 0 ? 'same' : places > 0 ? 'up' : 'down');
