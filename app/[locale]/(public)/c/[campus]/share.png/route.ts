import { boardCard } from '#app/_data/share-card.ts';
import { pictureAnswer } from '#app/_share/picture-answer.ts';

export const dynamic = 'force-dynamic';

/** The board as a picture. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string }> },
): Promise<Response> {
  return pictureAnswer(request, { ...(await params), cardOf: boardCard });
}
