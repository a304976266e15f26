import { useTranslations } from 'next-intl';
import { FormulaBox, FormulaLine, Fraction, Term } from '#components/method/formula.tsx';
import { type Constants, MethodSection } from '#components/method/method-section.tsx';
import type { ExampleOrder, MethodConstants, MethodView } from '#components/method/method-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { boardPath, correctionsPath, fairnessPath, lensCheckPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { EQUIVALENTS } from '#core/footprint/equivalents.ts';

type Campus = MethodView['campus'];

type SureProps = {
  readonly constants: Constants;
  readonly sureFrom: MethodConstants['sureFrom'];
  readonly order: ExampleOrder | null;
  readonly campus: Campus;
  readonly week: string | null;
};

/** How sure an order is: the band, the chance, and two neighbours of the last week. */
export function SureSection({ constants, sureFrom, order, campus, week }: SureProps) {
  const t = useTranslations('method');
  const words = useTranslations('method.words');
  return (
    <MethodSection id="how-sure" constants={constants}>
      <FormulaBox>
        <FormulaLine>
          <Term>{words('band')} ± σ =</Term>
          <Fraction over="√π" under="2" />
          <Term>· {words('meanChange')}</Term>
        </FormulaLine>
        <FormulaLine>
          <Term>{words('chance')} = Φ</Term>
          <Fraction over={words('gap')} under={words('sigmaOfDifference')} />
        </FormulaLine>
        {order === null ? null : <OrderSentence order={order} sureFrom={sureFrom} />}
      </FormulaBox>
      <p className="mt-2 max-w-prose text-sm text-soft">{t('how-sure.more', constants)}</p>
      {campus === null || week === null ? null : (
        <p className="mt-2">
          <LocalLink href={lensCheckPath(campus.slug, week)} className="link">
            {t('how-sure.link')}
          </LocalLink>
        </p>
      )}
    </MethodSection>
  );
}

function OrderSentence({ order, sureFrom }: { readonly order: ExampleOrder; readonly sureFrom: number }) {
  const t = useTranslations('method.example');
  const figures = useFigures();
  const lens = useLensFigures(order.lens);
  const { ahead, behind, gap, noise, chance } = order;
  const share = figures.percent(Math.min(0.99, Math.floor(chance * 100) / 100));
  return (
    <p className="border-t border-line-strong/40 pt-3">
      {t('order', { ahead, behind, gap: lens.gapAmount(gap), chance: share, isSure: chance >= sureFrom ? 'yes' : 'no' })}
      {noise === null ? null : `${figures.sentenceGap}${t('noise', { name: ahead, noise: lens.size(noise) })}`}
    </p>
  );
}

/** Two figures that judge a way to count, and the contest nobody took part in. */
export function FairnessSection({ constants, campus }: { readonly constants: Constants; readonly campus: Campus }) {
  const t = useTranslations('method.fairness');
  const words = useTranslations('method.words');
  return (
    <MethodSection id="fairness" constants={constants}>
      <FormulaBox>
        <FormulaLine>
          <Term>{words('evenness')} =</Term>
          <Fraction over={words('entropyFound')} under={words('entropyDrawn')} />
        </FormulaLine>
        <FormulaLine>
          <Term>{words('power')} =</Term>
          <Fraction over={words('savedFirst')} under={words('savedTried')} />
        </FormulaLine>
      </FormulaBox>
      <p className="mt-2 max-w-prose">{t('placebo')}</p>
      {campus === null ? null : (
        <p className="mt-2">
          <LocalLink href={fairnessPath(campus.slug)} className="link">
            {t('link', { campus: campus.name })}
          </LocalLink>
        </p>
      )}
    </MethodSection>
  );
}

/** When a result is settled, and what was settled wrongly. */
export function ClosingSection({ constants, campus }: { readonly constants: Constants; readonly campus: Campus }) {
  const t = useTranslations('method.closing');
  return (
    <MethodSection id="closing" constants={constants}>
      <p className="mt-2 max-w-prose">{t('final')}</p>
      {campus === null ? null : (
        <p className="mt-2">
          <LocalLink href={correctionsPath(campus.slug)} className="link">
            {t('link')}
          </LocalLink>
        </p>
      )}
    </MethodSection>
  );
}

/** Where each place's reckoning is, and how to check it. */
export function ReceiptsSection({ constants, campus }: { readonly constants: Constants; readonly campus: Campus }) {
  const t = useTranslations('method.receipts');
  const slug = campus?.slug ?? '<campus>';
  return (
    <MethodSection id="receipts" constants={constants}>
      <pre className="mt-3 rounded-xl border border-line bg-sunken px-4 py-3 text-sm whitespace-pre-wrap wrap-anywhere">
        <code>npm run --silent wattle -- verify {slug}</code>
      </pre>
      {campus === null ? null : (
        <p className="mt-2">
          <LocalLink href={`${boardPath(campus.slug)}/weeks`} className="link">
            {t('link')}
          </LocalLink>
        </p>
      )}
    </MethodSection>
  );
}

/** What carbon, cost and their everyday equivalents rest on. */
export function FootprintSection({ constants }: { readonly constants: Constants }) {
  const titles = [...new Map(EQUIVALENTS.map(({ source }) => [source.title, source])).values()];
  const addressesOf = (title: string) =>
    new Set(EQUIVALENTS.flatMap(({ source }) => (source.title === title ? [source.url] : [])));
  return (
    <MethodSection id="footprint" constants={constants}>
      <ul className="mt-2 grid gap-1 text-sm">
        {titles.map(({ title, publisher, year }) => (
          <li key={title}>
            {[...addressesOf(title)].map((url, index) => (
              <a key={url} href={url} className="link mr-1" rel="noreferrer">
                {index === 0 ? title : `(${index + 1})`}
              </a>
            ))}
            <span className="text-soft">
              {publisher}, {year}
            </span>
          </li>
        ))}
      </ul>
    </MethodSection>
  );
}
