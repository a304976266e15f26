import { useTranslations } from 'next-intl';
import type { MethodView } from '#components/method/method-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** Each way to count: its rule and the step at which scores are equal. */
export function LensRules({ lenses }: { readonly lenses: MethodView['lenses'] }) {
  const t = useTranslations('method.lenses');
  const names = useTranslations('common.lens');
  const amounts = useTranslations('common.amount');
  const figures = useFigures();
  return (
    <section id="lenses" className="mt-9 scroll-mt-6">
      <h2 className="text-2xl font-bold tracking-tight">{t('title')}</h2>
      <p className="mt-2 max-w-prose">{t('body')}</p>
      <dl className="mt-4 divide-y divide-line rounded-(--radius-card) border border-line bg-card">
        {lenses.map(({ lens, tiePrecision }) => (
          <div key={lens} className="grid gap-x-6 gap-y-1 px-5 py-4 sm:grid-cols-[9rem_1fr]">
            <dt className="font-display text-lg font-bold">{names(lens)}</dt>
            <dd>
              {t(`rule.${lens}`)}{' '}
              <span className="text-soft">
                {t('step', {
                  amount: amounts(lens, { value: figures.number(tiePrecision, Math.round(-Math.log10(tiePrecision))) }),
                })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
