import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import type { DormKind } from '#components/facade/facade-geometry.ts';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';
import { WeekLine } from '#components/ui/week-line.tsx';

/** Every dorm of a campus by name, each as its façade of this week. */
export function DormStreet({
  board,
  kinds,
}: {
  readonly board: LeaderboardView;
  readonly kinds: Readonly<Record<string, DormKind>>;
}) {
  const t = useTranslations('dorm.street');
  const common = useTranslations('common');
  const figures = useFigures();
  const reasons = useReason();
  const ranked = board.rows.map((row) => ({
    ...row,
    line: `${common('ordinal.figure', { rank: row.rank })} · ${figures.usual(row.usualRatio)}`,
  }));
  const unranked = board.unranked.map((dorm) => ({
    ...dorm,
    kind: kinds[dorm.dorm] ?? 'slab',
    usualRatio: null,
    line: reasons.why(dorm),
  }));
  const dorms = [...ranked, ...unranked].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <WeekLine week={board.week} timeZone={board.campus.timeZone} />
      <h1 className="headline mt-2 text-4xl sm:text-6xl">{t('title', { count: dorms.length })}</h1>
      <ul className="mt-8 grid grid-cols-1 gap-4 min-[26rem]:grid-cols-2 md:grid-cols-3 lg:grid-cols-4">
        {dorms.map((dorm) => (
          <li
            key={dorm.dorm}
            className="grid min-w-0 grid-rows-[auto_1fr] overflow-hidden rounded-(--radius-card) border border-line bg-card"
          >
            <div className="stage grid h-36 items-end justify-center px-4 pt-4">
              <Facade
                dorm={dorm.dorm}
                kind={dorm.kind}
                size="large"
                usualRatio={dorm.usualRatio}
                name={null}
                className="h-32 w-full max-w-44"
              />
            </div>
            <div className="min-w-0 p-4">
              <LocalLink href={dormPath(board.campus.slug, dorm.dorm)} className="link tappable font-semibold wrap-anywhere">
                {dorm.name}
              </LocalLink>
              <p className="mt-1 text-sm text-soft">{dorm.line}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
