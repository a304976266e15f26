import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { lensCheckView } from '#app/_data/lens-check.ts';
import { LensCheckPage } from '#components/fairness/lens-check-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { lensCheckPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus, week } = await params;
  const t = await getTranslations({ locale, namespace: 'fairness.check' });
  return { title: `${t('title')} · ${week} · ${(await campusOr404(campus)).name}` };
}

export default async function LensCheckRoute({ params }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: lensCheckPath(slug, week) })}>
      <LensCheckPage view={await lensCheckView(campus, week)} />
    </PageShell>
  );
}
