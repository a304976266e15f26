import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { fairnessView } from '#app/_data/fairness.ts';
import { FairnessPage } from '#components/fairness/fairness-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { fairnessPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale, namespace: 'fairness' });
  return { title: `${t('title')} · ${(await campusOr404(campus)).name}` };
}

export default async function FairnessRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'method', path: fairnessPath(slug) })}>
      <FairnessPage view={await fairnessView(campus)} />
    </PageShell>
  );
}
