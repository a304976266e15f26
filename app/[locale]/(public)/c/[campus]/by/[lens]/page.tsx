import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { openBoardView } from '#app/_data/board.ts';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { Leaderboard } from '#components/leaderboard/leaderboard.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { boardPath } from '#components/ui/paths.ts';
import { isLens } from '#core/ranking/rules.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

export default async function BoardByLensPage({ params }: { params: Promise<{ locale: string; campus: string; lens: string }> }) {
  const { locale, campus: slug, lens } = await params;
  setRequestLocale(locale);
  if (!isLens(lens)) notFound();
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'board', path: `${boardPath(slug)}/by/${lens}` })}>
      <Leaderboard board={await openBoardView(campus, lens)} />
    </PageShell>
  );
}
