import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { HouseExplained } from '#components/method/house-explained.tsx';
import { LensRules } from '#components/method/lens-rules.tsx';
import type { MethodView } from '#components/method/method-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const sections = ['week', 'energy', 'missing', 'ranked', 'dead', 'held', 'ties', 'small', 'closing', 'never'] as const;

/** How ranks are made, with the constants the ranking itself uses. */
export function MethodPage({ method }: { readonly method: MethodView }) {
  const t = useTranslations('method');
  const figures = useFigures();
  const constants = {
    coverage: figures.percent(method.leastCoverage),
    estimated: figures.percent(method.mostEstimated),
    marked: figures.percent(method.markedEstimated),
    hours: method.deadAfterHours,
    least: method.leastPublicResidents,
    weeks: method.usualWeeks,
    time: `${String(method.closingHour).padStart(2, '0')}:00`,
  };
  return (
    <article className="max-w-3xl">
      <h1 className="headline text-4xl sm:text-6xl">{t('title')}</h1>
      <p className="mt-4 text-lg text-soft">{t('lead')}</p>
      <HouseExplained weeks={method.usualWeeks} />
      <LensRules lenses={method.lenses} />
      {sections.map((section) => (
        <MethodSection key={section} id={section} title={t(`${section}.title`)}>
          <p>{t(`${section}.body`, constants)}</p>
        </MethodSection>
      ))}
      {method.sources.length === 0 ? null : <Sources method={method} />}
      <p className="mt-10 text-sm text-soft">{t('version', { version: method.methodVersion })}</p>
    </article>
  );
}

function MethodSection({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section id={id} className="mt-9 scroll-mt-6">
      <h2 className="text-2xl font-bold tracking-tight">{title}</h2>
      <div className="mt-2 max-w-prose">{children}</div>
    </section>
  );
}

function Sources({ method }: { readonly method: MethodView }) {
  const t = useTranslations('method.sources');
  return (
    <MethodSection id="sources" title={t('title')}>
      <ul className="grid gap-1">
        {method.sources.map(({ title, url }) => (
          <li key={title}>
            {url === null ? (
              title
            ) : (
              <a href={url} className="link" rel="noreferrer">
                {title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </MethodSection>
  );
}
