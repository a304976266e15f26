'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { inboxPath } from '#components/campus/room-paths.ts';
import { IfYouCommit } from '#components/imports/if-you-commit.tsx';
import { ImportHeading } from '#components/imports/import-heading.tsx';
import type { ImportStep } from '#components/imports/import-steps.tsx';
import type { FormAction, ReviewPlace } from '#components/imports/import-view.ts';
import { PictureCard } from '#components/imports/picture-card.tsx';
import { ProfileNotice } from '#components/imports/profile-notice.tsx';
import { QuestionList } from '#components/imports/question-list.tsx';
import { ReadingBar } from '#components/imports/reading-bar.tsx';
import { canBeCommitted, reviewNews } from '#components/imports/review-headline.ts';
import { importPath, importsPath } from '#components/imports/staff-paths.ts';
import { UnknownMeters } from '#components/imports/unknown-meters.tsx';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { type Review, type ReviewActions, useReview } from '#components/imports/use-review.ts';
import { WhatWeRead } from '#components/imports/what-we-read.tsx';
import { Button } from '#components/ui/button.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { localePath } from '#components/ui/paths.ts';

interface ImportReviewProps {
  readonly place: ReviewPlace;
  readonly discard: FormAction;
  readonly placeMeter: FormAction;
  readonly forget: FormAction;
}

/** A received file: what was understood, what only staff know, what committing would change. Nothing is stored before. */
export function ImportReview({ place, discard, placeMeter, forget }: ImportReviewProps) {
  const router = useRouter();
  const locale = useLocale();
  const [review, actions] = useReview(place);
  const { phase, shown, refusal, committed, profile } = review;
  const headline = useHeadline(review, place);
  const isBusy = phase !== 'shown';

  useEffect(() => {
    if (committed === null) return;
    router.replace(localePath(locale, importPath(place.campus, committed)));
    router.refresh();
  }, [committed, locale, place.campus, router]);

  return (
    <>
      <ImportHeading headline={headline} step={stepOf(review)}>
        <Origin place={place} />
      </ImportHeading>
      <p role="status" className="sr-only">
        {headline}
      </p>
      {refusal === null ? null : <Refusal place={place} refusal={refusal} retry={actions.retry} />}
      {isBusy ? <ReadingBar review={review} stop={actions.stop} /> : null}
      {shown === null ? null : (
        <div
          className={`grid gap-5 transition-opacity motion-reduce:transition-none ${isBusy ? 'opacity-50' : ''}`}
          aria-busy={isBusy}
        >
          {profile === null ? null : (
            <ProfileNotice place={place} profile={profile} preview={shown} choose={actions.choose} forget={forget} />
          )}
          {shown.questions.length === 0 ? null : <QuestionList place={place} preview={shown} choose={actions.choose} />}
          {shown.unknownMeters.length === 0 || !place.canCommit ? null : (
            <UnknownMeters
              place={place}
              labels={shown.unknownMeters}
              placeMeter={placeMeter}
              onPlaced={actions.reread}
              choose={actions.choose}
            />
          )}
          <div className="grid items-start gap-5 lg:grid-cols-[1.25fr_1fr]">
            {shown.guesses.length === 0 ? null : (
              <WhatWeRead place={place} preview={shown} profile={profile} choose={actions.choose} />
            )}
            <IfYouCommit place={place} preview={shown} phase={phase} actions={actions} discard={discard} />
          </div>
          {shown.picture === null ? null : <PictureCard picture={shown.picture} timeZone={place.timeZone} />}
        </div>
      )}
    </>
  );
}

/** Which file this is, and, where no person dropped it, what it came by. */
function Origin({ place }: { readonly place: ReviewPlace }) {
  const t = useTranslations('imports');
  const words = useImportWords();
  return (
    <>
      <span className="break-all">{place.fileName}</span> · {words.bytes(place.bytes)}
      {place.channel === 'page' ? null : (
        <>
          {' · '}
          {t(`origin.${place.channel}`, { when: words.when(place.receivedAt, place.timeZone) })}{' '}
          <LocalLink href={inboxPath(place.campus)} className="link">
            {t('toInbox')}
          </LocalLink>
        </>
      )}
    </>
  );
}

/** The file is another person's by now: there is nothing to try again. */
const IS_OVER: ReadonlySet<string> = new Set(['import-unknown', 'import-already-committed', 'not-allowed', 'campus-unknown']);

function Refusal({
  place,
  refusal,
  retry,
}: {
  readonly place: ReviewPlace;
  readonly refusal: NonNullable<Review['refusal']>;
  readonly retry: ReviewActions['retry'];
}) {
  const t = useTranslations('imports');
  const words = useImportWords();
  const isCommitted = refusal.code === 'import-already-committed';
  return (
    <div className="mb-6">
      <Notice tone={refusal.code === 'stopped' ? 'info' : 'warning'} isLive>
        <p>{words.refusal(refusal.phase === 'committing' && refusal.code === 'network' ? 'commit-cut' : refusal.code)}</p>
        <p className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1">
          {IS_OVER.has(refusal.code) ? null : (
            <Button look="secondary" onClick={retry}>
              {t('retry')}
            </Button>
          )}
          {isCommitted ? (
            <LocalLink href={importPath(place.campus, place.importId)} className="link tappable font-semibold text-ink">
              {t('toResult')}
            </LocalLink>
          ) : null}
          <LocalLink href={importsPath(place.campus)} className="link tappable font-semibold text-ink">
            {t('toList')}
          </LocalLink>
        </p>
      </Notice>
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
