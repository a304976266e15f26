'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { IfYouCommit } from '#components/imports/if-you-commit.tsx';
import { ImportHeading } from '#components/imports/import-heading.tsx';
import type { ImportStep } from '#components/imports/import-steps.tsx';
import type { FormAction, ReviewPlace } from '#components/imports/import-view.ts';
import { canBeCommitted, reviewNews } from '#components/imports/review-headline.ts';
import { importPath, importsPath } from '#components/imports/staff-paths.ts';
import { UnknownMeters } from '#components/imports/unknown-meters.tsx';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { type Review, useReview } from '#components/imports/use-review.ts';
import { WhatWeRead } from '#components/imports/what-we-read.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { localePath } from '#components/ui/paths.ts';
import { ProgressBar } from '#components/ui/progress-bar.tsx';

interface ImportReviewProps {
  readonly place: ReviewPlace;
  readonly discard: FormAction;
  readonly placeMeter: FormAction;
}

/** A received file: what was understood, what only staff know, what committing would change. Nothing is stored before. */
export function ImportReview({ place, discard, placeMeter }: ImportReviewProps) {
  const t = useTranslations('imports');
  const words = useImportWords();
  const router = useRouter();
  const locale = useLocale();
  const [review, actions] = useReview(place);
  const { phase, shown, refusal, committed } = review;
  const headline = useHeadline(review, place);

  useEffect(() => {
    if (committed === null) return;
    router.replace(localePath(locale, importPath(place.campus, committed)));
    router.refresh();
  }, [committed, locale, place.campus, router]);

  const like = shown?.like ?? null;
  return (
    <>
      <ImportHeading headline={headline} step={stepOf(review)}>
        <span className="break-all">{place.fileName}</span> · {words.bytes(place.bytes)}
        {like === null ? null : ` · ${t('like', { file: like.fileName, day: words.dayOf(like.on, place.timeZone) })}`}
      </ImportHeading>
      <p role="status" className="sr-only">
        {headline}
      </p>
      {refusal === null ? null : (
        <div className="mb-6 grid gap-3">
          <Notice tone="warning" isLive>
            {words.refusal(refusal)}{' '}
            <LocalLink href={importsPath(place.campus)} className="link font-semibold text-ink">
              {t('toList')}
            </LocalLink>
          </Notice>
        </div>
      )}
      {phase === 'shown' || refusal !== null ? null : <ReadingBar review={review} />}
      {shown === null ? null : (
        <div className="grid items-start gap-5 lg:grid-cols-[1.25fr_1fr]" aria-busy={phase !== 'shown'}>
          <div className="grid min-w-0 gap-5">
            {shown.unknownMeters.length === 0 || !place.canCommit ? null : (
              <UnknownMeters
                place={place}
                labels={shown.unknownMeters}
                placeMeter={placeMeter}
                onPlaced={actions.reread}
                choose={actions.choose}
              />
            )}
            <WhatWeRead place={place} preview={shown} choose={actions.choose} />
          </div>
          <IfYouCommit place={place} preview={shown} phase={phase} actions={actions} discard={discard} />
        </div>
      )}
    </>
  );
}

function ReadingBar({ review }: { readonly review: Review }) {
  const t = useTranslations('imports.progress');
  const words = useImportWords();
  const isStoring = review.share >= 1;
  const doing = review.phase === 'committing' ? 'committing' : 'reading';
  return (
    <div className="mb-6 rounded-(--radius-card) border border-line bg-card px-5 py-4">
      <ProgressBar
        label={t(isStoring ? `${doing}End` : doing)}
        valueText={isStoring ? t('almost') : words.percent(review.share)}
        share={isStoring ? null : review.share}
      />
    </div>
  );
}

function stepOf({ phase, shown }: Review): ImportStep {
  if (shown === null) return 'read';
  if (phase === 'committing' || phase === 'committed') return 'done';
  return canBeCommitted(shown) ? 'preview' : 'read';
}

function useHeadline({ shown, refusal, phase }: Review, place: ReviewPlace): string {
  const t = useTranslations('imports.headline');
  if (phase === 'committed') return t('committing');
  if (phase === 'committing') return t('committing');
  if (shown === null) return refusal === null ? t('reading', { file: place.fileName }) : t('failed');
  const { key, ...values } = reviewNews(shown);
  return t(key, values);
}
