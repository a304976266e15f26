import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { weekListView } from '#app/_data/week.ts';
import { PageShell } from '#components/ui/page-shell.tsx';
import { WeekList } from '#components/week/week-list.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

export default async function WeeksRoute({ params }: { params: Promise<{ locale: string; campus: string }> }) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'weeks', path: `/c/${slug}/weeks` })}>
      <WeekList campus={slug} weeks={await weekListView(campus)} />
    </PageShell>
  );
}
