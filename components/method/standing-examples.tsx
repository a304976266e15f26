import { useFormatter, useTranslations } from 'next-intl';
import { FormulaBox, FormulaLine, Result, Term } from '#components/method/formula.tsx';
import type { ExampleFilled, ExampleTie } from '#components/method/method-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** Of a dorm with holes: what was measured, estimated and added, and what its score rests on. */
export function FilledExample({ filled }: { readonly filled: ExampleFilled | null }) {
  const t = useTranslations('method.example');
  const figures = useFigures();
  if (filled === null) return null;
  // The last part closes the sum as it is shown.
  const rounded = (kwh: number) => Math.round(kwh * 10) / 10;
  const used = rounded(filled.usedKwh);
  const estimated = rounded(filled.estimatedKwh);
  const added = rounded(filled.addedKwh);
  const kwh = (value: number) => figures.number(value, 1);
  return (
    <FormulaBox note={t('filled', { name: filled.name })}>
      <FormulaLine isWorked>
        <Term>{t('measured', { kwh: kwh(used - estimated - added) })}</Term>
        <Term>+ {t('estimated', { kwh: kwh(estimated) })}</Term>
        <Term>+ {t('added', { kwh: kwh(added) })}</Term>
        <Term>
          = <Result>{t('kwh', { kwh: kwh(used) })}</Result>
        </Term>
      </FormulaLine>
    </FormulaBox>
  );
}

/** Dorms of the week that share a place. */
export function TieExample({ tie }: { readonly tie: ExampleTie | null }) {
  return tie === null ? null : <TieSentence tie={tie} />;
}

function TieSentence({ tie }: { readonly tie: ExampleTie }) {
  const t = useTranslations('method.example');
  const lensNames = useTranslations('common.lens');
  const lens = useLensFigures(tie.lens);
  const format = useFormatter();
  const { names, rank, score } = tie;
  return (
    <FormulaBox>
      <p>
        {t('tie', {
          names: format.list(names, { type: 'conjunction' }),
          score: lens.score(score),
          lens: lensNames(tie.lens),
          rank,
          next: rank + names.length,
        })}
      </p>
    </FormulaBox>
  );
}
