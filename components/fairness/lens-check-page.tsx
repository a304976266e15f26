import { useFormatter, useTranslations } from 'next-intl';
import { LensCheckTable } from '#components/fairness/lens-check-table.tsx';
import type { LensCheckView } from '#components/fairness/lens-check-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { fairnessPath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { LENSES } from '#core/ranking/rules.ts';

/** A week counted every way: whether the winner depends on it, and for whom the place does. */
export function LensCheckPage({ view }: { readonly view: LensCheckView }) {
  const t = useTranslations('fairness.check');
  const figures = useFigures();
  const { campus, week } = view;
  return (
    <div className="grid gap-8">
      <div>
        <p className="text-soft">
          {t('eyebrow', { week: weekNumber(week.id), from: figures.day(week.startsOn), to: figures.day(week.endsOn) })}
        </p>
        <h1 className="headline mt-2 text-4xl sm:text-6xl">{useHeadline(view)}</h1>
        <p className="mt-4 max-w-prose text-lg text-soft">{t('lead')}</p>
      </div>
      <Winners view={view} />
      <Card title={useMoving(view)}>
        <LensCheckTable campus={campus.slug} week={week.id} rows={view.rows} />
      </Card>
      <p className="flex flex-wrap gap-x-6">
        <LocalLink href={weekPath(campus.slug, week.id)} className="link tappable">
          {t('toWeek', { week: weekNumber(week.id) })}
        </LocalLink>
        <LocalLink href={fairnessPath(campus.slug)} className="link tappable">
          {t('toFairness')}
        </LocalLink>
      </p>
    </div>
  );
}

/** Who comes first under each lens, and what the lens asks. */
function Winners({ view }: { readonly view: LensCheckView }) {
  const t = useTranslations('fairness');
  const lensName = useTranslations('common.lens');
  const format = useFormatter();
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {LENSES.map((lens) => (
        <li key={lens} className="card rounded-(--radius-card) border border-line bg-card p-5">
          <h2 className="text-sm font-medium text-soft">{lensName(lens)}</h2>
          <p className="figures mt-1 text-xl leading-tight">
            {view.winners[lens].length === 0 ? t('check.nobody') : format.list(view.winners[lens])}
          </p>
          <p className="mt-2 text-sm text-soft">{t(`asks.${lens}`)}</p>
        </li>
      ))}
    </ul>
  );
}

function useHeadline({ lensesThatRank, differentWinners, winners, week }: LensCheckView): string {
  const t = useTranslations('fairness.check.headline');
  const format = useFormatter();
  const state = week.state === 'open' ? 'open' : 'closed';
  if (lensesThatRank === 0) return t('nobody');
  const names = LENSES.map((lens) => winners[lens]).find((one) => one.length > 0) ?? [];
  if (lensesThatRank === 1) return t('one', { state, count: names.length, names: format.list(names) });
  if (differentWinners === 1) return t('same', { state, count: names.length, names: format.list(names) });
  return t('differ', { state, ways: lensesThatRank, winners: differentWinners });
}

function useMoving({ moving }: LensCheckView): string {
  const t = useTranslations('fairness.check');
  const ordinal = useTranslations('common.ordinal');
  const by = useTranslations('fairness.by');
  const format = useFormatter();
  const [first, ...others] = moving;
  if (first === undefined) return t('still');
  const place = ({ lens, rank }: { lens: (typeof LENSES)[number]; rank: number }) => ({
    place: ordinal('word', { rank }),
    by: by(lens),
  });
  const best = t('placeBy', place(first.best));
  const worst = t('placeBy', place(first.worst));
  const said = t('moves', { name: first.name, best, worst });
  if (others.length === 0) return said;
  return `${said}${t('gap')}${t('movesToo', { count: others.length, names: format.list(others.map(({ name }) => name)) })}`;
}
