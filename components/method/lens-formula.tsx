import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormulaBox, FormulaLine, Fraction, Term } from '#components/method/formula.tsx';
import type { Lens } from '#core/ranking/rules.ts';

/** A lens's formula in words; `children` is the same with numbers. */
export function LensFormula({ lens, children }: { readonly lens: Lens; readonly children: ReactNode }) {
  return (
    <FormulaBox>
      <FormulaLine>
        <InWords lens={lens} />
      </FormulaLine>
      {children}
    </FormulaBox>
  );
}

function InWords({ lens }: { readonly lens: Lens }) {
  const t = useTranslations('method.words');
  if (lens === 'energy') return <Term>{t('usedSum')}</Term>;
  if (lens === 'per-resident') return <Fraction over={t('used')} under={t('residents')} />;
  if (lens === 'per-area') return <Fraction over={t('used')} under={t('area')} />;
  if (lens === 'saving')
    return (
      <>
        <Term>1 −</Term>
        <Fraction over={`${t('used')} ÷ ${t('hours')}`} under={`${t('baselineKwh')} ÷ ${t('baselineHours')}`} />
      </>
    );
  if (lens === 'weather-adjusted') return <Fraction over={`${t('expected')} − ${t('used')}`} under={t('expected')} />;
  return (
    <>
      <Fraction over={`${t('level')} + ${t('shared')} − r`} under={t('spread')} />
      <Term>
        {t('where')} r = {t('ln')}
      </Term>
      <Fraction over={t('used')} under={t('expected')} />
    </>
  );
}
