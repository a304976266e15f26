import { useLocale, useTranslations } from 'next-intl';
import { ClosingSection, FairnessSection, FootprintSection, ReceiptsSection, SureSection } from '#components/method/honesty.tsx';
import { HouseExplained } from '#components/method/house-explained.tsx';
import { LensRules } from '#components/method/lens-rules.tsx';
import { MethodContents } from '#components/method/method-contents.tsx';
import { MethodSection } from '#components/method/method-section.tsx';
import type { MethodView } from '#components/method/method-view.ts';
import { ModelFormula, QualityFormula } from '#components/method/model-formula.tsx';
import { MethodSources } from '#components/method/sources.tsx';
import { FilledExample, TieExample } from '#components/method/standing-examples.tsx';
import { useConstants } from '#components/method/use-constants.ts';
import { localePath, weekPath } from '#components/ui/paths.ts';

/** How ranks are made, with the constants the ranking itself uses, and worked examples of a campus's last closed week. */
export function MethodPage({ method }: { readonly method: MethodView }) {
  const t = useTranslations('method');
  const locale = useLocale();
  const constants = useConstants(method.constants);
  const { example, campus } = method;
  return (
    <article className="max-w-3xl">
      <h1 className="headline text-4xl sm:text-6xl">{t('title')}</h1>
      <p className="mt-4 text-lg text-soft">{t('lead')}</p>
      {example === null || campus === null ? null : (
        <p className="mt-2 text-lg text-soft">
          {t.rich('leadExample', {
            campus: campus.name,
            week: example.week,
            link: (text) => (
              <a className="link" href={localePath(locale, weekPath(campus.slug, example.week))}>
                {text}
              </a>
            ),
          })}
        </p>
      )}
      <MethodContents />
      <HouseExplained weeks={method.constants.usualWeeks} />
      {(['week', 'readings'] as const).map((id) => (
        <MethodSection key={id} id={id} constants={constants} />
      ))}
      <MethodSection id="missing" constants={constants}>
        <FilledExample filled={example?.filled ?? null} />
      </MethodSection>
      {(['ranked', 'dead', 'held'] as const).map((id) => (
        <MethodSection key={id} id={id} constants={constants} />
      ))}
      <LensRules method={method} />
      <MethodSection id="ties" constants={constants}>
        <TieExample tie={example?.tie ?? null} />
      </MethodSection>
      <MethodSection id="model" constants={constants}>
        <ModelFormula example={example?.model ?? null} />
      </MethodSection>
      <MethodSection id="choice" constants={constants} />
      <MethodSection id="quality" constants={constants}>
        <QualityFormula example={example?.model ?? null} />
      </MethodSection>
      <MethodSection id="form" constants={constants} />
      <SureSection
        constants={constants}
        sureFrom={method.constants.sureFrom}
        order={example?.order ?? null}
        campus={campus}
        week={example?.week ?? null}
      />
      <FairnessSection constants={constants} campus={campus} />
      {(['seasons', 'blackouts', 'small'] as const).map((id) => (
        <MethodSection key={id} id={id} constants={constants} />
      ))}
      <ClosingSection constants={constants} campus={campus} />
      <ReceiptsSection constants={constants} campus={campus} />
      <FootprintSection constants={constants} />
      <MethodSection id="never" constants={constants} />
      <MethodSources />
      <p className="mt-10 text-sm text-soft">{t('version', constants)}</p>
    </article>
  );
}
