import { useTranslations } from 'next-intl';
import { type ScoreDomain, scoreDomain } from '#components/charts/score-domain.ts';
import { ScoreScale } from '#components/charts/score-scale.tsx';
import type { LadderRung } from '#components/dorm/dorm-view.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { IS_HIGHER_BETTER, type Lens } from '#core/ranking/rules.ts';

type LadderCardProps = {
  readonly campus: string;
  readonly dorm: string;
  readonly lens: Lens;
  readonly ladder: readonly LadderRung[];
};

/** The dorms just above and below. */
export function LadderCard({ campus, dorm, lens, ladder }: LadderCardProps) {
  const t = useTranslations('dorm.ladder');
  const units = useTranslations('common.unit');
  const domain = scoreDomain(ladder, lens);
  const order = t(IS_HIGHER_BETTER[lens] ? 'noteMost' : 'note', { unit: units(lens) });
  const note = ladder.some((rung) => rung.noise !== null) ? t('withBand', { order }) : order;
  return (
    <Card title={t('title')} note={note}>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('dorm')}</th>
            <th scope="col">{units(lens)}</th>
          </tr>
        </thead>
        <tbody>
          {ladder.map((rung) => (
            <Rung key={rung.dorm} campus={campus} lens={lens} rung={rung} domain={domain} isThis={rung.dorm === dorm} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type RungProps = {
  readonly campus: string;
  readonly lens: Lens;
  readonly rung: LadderRung;
  readonly domain: ScoreDomain;
  readonly isThis: boolean;
};

function Rung({ campus, lens, rung, domain, isThis }: RungProps) {
  const t = useTranslations('dorm.ladder');
  const scores = useLensFigures(lens);
  const score = scores.score(rung.score);
  return (
    <tr
      className={isThis ? 'bg-gold-wash font-semibold text-on-gold-wash' : ''}
      {...(isThis ? { 'aria-current': true as const } : {})}
    >
      <td className="figures w-12 rounded-l-lg py-2 pl-3 text-lg">{rung.rank}</td>
      <th scope="row" className={`py-2 pr-2 text-left wrap-anywhere ${isThis ? 'font-semibold' : 'font-normal'}`}>
        {isThis ? (
          rung.name
        ) : (
          <LocalLink href={dormPath(campus, rung.dorm)} className="inline-block py-0.5 hover:underline">
            {rung.name}
          </LocalLink>
        )}
        <ScoreScale score={rung.score} noise={rung.noise} domain={domain} />
      </th>
      <td className={`rounded-r-lg py-2 pr-3 text-right whitespace-nowrap tabular-nums ${isThis ? '' : 'text-soft'}`}>
        {rung.noise === null ? score : t('withNoise', { score, noise: scores.size(rung.noise) })}
      </td>
    </tr>
  );
}
