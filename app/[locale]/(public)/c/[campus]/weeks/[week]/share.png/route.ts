import { weekCard } from '#app/_data/share-card.ts';
import { pictureAnswer } from '#app/_share/picture-answer.ts';

export const dynamic = 'force-dynamic';

/** A week as a picture. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string; week: string }> },
): Promise<Response> {
  const { week, ...place } = await params;
  return pictureAnswer(request, { ...place, cardOf: (campus, language) => weekCard(campus, week, language) });
}
