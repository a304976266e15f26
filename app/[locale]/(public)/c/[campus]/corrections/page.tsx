import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { correctionsView } from '#app/_data/corrections.ts';
import { PageShell } from '#components/ui/page-shell.tsx';
import { correctionsPath } from '#components/ui/paths.ts';
import { CorrectionsPage } from '#components/week/corrections-page.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale, namespace: 'week.corrections' });
  return { title: `${t('all')} · ${(await campusOr404(campus)).name}` };
}

export default async function CorrectionsRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: correctionsPath(slug) })}>
      <CorrectionsPage view={await correctionsView(campus)} />
    </PageShell>
  );
}
