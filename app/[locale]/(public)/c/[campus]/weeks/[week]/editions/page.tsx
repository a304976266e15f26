import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { editionsView } from '#app/_data/corrections.ts';
import { PageShell } from '#components/ui/page-shell.tsx';
import { editionsPath } from '#components/ui/paths.ts';
import { EditionsPage } from '#components/week/editions-page.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus, week } = await params;
  const t = await getTranslations({ locale, namespace: 'week.corrections' });
  return { title: `${t('link')} · ${week} · ${(await campusOr404(campus)).name}` };
}

export default async function EditionsRoute({ params }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: editionsPath(slug, week) })}>
      <EditionsPage view={await editionsView(campus, week)} />
    </PageShell>
  );
}
