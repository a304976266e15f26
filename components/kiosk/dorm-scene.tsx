import { useTranslations } from 'next-intl';
import { heroKey } from '#components/dorm/hero-headline.ts';
import { Facade } from '#components/facade/facade.tsx';
import type { KioskDorm, KioskView } from '#components/kiosk/kiosk-view.ts';
import { useGapSentence } from '#components/leaderboard/use-gap-sentence.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';

/** One dorm, huge, at night: lit by its use, with its week as a sentence. */
export function DormScene({ view, dorm }: { readonly view: KioskView; readonly dorm: KioskDorm }) {
  const t = useTranslations('dorm.hero');
  const ordinals = useTranslations('common.ordinal');
  const figures = useFigures();
  const { standing, usualRatio } = dorm;
  const place = ordinals('figure', { rank: standing?.rank ?? 0 });
  const key = heroKey({ usualRatio, movement: standing?.movement ?? null, rank: standing?.rank ?? null });
  const words = t(`headline.${key}`, { percent: figures.percent(Math.abs((usualRatio ?? 1) - 1)), place });
  return (
    <div className="flex min-h-0 grow gap-[4vmin] landscape:items-stretch portrait:flex-col-reverse">
      <div className="min-h-0 min-w-0 border-b-2 border-stage-soft/40 landscape:w-[42%] portrait:grow">
        <Facade dorm={dorm.slug} kind={dorm.kind} size="large" usualRatio={usualRatio} name={dorm.name} className="size-full" />
      </div>
      <div className="min-w-0 self-center portrait:w-full landscape:grow landscape:basis-0">
        <p className="text-[5vmin] leading-tight font-semibold text-stage-gold">{dorm.name}</p>
        {standing === null ? null : (
          <p className="mt-[0.6vmin] text-[4vmin] leading-tight text-stage-soft">
            {t('placeThisWeek', { place, count: dorm.rankedCount })}
          </p>
        )}
        <h1 className="headline mt-[2.4vmin] text-[9vmin]">{words}</h1>
        <p className="mt-[3vmin] text-[4.2vmin] leading-snug text-stage-soft">
          <DormSentence view={view} dorm={dorm} />
        </p>
      </div>
    </div>
  );
}

function DormSentence({ view, dorm }: { readonly view: KioskView; readonly dorm: KioskDorm }) {
  const { sentenceGap } = useFigures();
  const gapSentence = useGapSentence({ lens: view.lens, isOpen: view.week.state === 'open' });
  const reason = useReason();
  if (dorm.standing !== null) return gapSentence(dorm.standing.gap, dorm.standing.rank);
  return dorm.unranked === null ? null : [reason.why(dorm.unranked), reason.cure(dorm.unranked)].join(sentenceGap);
}
