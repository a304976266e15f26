import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { weeksView } from '#app/_data/staff-review-list.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { reviewsPath } from '#components/campus/room-paths.ts';
import { WeeksPage } from '#components/review/weeks-page.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'review.list' });
  return { title: t('title') };
}

export default async function StaffWeeksRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = reviewsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-seasons', path });
  return (
    <StaffFrame place={place} current="weeks" path={path}>
      <WeeksPage view={await weeksView(place)} />
    </StaffFrame>
  );
}
