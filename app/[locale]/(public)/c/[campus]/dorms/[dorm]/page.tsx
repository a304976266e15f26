import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { dormView } from '#app/_data/dorm.ts';
import { dormCard } from '#app/_data/share-card-parts.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
import { DormPage } from '#components/dorm/dorm-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { dormPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; dorm: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus: slug, dorm } = await params;
  const view = await dormView(await campusOr404(slug), dorm);
  const page = { locale, campus: slug, path: dormPath(slug, dorm), title: view.dorm.name, subject: view.dorm.name };
  return shareMetadata({ ...page, cardOf: async (language) => dormCard(view, language) });
}

export default async function DormRoute({ params }: Props) {
  const { locale, campus: slug, dorm } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'dorms', path: dormPath(slug, dorm) })}>
      <DormPage view={await dormView(campus, dorm)} />
    </PageShell>
  );
}
