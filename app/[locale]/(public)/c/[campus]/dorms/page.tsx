import { setRequestLocale } from 'next-intl/server';
import { dormKinds, openBoardView } from '#app/_data/board.ts';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { DormStreet } from '#components/dorm/dorm-street.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

export default async function DormsRoute({ params }: { params: Promise<{ locale: string; campus: string }> }) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'dorms', path: `/c/${slug}/dorms` })}>
      <DormStreet board={await openBoardView(campus, null)} kinds={await dormKinds(campus)} />
    </PageShell>
  );
}
