import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { reviewView } from '#app/_data/staff-review.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { announceAction, answerWeekAction, correctAction } from '#app/[locale]/(staff)/staff/[campus]/weeks/[week]/actions.ts';
import { reviewPath } from '#components/campus/room-paths.ts';
import { ReviewPage } from '#components/review/review-page.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
  readonly searchParams: Promise<{ done?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, week } = await params;
  const t = await getTranslations({ locale, namespace: 'review' });
  return { title: t('title', { week: weekNumber(week) || 0 }) };
}

export default async function ReviewRoute({ params, searchParams }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const path = reviewPath(slug, week);
  const place = await staffPage({ locale, slug, verb: 'see-seasons', path });
  const view = await reviewView(place, week);
  const where = { slug, locale, week };
  const actions = place.can('announce-week')
    ? {
        announce: announceAction.bind(null, where),
        correct: correctAction.bind(null, where),
        answer: answerWeekAction.bind(null, where),
      }
    : null;
  const { review, common } = await getMessages();
  return (
    <StaffFrame place={place} current="weeks" path={path}>
      <NextIntlClientProvider messages={{ review: formWords(review), common }}>
        <ReviewPage view={view} actions={actions} isJustDone={(await searchParams).done === 'yes'} />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}

/** The browser needs the words of the forms alone. */
function formWords(review: unknown): Record<string, unknown> {
  const { form, correct } = review as Record<string, unknown>;
  return { form, correct };
}
