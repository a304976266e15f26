import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { weekCard } from '#app/_data/share-card.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
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
  const { locale, campus: slug, week } = await params;
  const campus = await campusOr404(slug);
  const page = { locale, campus: slug, path: weekPath(slug, week), title: `${week} · ${campus.name}` };
  return shareMetadata({ ...page, cardOf: (language) => weekCard(campus, week, language) });
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
