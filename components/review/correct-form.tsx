'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { FIELD, Labelled } from '#components/campus/fields.tsx';
import { FormShell } from '#components/review/form-shell.tsx';
import type { CorrectAction } from '#components/review/form-states.ts';
import type { ReviewView } from '#components/review/review-view.ts';
import { Button } from '#components/ui/button.tsx';

interface CorrectFormProps {
  readonly view: ReviewView;
  readonly action: CorrectAction;
}

/** Corrects an announced week: its reason is written, looked at, and sent. */
export function CorrectForm({ view, action }: CorrectFormProps) {
  const begin = { step: 'write', fields: { reason: '', seen: view.seen }, refusal: null, turn: 0 } as const;
  const [{ step, fields, refusal, turn }, send, isPending] = useActionState(action, begin);
  return (
    <FormShell action={send} isPending={isPending} seen={fields.seen} refusal={refusal} turn={turn}>
      {step === 'confirm' ? <Confirm view={view} reason={fields.reason} /> : <Reason view={view} reason={fields.reason} />}
    </FormShell>
  );
}

interface StepProps {
  readonly view: ReviewView;
  readonly reason: string;
}

function Reason({ view, reason }: StepProps) {
  const t = useTranslations('review.correct');
  const most = view.limits.reason;
  return (
    <>
      {view.needsSecondPerson ? <p className="text-soft">{t('leadTwo')}</p> : null}
      <Labelled label={t('reason')} note={t('reasonNote', { most })}>
        <textarea name="reason" required rows={3} dir="auto" maxLength={most} defaultValue={reason} className={`${FIELD} py-2`} />
      </Labelled>
      <div>
        <Button type="submit" name="step" value="confirm">
          {t('look')}
        </Button>
      </div>
    </>
  );
}

function Confirm({ view, reason }: StepProps) {
  const t = useTranslations('review.correct');
  return (
    <>
      <textarea name="reason" defaultValue={reason} hidden readOnly />
      <div className="overflow-hidden rounded-2xl border border-line">
        <h3 className="bg-gold-wash px-5 py-3 font-sans text-sm font-semibold text-on-gold-wash">{t('confirmTitle')}</h3>
        <div className="px-5 py-5">
          <p className="text-soft">{t('confirmBody')}</p>
          <p dir="auto" className="mt-3 text-lg whitespace-pre-line wrap-anywhere">
            {reason.trim()}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="send">
          {t(view.needsSecondPerson ? 'ask' : 'publish')}
        </Button>
        <Button type="submit" name="step" value="write" look="secondary">
          {t('edit')}
        </Button>
      </div>
    </>
  );
}
