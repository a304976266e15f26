'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { Review } from '#components/imports/use-review.ts';
import { ProgressBar } from '#components/ui/progress-bar.tsx';

const STAGES = ['reading', 'checking', 'storing', 'totalling', 'comparing'] as const;

/** How far the reading of a file is: a share while it is read, named steps after that, and the seconds that it has taken. */
export function ReadingBar({ review, stop }: { readonly review: Review; readonly stop: () => void }) {
  const t = useTranslations('imports.progress');
  const words = useImportWords();
  const seconds = useSeconds(review.phase);
  const isCommit = review.phase === 'committing';
  const at = review.stage === null ? -1 : (STAGES as readonly string[]).indexOf(review.stage);
  const steps = STAGES.filter((stage) => !(isCommit && stage === 'comparing'));
  const isReading = review.stage === 'reading' && review.share < 1;
  const label =
    at >= 0 ? t(`stage.${STAGES[at]}`) : t(review.stage === 'waiting' && seconds > 1 ? 'stage.waiting' : 'stage.opening');
  const value = isReading ? words.percent(review.share) : t('almost');
  return (
    <section
      aria-label={t('label')}
      className={`rounded-(--radius-card) border bg-card px-5 py-4 print:hidden ${
        // Over what is shown already, so that nothing moves and it is seen from everywhere on the page.
        review.shown === null
          ? 'mb-6 border-line'
          : 'fixed inset-x-4 bottom-4 z-20 mx-auto max-w-3xl border-line-strong shadow-xl'
      }`}
    >
      <ProgressBar label={label} valueText={`${value} · ${t('seconds', { seconds })}`} share={isReading ? review.share : null} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {steps.map((stage, index) => (
            <li
              key={stage}
              {...(index === at ? { 'aria-current': 'step' as const } : {})}
              className={index === at ? 'font-semibold' : 'text-soft'}
            >
              <span aria-hidden="true">{index < at ? '✓' : index === at ? '●' : '○'}</span> {t(`step.${stage}`)}
            </li>
          ))}
        </ol>
        {isCommit ? (
          <p className="text-sm text-soft">{t('goesOn')}</p>
        ) : (
          <button type="button" className="link tappable text-sm" onClick={stop}>
            {t('stop')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Whole seconds since the phase began. */
function useSeconds(phase: Review['phase']): number {
  const [seconds, setSeconds] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counting begins anew with each phase
  useEffect(() => {
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [phase]);
  return seconds;
}
