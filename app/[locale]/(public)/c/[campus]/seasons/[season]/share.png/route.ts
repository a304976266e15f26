import type { CardLanguage } from '#app/_data/card-language.ts';
import { cachedSeasonView } from '#app/_data/season.ts';
import { seasonCard } from '#app/_data/share-card-parts.ts';
import { pictureAnswer } from '#app/_share/picture-answer.ts';
import type { Campus } from '#db/queries/campuses.ts';

export const dynamic = 'force-dynamic';

/** A season as a picture. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string; season: string }> },
): Promise<Response> {
  const { season, ...place } = await params;
  const cardOf = async (campus: Campus, language: CardLanguage) => {
    const view = await cachedSeasonView(campus, season);
    return view === null ? null : seasonCard(view, language);
  };
  return pictureAnswer(request, { ...place, cardOf });
}
