import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AnswerForm, Answers } from '#components/campus/answers.tsx';
import { FIELD, Labelled, ReasonField } from '#components/campus/fields.tsx';
import type { StaffFormAction } from '#components/campus/staff-answer.ts';
import { Button } from '#components/ui/button.tsx';

interface SwapFormProps {
  readonly label: string;
  readonly unit: string;
  readonly isOut: boolean;
  readonly action: StaffFormAction;
}

/** One instrument ends and another begins: when, under which label, what both showed, and why. Of one that is out, only what was said. */
export function SwapForm({ label, unit, isOut, action }: SwapFormProps) {
  const t = useTranslations('meter.swap');
  return (
    <Answers action={action}>
      {isOut ? (
        <p className="text-soft">{t('over')}</p>
      ) : (
        <details>
          <summary className="link tappable font-semibold">{t('open')}</summary>
          <div className="mt-4">
            <Steps label={label} unit={unit} />
          </div>
        </details>
      )}
    </Answers>
  );
}

function Steps({ label, unit }: Pick<SwapFormProps, 'label' | 'unit'>) {
  const t = useTranslations('meter.swap');
  return (
    <AnswerForm item="swap" className="group grid gap-5">
      <input type="hidden" name="do" value="swap" />
      <ol className="grid gap-5">
        <Step number={1} title={t('when')}>
          <Labelled label={t('at')} note={t('atNote')} className="max-w-xs">
            <input type="datetime-local" name="at" required min="1990-01-01T00:00" max="2099-12-31T23:59" className={FIELD} />
          </Labelled>
        </Step>
        <Step number={2} title={t('name')}>
          <fieldset className="grid gap-1">
            <legend className="sr-only">{t('name')}</legend>
            <Choice value="new" words={t('newLabel')} isFirst />
            <Choice value="same" words={t('sameLabel', { label })} />
          </fieldset>
          <Labelled label={t('label')} className="mt-2 max-w-xs group-has-[[value=same]:checked]:hidden!">
            <input name="newLabel" maxLength={200} autoComplete="off" className={FIELD} />
          </Labelled>
        </Step>
        <Step number={3} title={t('shown')}>
          <div className="grid gap-3 sm:grid-cols-2">
            <Labelled label={t('oldEnd', { unit })}>
              <input name="oldEnd" inputMode="decimal" maxLength={40} autoComplete="off" className={FIELD} />
            </Labelled>
            <Labelled label={t('newStart', { unit })}>
              <input name="newStart" inputMode="decimal" maxLength={40} autoComplete="off" className={FIELD} />
            </Labelled>
          </div>
        </Step>
      </ol>
      <div className="flex flex-wrap items-end gap-3">
        <ReasonField label={t('why')} placeholder={t('example')} />
        <Button type="submit">{t('swap')}</Button>
      </div>
    </AnswerForm>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ number, title, children }: StepProps) {
  return (
    <li className="grid grid-cols-[1.5rem_1fr] gap-x-3">
      <span className="figures text-lg leading-snug" aria-hidden="true">
        {number}
      </span>
      <div className="min-w-0">
        <h3 className="font-sans leading-snug font-semibold">{title}</h3>
        <div className="mt-2">{children}</div>
      </div>
    </li>
  );
}

function Choice({
  value,
  words,
  isFirst = false,
}: {
  readonly value: string;
  readonly words: string;
  readonly isFirst?: boolean;
}) {
  return (
    <label className="tappable min-h-8 gap-2.5">
      <input type="radio" name="naming" value={value} defaultChecked={isFirst} className="size-5 accent-(--leaf)" />
      {words}
    </label>
  );
}
