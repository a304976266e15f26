import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { weekPageView } from '#app/_data/week.ts';
import { PageShell } from '#components/ui/page-shell.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { WeekPage } from '#components/week/week-page.tsx';
import { isLens } from '#core/ranking/rules.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

export default async function WeekByLensRoute({
  params,
}: {
  params: Promise<{ locale: string; campus: string; week: string; lens: string }>;
}) {
  const { locale, campus: slug, week, lens } = await params;
  setRequestLocale(locale);
  if (!isLens(lens)) notFound();
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: `${weekPath(slug, week)}/by/${lens}` })}>
      <WeekPage view={await weekPageView(campus, { weekId: week, lens })} />
    </PageShell>
  );
}
