import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { seasonsRoomView } from '#app/_data/staff-season.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { staffSeasonsPath } from '#components/campus/room-paths.ts';
import { SeasonsRoom } from '#components/season-setup/seasons-room.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<{ done?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'setup.room' });
  return { title: t('title') };
}

export default async function SeasonsRoute({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = staffSeasonsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-seasons', path });
  const isJustWithdrawn = (await searchParams).done === 'withdrawn';
  return (
    <StaffFrame place={place} current="seasons" path={path}>
      <SeasonsRoom view={await seasonsRoomView(place)} canEdit={place.can('edit-season')} isJustWithdrawn={isJustWithdrawn} />
    </StaffFrame>
  );
}
