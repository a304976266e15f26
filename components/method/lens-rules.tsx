import { useTranslations } from 'next-intl';
import { LensFormula } from '#components/method/lens-formula.tsx';
import { LensWorked } from '#components/method/lens-worked.tsx';
import type { MethodView } from '#components/method/method-view.ts';
import { useConstants } from '#components/method/use-constants.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { isRatio, type Lens } from '#core/ranking/rules.ts';

/** Each way to count: its rule in a sentence, its formula, a worked example and the step at which scores are equal. */
export function LensRules({ method }: { readonly method: MethodView }) {
  const t = useTranslations('method.lenses');
  const names = useTranslations('common.lens');
  const constants = useConstants(method.constants);
  return (
    <section id="lenses" className="mt-12 scroll-mt-6">
      <h2 className="text-3xl font-bold tracking-tight">{t('title')}</h2>
      <p className="mt-2 max-w-prose">{t('body')}</p>
      <div className="mt-4 divide-y divide-line rounded-(--radius-card) border border-line bg-card">
        {method.lenses.map(({ lens, tiePrecision }) => {
          const dorm = method.example?.dorms[lens];
          return (
            <section key={lens} id={lens} className="scroll-mt-6 px-5 py-5 sm:px-6">
              <h3 className="text-xl font-bold tracking-tight">{names(lens)}</h3>
              <p className="mt-1 max-w-prose">{t(`rule.${lens}`, constants)}</p>
              <LensFormula lens={lens}>
                {dorm === undefined || method.example === null ? null : (
                  <LensWorked dorm={dorm} week={method.example.week} campus={method.campus?.slug ?? null} />
                )}
              </LensFormula>
              <p className="mt-2 text-sm text-soft">
                <TieStep lens={lens} step={tiePrecision} />
              </p>
            </section>
          );
        })}
      </div>
    </section>
  );
}

function TieStep({ lens, step }: { readonly lens: Lens; readonly step: number }) {
  const t = useTranslations('method.lenses');
  const amounts = useTranslations('common.gap');
  const figures = useFigures();
  const decimals = Math.round(-Math.log10(step));
  const value = isRatio(lens) ? figures.number(step * 100, decimals - 2) : figures.number(step, decimals);
  return t('step', { amount: amounts(lens, { value }) });
}
