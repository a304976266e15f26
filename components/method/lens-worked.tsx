import { useTranslations } from 'next-intl';
import { FormulaLine, Fraction, Result, Term, useShown } from '#components/method/formula.tsx';
import type { ExampleDorm } from '#components/method/method-view.ts';
import { type WorkedScore, workedScore } from '#components/method/worked.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { receiptPath } from '#components/ui/paths.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { isOfPast } from '#core/ranking/rules.ts';

type LensWorkedProps = { readonly dorm: ExampleDorm; readonly week: string; readonly campus: string | null };

/** A real dorm's score, reckoned before the reader's eyes; nothing where its figures do not lead to it. */
export function LensWorked({ dorm, week, campus }: LensWorkedProps) {
  const t = useTranslations('method.example');
  const amounts = useTranslations('common.amount');
  const lens = useLensFigures(dorm.lens);
  const worked = workedScore(dorm);
  if (worked === null) return null;
  const { name, rank, ranked, baseline, form } = dorm;
  return (
    <>
      <p className="border-t border-line-strong/40 pt-3 text-sm text-soft">{t('of', { name, week, rank, ranked })}</p>
      {worked.kind === 'effort' ? <ResidualLine worked={worked} /> : null}
      <FormulaLine isWorked>
        <WithNumbers worked={worked} />
        <Term>
          ={' '}
          <Result>{isOfPast(dorm.lens) ? lens.score(dorm.score) : amounts(dorm.lens, { value: lens.score(dorm.score) })}</Result>
        </Term>
      </FormulaLine>
      {worked.kind === 'saving' && baseline !== null ? (
        <p className="text-sm text-soft">{t('baseline', { count: baseline.weeks.length, weeks: baseline.weeks.join(', ') })}</p>
      ) : null}
      {worked.kind === 'effort' && form !== null ? <p className="text-sm text-soft">{t('form', { count: form.weeks })}</p> : null}
      {campus === null ? null : (
        <LocalLink href={receiptPath(campus, week, dorm.slug, dorm.lens)} className="link tappable text-sm">
          {t('receipt')}
        </LocalLink>
      )}
    </>
  );
}

function WithNumbers({ worked }: { readonly worked: WorkedScore }) {
  const { plain, inner } = useShown();
  const units = useTranslations('method.units');
  const kwh = (text: string) => units('kwh', { value: text });
  const hours = (text: string) => units('hours', { value: text });
  if (worked.kind === 'energy') return <span>{worked.days.map(plain).join(' + ')}</span>;
  if (worked.kind === 'each') return <Fraction over={kwh(plain(worked.used))} under={plain(worked.by)} />;
  if (worked.kind === 'saving')
    return (
      <>
        <Term>1 −</Term>
        <Fraction
          over={`${kwh(plain(worked.used))} ÷ ${hours(plain(worked.hours))}`}
          under={`${kwh(plain(worked.kwh))} ÷ ${hours(plain(worked.baselineHours))}`}
        />
      </>
    );
  if (worked.kind === 'weather')
    return <Fraction over={`${plain(worked.expected)} − ${kwh(plain(worked.used))}`} under={kwh(plain(worked.expected))} />;
  return (
    <Fraction
      over={`${plain(worked.level)} + ${inner(worked.shared)} − ${inner(worked.residual)}`}
      under={plain(worked.spread)}
    />
  );
}

function ResidualLine({ worked }: { readonly worked: Extract<WorkedScore, { kind: 'effort' }> }) {
  const t = useTranslations('method.words');
  const units = useTranslations('method.units');
  const { plain } = useShown();
  return (
    <FormulaLine isWorked>
      <Term>r = {t('ln')}</Term>
      <Fraction over={units('kwh', { value: plain(worked.used) })} under={units('kwh', { value: plain(worked.expected) })} />
      <Term>= {plain(worked.residual)}</Term>
    </FormulaLine>
  );
}
