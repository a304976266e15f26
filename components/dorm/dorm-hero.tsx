import { useTranslations } from 'next-intl';
import type { DormView } from '#components/dorm/dorm-view.ts';
import { heroKey } from '#components/dorm/hero-headline.ts';
import { Facade } from '#components/facade/facade.tsx';
import { MyDormButton } from '#components/leaderboard/my-dorm-button.tsx';
import { useGapSentence } from '#components/leaderboard/use-gap-sentence.ts';
import { Movement } from '#components/ui/movement.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useReason } from '#components/ui/use-reason.ts';

/** The dorm alone at night, its week as a headline, and what lies between it and the next place. */
export function DormHero({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.hero');
  const yours = useTranslations('board.yours');
  const { dorm, standing } = view;
  return (
    <section className="stage overflow-hidden rounded-[1.25rem]">
      <div className="grid items-end gap-x-12 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="order-last flex justify-center px-5 md:order-none md:pt-9 md:pl-10">
          <Facade {...dorm} dorm={dorm.slug} size="large" usualRatio={view.usualRatio} className="h-60 w-full sm:h-72" />
        </div>
        <div className="self-center px-5 py-6 md:py-9 md:pr-10 md:pl-0">
          <p className="flex flex-wrap items-center gap-x-1.5 font-medium text-stage-soft [&_.text-clay]:text-stage-soft [&_.text-leaf]:text-stage-soft">
            <span>{dorm.name} · </span>
            <PlaceWords view={view} />
            {standing?.movement == null ? null : <Movement places={standing.movement} />}
          </p>
          <h1 className="headline mt-1 text-4xl sm:text-5xl">
            <span className="sr-only">{t('named', { name: dorm.name })}</span>
            <HeroWords view={view} />
          </h1>
          <HeroSentence view={view} />
          <div className="mt-5">
            <MyDormButton
              campus={view.campus.slug}
              dorm={dorm.slug}
              words={{ make: yours('make'), is: yours('is'), forget: yours('forget') }}
            />
          </div>
        </div>
      </div>
    </section>
  );
}

function PlaceWords({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.hero');
  const ordinals = useTranslations('common.ordinal');
  const week = weekNumber(view.week.id);
  const isOpen = view.week.state === 'open';
  if (view.standing === null) return t(isOpen ? 'thisWeek' : 'week', { week });
  const place = { place: ordinals('figure', { rank: view.standing.rank }), count: view.rankedCount, week };
  return t(isOpen ? 'placeThisWeek' : 'placeWeek', place);
}

function HeroWords({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.hero.headline');
  const ordinals = useTranslations('common.ordinal');
  const figures = useFigures();
  const { standing, usualRatio } = view;
  const key = heroKey({ usualRatio, movement: standing?.movement ?? null, rank: standing?.rank ?? null });
  return t(key, {
    percent: figures.percent(Math.abs((usualRatio ?? 1) - 1)),
    place: ordinals('figure', { rank: standing?.rank ?? 0 }),
  });
}

function HeroSentence({ view }: { readonly view: DormView }) {
  const { sentenceGap } = useFigures();
  const gapSentence = useGapSentence({ lens: view.lens, isOpen: view.week.state === 'open' });
  const reason = useReason();
  const { standing, unranked } = view;
  const words =
    standing !== null
      ? gapSentence(standing.gap, standing.rank)
      : unranked === null
        ? ''
        : [reason.why(unranked), reason.cure(unranked)].join(sentenceGap);
  return <p className="mt-4 max-w-prose text-lg text-stage-soft">{words}</p>;
}
