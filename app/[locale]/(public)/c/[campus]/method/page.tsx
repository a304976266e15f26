import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { campusMethodView } from '#app/_data/method.ts';
import { MethodPage } from '#components/method/method-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

export default async function CampusMethodRoute({ params }: { params: Promise<{ locale: string; campus: string }> }) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'method', path: `/c/${slug}/method` })}>
      <MethodPage method={await campusMethodView(campus)} />
    </PageShell>
  );
}
