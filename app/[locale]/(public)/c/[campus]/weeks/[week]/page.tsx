import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { weekPageView } from '#app/_data/week.ts';
import { PageShell } from '#components/ui/page-shell.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { WeekPage } from '#components/week/week-page.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campus, week } = await params;
  return { title: `${week} · ${(await campusOr404(campus)).name}` };
}

export default async function WeekRoute({ params }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: weekPath(slug, week) })}>
      <WeekPage view={await weekPageView(campus, { weekId: week, lens: null })} />
    </PageShell>
  );
}
