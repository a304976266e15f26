import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { dormView } from '#app/_data/dorm.ts';
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
  const { campus, dorm } = await params;
  return { title: (await dormView(await campusOr404(campus), dorm)).dorm.name };
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
