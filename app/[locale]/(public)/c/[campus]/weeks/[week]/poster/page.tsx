import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { campusOr404 } from '#app/_data/campus.ts';
import { posterView } from '#app/_data/poster.ts';
import { weekCard } from '#app/_data/share-card.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
import { siteOrigin } from '#app/_data/site-origin.ts';
import { PosterPage } from '#components/poster/poster-page.tsx';
import { posterPath, weekPath } from '#components/ui/paths.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; week: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, campus: slug, week } = await params;
  const campus = await campusOr404(slug);
  const page = { locale, campus: slug, path: posterPath(slug, week), title: `${week} · ${campus.name}` };
  return shareMetadata({ ...page, picture: weekPath(slug, week), cardOf: (language) => weekCard(campus, week, language) });
}

/** Made for each request: its address, which the code on it holds, may be known from the request alone. */
export default async function PosterRoute({ params }: Props) {
  const { locale, campus: slug, week } = await params;
  setRequestLocale(locale);
  const campus = await campusOr404(slug);
  const view = await posterView(campus, { weekId: week, locale, origin: siteOrigin({ headers: await headers() }) });
  if (view === null) notFound();
  return <PosterPage view={view} />;
}
