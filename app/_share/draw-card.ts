import { createElement } from 'react';
import satori from 'satori';
import sharp from 'sharp';
import { cardFonts } from '#app/_share/card-fonts.ts';
import { streetOf } from '#components/share-image/card-street.ts';
import { CardWords } from '#components/share-image/card-words.tsx';
import { nightScene } from '#components/share-image/night-scene.ts';
import { CARD_SIZE, type ShareCard } from '#components/share-image/share-card.ts';

const { width, height } = CARD_SIZE;
/** Wattle's flower beside its name. */
const FLOWER =
  '<g transform="translate(62 54) scale(1.42)"><path d="M12 13v9" fill="none" stroke="#3f8a63" stroke-width="1.8" stroke-linecap="round"/><path d="M12 22.4c-3.8 0-6.2-1.6-7-4.6 3.7-.3 6.3 1.2 7 4.6Z" fill="#2f7a55"/><path d="M12 22.4c.7-3.1 3-4.6 6.6-4.3-.7 2.9-3 4.3-6.6 4.3Z" fill="#4d9a70"/><g fill="#f4b400"><circle cx="12" cy="4.6" r="3.5"/><circle cx="6.2" cy="8.8" r="3.5"/><circle cx="17.8" cy="8.8" r="3.5"/><circle cx="8.4" cy="14" r="3.3"/><circle cx="15.6" cy="14" r="3.3"/></g><circle cx="12" cy="9.8" r="3.1" fill="#c98600"/></g>';

/** A card as PNG, 1200 × 630, made of what is on this machine alone. Words become paths; a sign no face has is left out. */
export async function drawCard(card: ShareCard): Promise<Buffer> {
  const composed = composedCard(card, (text) => text.normalize('NFC').replace(NARROW_SPACES, '\u00a0'));
  const { list, draws } = await cardFonts(wordsOf(composed));
  const drawn = composedCard(composed, (text) => [...text].filter(draws).join(''));
  const street = streetOf(drawn.houses);
  const words = await satori(createElement(CardWords, { card: drawn, street }), { width, height, fonts: list });
  const scene = nightScene(street, drawn);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${scene}${FLOWER}${words}</svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}

const NARROW_SPACES = /[\u2000-\u200a\u202f]/g;

/** The card with each of its texts made anew. Names come as they can be drawn; what else no face has is left out of its sentence. */
function composedCard(card: ShareCard, make: (text: string) => string): ShareCard {
  return {
    ...card,
    campus: make(card.campus),
    about: make(card.about),
    headline: make(card.headline),
    note: card.note === null ? null : make(card.note),
    places: card.places.map(({ mark, name, figure }) => ({ mark, name: make(name), figure: make(figure) })),
  };
}

function wordsOf({ campus, about, headline, note, places }: ShareCard): string {
  return [campus, about, headline, note ?? '', ...places.flatMap(({ name, figure }) => [name, figure])].join('');
}
