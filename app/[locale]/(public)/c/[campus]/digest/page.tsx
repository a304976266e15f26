import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { askForDigestAction } from '#app/[locale]/(public)/c/[campus]/digest/actions.ts';
import { DigestPage } from '#components/digest/digest-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { digestPath } from '#components/ui/paths.ts';
import { mailSettings } from '#env';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus } = await params;
  const t = await getTranslations({ locale, namespace: 'digest' });
  return { title: `${t('title')} · ${(await campusOr404(campus)).name}` };
}

export default async function DigestRoute({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  const ask = mailSettings(process.env) === null ? null : askForDigestAction.bind(null, { locale, slug });
  return (
    <PageShell site={campusSite(campus, { current: null, path: digestPath(slug) })}>
      <DigestPage campus={slug} ask={ask} />
    </PageShell>
  );
}
