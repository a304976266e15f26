import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { staffSeasonView } from '#app/_data/staff-season.ts';
import { withdrawSeasonAction } from '#app/[locale]/(staff)/staff/[campus]/seasons/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { staffSeasonPath } from '#components/campus/room-paths.ts';
import { StaffSeasonPage } from '#components/season-setup/staff-season-page.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; season: string }>;
  readonly searchParams: Promise<{ done?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'setup.room' });
  return { title: t('title') };
}

export default async function StaffSeasonRoute({ params, searchParams }: Props) {
  const { locale, campus: slug, season } = await params;
  setRequestLocale(locale);
  if (!/^[a-z0-9-]+$/.test(season)) notFound();
  const path = staffSeasonPath(slug, season);
  const place = await staffPage({ locale, slug, verb: 'see-seasons', path });
  const view = await staffSeasonView(place, season);
  const { done } = await searchParams;
  return (
    <StaffFrame place={place} current="seasons" path={path}>
      <StaffSeasonPage
        view={view}
        withdraw={place.can('edit-season') ? withdrawSeasonAction.bind(null, { slug, locale, season }) : null}
        done={done === 'added' || done === 'changed' || done === 'begun' ? done : null}
      />
    </StaffFrame>
  );
}
