import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { seasonListView } from '#app/_data/season.ts';
import { SeasonsPage } from '#components/season/seasons-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { seasonsPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale, namespace: 'season.list' });
  return { title: `${t('name')} · ${(await campusOr404(campus)).name}` };
}

export default async function SeasonsRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'season', path: seasonsPath(slug) })}>
      <SeasonsPage view={await seasonListView(campus)} />
    </PageShell>
  );
}
