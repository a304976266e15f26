import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { openBoardView } from '#app/_data/board.ts';
import { campusOr404 } from '#app/_data/campus.ts';
import { EmbedPage } from '#components/embed/embed-page.tsx';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { campus } = await params;
  return { title: (await campusOr404(campus)).name, robots: { index: false } };
}

export default async function CampusEmbed({ params }: Props) {
  const { locale, campus } = await params;
  setRequestLocale(locale);
  return <EmbedPage board={await openBoardView(await campusOr404(campus), null)} />;
}
