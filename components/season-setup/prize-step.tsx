import { useTranslations } from 'next-intl';
import { FIELD } from '#components/campus/fields.tsx';
import { Field, Step } from '#components/season-setup/step.tsx';
import type { DraftProblem, SeasonDraft } from '#core/ranking/season-draft.ts';

interface PrizeStepProps {
  readonly number: number;
  readonly shown: SeasonDraft;
  readonly draft: SeasonDraft;
  readonly problems: readonly DraftProblem[];
}

/** What there is to win, and the rules by which it is won: those are the same for every season. */
export function PrizeStep({ number, shown, draft, problems }: PrizeStepProps) {
  const t = useTranslations('setup.prizes');
  return (
    <Step number={number} title={t('title')} lead={t('lead')}>
      <Field name="prizes" label={t('label')} note={t('note')} problems={problems}>
        {(field) => (
          <textarea
            name="prizes"
            rows={3}
            defaultValue={shown.prizes.join('\n')}
            placeholder={t('placeholder')}
            dir="auto"
            className={`${FIELD} block py-2.5`}
            {...field}
          />
        )}
      </Field>
      <ul className="grid gap-2 text-sm text-soft">
        {[
          t('rule.ties'),
          t(draft.lens === 'effort' ? 'rule.missedEffort' : 'rule.missed'),
          t('rule.leagues'),
          t('rule.frozen'),
        ].map((rule) => (
          <li key={rule} className="flex gap-2.5">
            <span aria-hidden="true" className="mt-2 size-1.5 shrink-0 rounded-full bg-gold" />
            <span>{rule}</span>
          </li>
        ))}
      </ul>
    </Step>
  );
}
