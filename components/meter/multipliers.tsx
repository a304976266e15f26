import { useTranslations } from 'next-intl';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import { FIELD, Labelled, ReasonField } from '#components/campus/fields.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { MeterView } from '#components/meter/meter-view.ts';
import { Button } from '#components/ui/button.tsx';

interface MultipliersProps {
  readonly view: MeterView;
  readonly timeZone: string;
  readonly action: StaffFormAction | null;
}

/** A meter's multipliers over time, each with who said so and why; another from a day on, or one taken away. */
export function Multipliers({ view, timeZone, action }: MultipliersProps) {
  const list = <MultiplierList view={view} timeZone={timeZone} canChange={action !== null} />;
  if (action === null) return list;
  return (
    <Answers action={action}>
      {list}
      <MultiplierForm />
    </Answers>
  );
}

function MultiplierList({ view, timeZone, canChange }: Omit<MultipliersProps, 'action'> & { readonly canChange: boolean }) {
  const t = useTranslations('meter.multipliers');
  const words = useImportWords();
  return (
    <ul>
      <li className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-2">
        <span className="figures text-lg">× {view.cells.multiplier}</span>
        <span className="text-soft">{t('first')}</span>
      </li>
      {view.multipliers.map(({ fromAt, multiplier, reason, email, at }) => (
        <li key={fromAt} className="border-b border-line py-2">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <span className="figures text-lg">× {multiplier}</span>
            <span>{t('from', { when: words.when(fromAt, timeZone) })}</span>
          </p>
          <p className="text-sm text-soft">
            {reason} · {email ?? t('someone')} · {words.when(at, timeZone)}
          </p>
          {canChange ? (
            <details>
              <summary className="link tappable text-sm">{t('takeAway')}</summary>
              <AnswerForm item={`multiplier ${fromAt}`} className="mt-2 flex flex-wrap items-end gap-3">
                <input type="hidden" name="from" value={fromAt} />
                <ReasonField label={t('why')} />
                <Button type="submit" look="danger" name="do" value="take-multiplier">
                  {t('takeAway')}
                </Button>
              </AnswerForm>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function MultiplierForm() {
  const t = useTranslations('meter.multipliers');
  return (
    <details className="mt-3">
      <summary className="link tappable font-semibold">{t('add')}</summary>
      <AnswerForm item="multiplier" className="mt-3 flex flex-wrap items-end gap-3">
        <Labelled label={t('day')}>
          <input type="date" name="day" required min="1990-01-01" max="2099-12-31" className={FIELD} />
        </Labelled>
        <Labelled label={t('value')} className="w-32">
          <input
            name="multiplier"
            required
            inputMode="decimal"
            maxLength={20}
            autoComplete="off"
            placeholder="40"
            className={FIELD}
          />
        </Labelled>
        <ReasonField label={t('why')} placeholder={t('example')} />
        <Button type="submit" name="do" value="set-multiplier">
          {t('set')}
        </Button>
      </AnswerForm>
    </details>
  );
}
