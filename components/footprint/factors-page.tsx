import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { FactorList } from '#components/footprint/factor-list.tsx';
import { FactorUpload } from '#components/footprint/factor-upload.tsx';
import type { FactorsView } from '#components/footprint/factors-view.ts';
import { useFactorWords } from '#components/footprint/use-factor-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

interface FactorsPageProps {
  readonly campus: string;
  readonly view: FactorsView;
  /** Null for those who may only look. */
  readonly actions: { readonly set: StaffFormAction; readonly withdraw: StaffFormAction } | null;
}

/** What a kilowatt-hour stands for at the campus and since when, with the forms that state it and take it back. */
export function FactorsPage({ campus, view, actions }: FactorsPageProps) {
  const t = useTranslations('footprint.factors');
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{useHeadline(view)}</h1>
      <p className="mt-3 max-w-prose text-soft">{t(actions === null ? 'leadLook' : 'lead')}</p>
      <div className="mt-7 grid gap-5">
        {view.rows.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <Card
            title={view.rows.length === 1 ? t('listTitle.one') : t('listTitle.many', { count: view.rows.length })}
            note={t('listNote')}
          >
            <FactorList rows={view.rows} withdraw={actions?.withdraw ?? null} />
          </Card>
        )}
        {actions === null ? null : (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <Card title={t('addTitle')} note={t('addNote')}>
              <Answers action={actions.set}>
                <NewFactors view={view} />
              </Answers>
            </Card>
            <Card title={t('uploadTitle')} note={t('uploadNote')}>
              <FactorUpload campus={campus} />
            </Card>
          </div>
        )}
      </div>
    </>
  );
}

function useHeadline({ now: { gramsPerKwh, price, isHourly } }: FactorsView): string {
  const t = useTranslations('footprint.factors');
  const words = useFactorWords();
  const grams = gramsPerKwh === null ? '' : words.number(gramsPerKwh);
  const money = price === null ? '' : words.price(price);
  const key = grams !== '' && money !== '' ? 'both' : grams !== '' ? 'carbon' : money !== '' ? 'price' : 'none';
  return t(`headline.${key === 'none' && isHourly ? 'hourly' : key}`, { grams, price: money });
}

function NewFactors({ view: { today, currency } }: { readonly view: FactorsView }) {
  const t = useTranslations('footprint.factors');
  return (
    <AnswerForm item="add" className="grid gap-3 sm:grid-cols-2">
      <Labelled label={t('from')}>
        <input type="date" name="fromDay" required defaultValue={today} min="1990-01-01" max="2099-12-31" className={FIELD} />
      </Labelled>
      <Labelled label={t('carbon')}>
        <input type="number" name="carbon" min={0} max={5000} step="any" inputMode="decimal" className={FIELD} />
      </Labelled>
      <Labelled label={t('amount')}>
        <input type="number" name="price" min={0} step="any" inputMode="decimal" className={FIELD} />
      </Labelled>
      <Labelled label={t('currency')} note={t('currencyNote')}>
        <input
          name="currency"
          maxLength={3}
          pattern="[A-Za-z]{3}"
          defaultValue={currency ?? ''}
          autoComplete="off"
          className={`${FIELD} uppercase`}
        />
      </Labelled>
      <Labelled label={t('source')} note={t('sourceNote')} className="sm:col-span-2">
        <input name="source" maxLength={200} autoComplete="off" className={FIELD} />
      </Labelled>
      <div className="sm:col-span-2">
        <Button type="submit">{t('add')}</Button>
      </div>
    </AnswerForm>
  );
}
