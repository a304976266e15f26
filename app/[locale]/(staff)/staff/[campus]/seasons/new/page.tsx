import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { newSeasonView } from '#app/_data/staff-seasons.ts';
import { setUpSeasonAction } from '#app/[locale]/(staff)/staff/[campus]/seasons/actions.ts';
import { SetupWords } from '#app/[locale]/(staff)/staff/[campus]/seasons/setup-words.tsx';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { newSeasonPath, staffSeasonsPath } from '#components/campus/room-paths.ts';
import { SetupForm } from '#components/season-setup/setup-form.tsx';
import { SetupHeading } from '#components/season-setup/setup-heading.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<{ from?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'setup.heading' });
  return { title: t('new') };
}

export default async function NewSeasonRoute({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const { from } = await searchParams;
  const earlier = typeof from === 'string' && /^[a-z0-9-]+$/.test(from) ? from : null;
  const path = newSeasonPath(slug, earlier);
  const place = await staffPage({ locale, slug, verb: 'edit-season', path });
  const view = await newSeasonView(place, earlier);
  return (
    <StaffFrame place={place} current="seasons" path={path}>
      <SetupHeading view={view} backTo={staffSeasonsPath(slug)} />
      <SetupWords>
        <SetupForm view={view} action={setUpSeasonAction.bind(null, { slug, locale })} />
      </SetupWords>
    </StaffFrame>
  );
}
