import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { changeSeasonView } from '#app/_data/staff-seasons.ts';
import { changePlannedAction, changeRunningAction } from '#app/[locale]/(staff)/staff/[campus]/seasons/actions.ts';
import { SetupWords } from '#app/[locale]/(staff)/staff/[campus]/seasons/setup-words.tsx';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { changeSeasonPath, staffSeasonPath } from '#components/campus/room-paths.ts';
import { SetupForm } from '#components/season-setup/setup-form.tsx';
import { SetupHeading } from '#components/season-setup/setup-heading.tsx';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; season: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'setup.heading' });
  return { title: t('changeTitle') };
}

export default async function ChangeSeasonRoute({ params }: Props) {
  const { locale, campus: slug, season } = await params;
  setRequestLocale(locale);
  if (!/^[a-z0-9-]+$/.test(season)) notFound();
  const path = changeSeasonPath(slug, season);
  const place = await staffPage({ locale, slug, verb: 'edit-season', path });
  const view = await changeSeasonView(place, season);
  const change = view.mode === 'running' ? changeRunningAction : changePlannedAction;
  return (
    <StaffFrame place={place} current="seasons" path={path}>
      <SetupHeading view={view} backTo={staffSeasonPath(slug, season)} />
      <SetupWords>
        <SetupForm view={view} action={change.bind(null, { slug, locale, season })} />
      </SetupWords>
    </StaffFrame>
  );
}
