import { useTranslations } from 'next-intl';
import { Fragment } from 'react';

const STEPS = ['file', 'read', 'preview', 'done'] as const;
export type ImportStep = (typeof STEPS)[number];

/** File, what we read, preview, done: those that are behind and the current one stand out. */
export function ImportSteps({ current }: { readonly current: ImportStep }) {
  const t = useTranslations('imports.step');
  const at = STEPS.indexOf(current);
  return (
    <ol aria-label={t('label')} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
      {STEPS.map((step, index) => (
        <Fragment key={step}>
          <li
            {...(index === at ? { 'aria-current': 'step' as const } : {})}
            className={index <= at ? 'font-semibold' : 'text-soft'}
          >
            {index + 1} {t(step)}
          </li>
          {index === STEPS.length - 1 ? null : <li aria-hidden="true" className="w-4 border-t border-line-strong sm:w-7" />}
        </Fragment>
      ))}
    </ol>
  );
}
