import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { overviewView } from '#app/_data/staff-overview.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { Overview } from '#components/campus/overview.tsx';
import { overviewPath } from '#components/campus/room-paths.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'campus.overview' });
  return { title: t('title') };
}

export default async function OverviewPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = overviewPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-meters', path });
  return (
    <StaffFrame place={place} current="overview" path={path}>
      <Overview view={await overviewView(place)} />
    </StaffFrame>
  );
}
