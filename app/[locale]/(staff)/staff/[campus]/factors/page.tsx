import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { factorsView } from '#app/_data/staff-factors.ts';
import { setFactorsAction, withdrawFactorAction } from '#app/[locale]/(staff)/staff/[campus]/factors/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { factorsPath } from '#components/campus/room-paths.ts';
import { FactorsPage } from '#components/footprint/factors-page.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'footprint.factors' });
  return { title: t('title') };
}

export default async function StaffFactorsPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = factorsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-factors', path });
  const form = { slug, locale };
  const actions = { set: setFactorsAction.bind(null, form), withdraw: withdrawFactorAction.bind(null, form) };
  return (
    <StaffFrame place={place} current="factors" path={path}>
      <FactorsPage campus={slug} view={await factorsView(place)} actions={place.can('edit-factors') ? actions : null} />
    </StaffFrame>
  );
}
