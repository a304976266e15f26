import { campusOf } from '#app/_data/campus-of.ts';
import type { CardLanguage } from '#app/_data/card-language.ts';
import { cardLanguage } from '#app/_data/card-language.ts';
import { getContext } from '#app/_data/process-state.ts';
import { cardTag } from '#app/_share/card-tag.ts';
import { drawableName } from '#app/_share/drawable-name.ts';
import { renderCard } from '#app/_share/render-card.ts';
import { answering, jsonAnswer } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import type { ShareCard } from '#components/share-image/share-card.ts';
import type { Campus } from '#db/queries/campuses.ts';

/** The picture of a page as PNG: 304 for who has it, 404 where there is no such page, 503 where too many wait. */
export function pictureAnswer(
  request: Request,
  {
    locale,
    campus,
    cardOf,
  }: { locale: string; campus: string; cardOf: (campus: Campus, language: CardLanguage) => Promise<ShareCard | null> },
): Promise<Response> {
  return answering(async () => {
    const card = await cardOf(await campusOf(await getContext(), campus), await cardLanguage(locale, drawableName));
    if (card === null) return jsonAnswer(404, NOT_THERE);
    const tag = cardTag(card);
    const known = taggedAnswer(request, { type: 'image/png', body: '', tag });
    if (known.status === 304) return known;
    const png = await renderCard(card);
    if (png === null) return jsonAnswer(503, BUSY, { 'retry-after': '10' });
    return taggedAnswer(request, { type: 'image/png', body: new Uint8Array(png), tag });
  });
}

const NOT_THERE = { error: { code: 'picture-unknown', message: 'There is no such page, so there is no picture of it.' } };
const BUSY = { error: { code: 'pictures-busy', message: 'Many pictures are being drawn just now. Ask again in some seconds.' } };
