import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

const examples = [0.8, 1, 1.2] as const;

/** Three houses that show how to read one: under its usual, at it and over it. */
export function HouseExplained({ weeks }: { readonly weeks: number }) {
  const t = useTranslations('method.house');
  const figures = useFigures();
  return (
    <figure id="house" className="mt-8 scroll-mt-6">
      <ul className="stage flex items-end justify-around gap-3 rounded-(--radius-card) px-4 pt-7 text-center text-sm">
        {examples.map((ratio) => (
          <li key={ratio} className="flex min-w-0 flex-1 flex-col items-center">
            <Facade
              dorm={`example-${ratio}`}
              kind="row"
              size="large"
              usualRatio={ratio}
              name={null}
              className="h-28 w-full sm:h-40"
            />
            <span className="py-3 text-stage-soft">{figures.usual(ratio)}</span>
          </li>
        ))}
      </ul>
      <figcaption className="mt-3 max-w-prose">
        <h2 className="text-2xl font-bold tracking-tight">{t('title')}</h2>
        <p className="mt-2">{t('body', { usualWeeks: weeks })}</p>
      </figcaption>
    </figure>
  );
}
