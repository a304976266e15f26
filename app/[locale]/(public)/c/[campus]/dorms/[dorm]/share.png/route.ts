import type { CardLanguage } from '#app/_data/card-language.ts';
import { cachedDormView } from '#app/_data/dorm.ts';
import { dormCard } from '#app/_data/share-card-parts.ts';
import { pictureAnswer } from '#app/_share/picture-answer.ts';
import type { Campus } from '#db/queries/campuses.ts';

export const dynamic = 'force-dynamic';

/** A dorm's week as a picture. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string; dorm: string }> },
): Promise<Response> {
  const { dorm, ...place } = await params;
  const cardOf = async (campus: Campus, language: CardLanguage) => {
    const view = await cachedDormView(campus, dorm);
    return view === null ? null : dormCard(view, language);
  };
  return pictureAnswer(request, { ...place, cardOf });
}
