import { useTranslations } from 'next-intl';
import { FIELD } from '#components/campus/fields.tsx';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { Field, Step } from '#components/season-setup/step.tsx';
import { seasonPath } from '#components/ui/paths.ts';
import type { DraftProblem, SeasonDraft } from '#core/ranking/season-draft.ts';

interface NameStepProps {
  readonly number: number;
  readonly view: SetupView;
  readonly shown: SeasonDraft;
  readonly problems: readonly DraftProblem[];
}

/** What it is called, and its address. */
export function NameStep({ number, view, shown, problems }: NameStepProps) {
  const t = useTranslations('setup.name');
  return (
    <Step number={number} title={t('title')} lead={t('lead')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="name" label={t('name')} problems={problems}>
          {(field) => (
            <input
              name="name"
              defaultValue={shown.name}
              maxLength={300}
              autoComplete="off"
              dir="auto"
              className={FIELD}
              {...field}
            />
          )}
        </Field>
        {view.mode !== 'new' ? null : (
          <Field name="slug" label={t('slug')} note={t('slugNote', { path: seasonPath(view.campus, '…') })} problems={problems}>
            {(field) => (
              <input
                name="slug"
                defaultValue={shown.slug}
                maxLength={100}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className={FIELD}
                {...field}
              />
            )}
          </Field>
        )}
      </div>
    </Step>
  );
}
