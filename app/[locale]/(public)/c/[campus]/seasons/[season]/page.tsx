import type { Metadata } from 'next';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404, campusSite } from '#app/_data/campus.ts';
import { seasonView } from '#app/_data/season.ts';
import { seasonCard } from '#app/_data/share-card-parts.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
import { SeasonPage } from '#components/season/season-page.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { seasonPath } from '#components/ui/paths.ts';

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

interface Props {
  readonly params: Promise<{ locale: string; campus: string; season: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus: slug, season } = await params;
  const campus = await campusOr404(slug);
  const view = await seasonView(campus, season);
  const page = { locale, campus: slug, path: seasonPath(slug, season), title: `${view.name} · ${campus.name}` };
  return shareMetadata({ ...page, cardOf: async (language) => seasonCard(view, language) });
}

export default async function SeasonRoute({ params }: Props) {
  const { locale, campus: slug, season } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  return (
    <PageShell site={campusSite(campus, { current: 'season', path: seasonPath(slug, season) })}>
      <SeasonPage view={await seasonView(campus, season)} />
    </PageShell>
  );
}
