import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { openBoardView } from '#app/_data/board.ts';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { boardCard } from '#app/_data/share-card.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
import { Leaderboard } from '#components/leaderboard/leaderboard.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { boardPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus: slug } = await params;
  const campus = await campusOr404(slug);
  const path = boardPath(slug);
  return shareMetadata({ locale, campus: slug, path, title: campus.name, cardOf: (language) => boardCard(campus, language) });
}

export default async function BoardPage({ params }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'board', path: boardPath(slug) })}>
      <Leaderboard board={await openBoardView(campus, null)} />
    </PageShell>
  );
}
