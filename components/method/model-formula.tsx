import { useTranslations } from 'next-intl';
import { FormulaBox, FormulaLine, Fraction, Result, Root, Term, useShown } from '#components/method/formula.tsx';
import type { ExampleModel } from '#components/method/method-view.ts';
import { type WorkedDay, workedDay } from '#components/method/worked.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** The daily model: its formula, and one day of a real dorm by it. */
export function ModelFormula({ example }: { readonly example: ExampleModel | null }) {
  const t = useTranslations('method.words');
  return (
    <FormulaBox>
      <FormulaLine>
        <Term>
          E = b<sub>0</sub>
        </Term>
        <Term>
          + b<sub>w</sub> · {t('weekend')}
        </Term>
        <Term>
          + b<sub>h</sub> · max(0, T<sub>h</sub> − T)
        </Term>
        <Term>
          + b<sub>c</sub> · max(0, T − T<sub>c</sub>)
        </Term>
      </FormulaLine>
      {example === null ? null : <DayByModel model={example} />}
    </FormulaBox>
  );
}

function DayByModel({ model }: { readonly model: ExampleModel }) {
  const t = useTranslations('method.example');
  const units = useTranslations('method.units');
  const figures = useFigures();
  const { plain } = useShown();
  const day = workedDay(model);
  if (day === null) return null;
  const { name, days, shape } = model;
  const when = `${figures.weekday(model.day, 'long')} ${figures.day(model.day)}`;
  return (
    <>
      <p className="border-t border-line-strong/40 pt-3 text-sm text-soft">
        {t(`model.${shape}`, { name, days })}{' '}
        {model.celsius === null
          ? t('day', { day: when })
          : t('dayAt', { day: when, celsius: plain(day.celsius ?? { value: model.celsius, decimals: 1 }) })}
      </p>
      <FormulaLine isWorked>
        <Term>{plain(day.base)}</Term>
        <Terms day={day} />
        <Term>
          = <Result>{units('kwh', { value: plain(day.expected) })}</Result>
        </Term>
      </FormulaLine>
    </>
  );
}

function Terms({ day }: { readonly day: WorkedDay }) {
  const { plain, inner } = useShown();
  const { weekend, heating, cooling } = day;
  return (
    <>
      {weekend === null ? null : <Term>+ {inner(weekend)} · 1</Term>}
      {heating === null ? null : (
        <Term>
          + {plain(heating.slope)} · max(0, {plain(heating.balance)} − {inner(heating.celsius)})
        </Term>
      )}
      {cooling === null ? null : (
        <Term>
          + {plain(cooling.slope)} · max(0, {plain(cooling.celsius)} − {plain(cooling.balance)})
        </Term>
      )}
    </>
  );
}

/** The two figures by which a model is judged, and those of the example's. */
export function QualityFormula({ example }: { readonly example: ExampleModel | null }) {
  const t = useTranslations('method.words');
  const words = useTranslations('method.example');
  const figures = useFigures();
  const percent = (share: number) => figures.percent(share, 1).replace('-', '−');
  return (
    <FormulaBox>
      <FormulaLine>
        <Term>CV(RMSE) =</Term>
        <Fraction over={<Root>Σ (p − m)² ÷ N</Root>} under={t('meanOfM')} />
      </FormulaLine>
      <FormulaLine>
        <Term>NMBE =</Term>
        <Fraction over="Σ (p − m)" under={`N · ${t('meanOfM')}`} />
      </FormulaLine>
      <p className="text-sm text-soft">{t('predicted')}</p>
      {example === null ? null : (
        <p className="border-t border-line-strong/40 pt-3 text-sm">
          {words('quality', { name: example.name, cvRmse: percent(example.cvRmse), nmbe: percent(example.nmbe) })}
        </p>
      )}
    </FormulaBox>
  );
}
