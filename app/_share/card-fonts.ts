import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { woffCharacters } from '#app/_share/woff-characters.ts';

interface CardFont {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: 500 | 700;
  readonly style: 'normal';
}

/** Faces for some words. A list keeps its identity as long as it may, since what is parsed once is not parsed again. */
export interface CardFonts {
  readonly list: CardFont[];
  readonly draws: (sign: string) => boolean;
}

interface Faces {
  readonly fonts: CardFont[];
  readonly signs: ReadonlySet<number>;
}

/** Noto Sans SC comes in pieces of some hundred signs each; a picture needs few of them. */
interface Piece {
  readonly id: string;
  readonly ranges: readonly (readonly [number, number])[];
}

const LATIN = [
  ['Bricolage', 'bricolage-grotesque', 'latin', 700],
  ['BricolageExtended', 'bricolage-grotesque', 'latin-ext', 700],
  ['Instrument', 'instrument-sans', 'latin', 500],
  ['InstrumentExtended', 'instrument-sans', 'latin-ext', 500],
] as const;
const PIECED = 'noto-sans-sc';

let latin: Faces | null = null;
let pieces: readonly Piece[] | null = null;
const loaded = new Map<string, Faces>();
let everyFont: CardFont[] = [];

/** Signs of no width, choosers of variants, and marks that did not become one sign with their letter: no face is asked for them. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{M}]/u;

/** Whether some face has the sign, as the lists of what they hold say. */
export function isDrawable(sign: string): boolean {
  if (UNSEEN.test(sign)) return false;
  const code = sign.codePointAt(0) ?? 0;
  return latinFaces().signs.has(code) || pieceOf(code) !== null;
}

/** The faces that draw the words, read from the packages on disk: those of Latin at once, pieces of the others as they are needed. */
export async function cardFonts(words: string): Promise<CardFonts> {
  const { fonts, signs } = latinFaces();
  const others = [...new Set(words)].map((sign) => sign.codePointAt(0) ?? 0).filter((code) => !signs.has(code));
  const needed = new Set(others.map(pieceOf).filter((piece) => piece !== null));
  if (needed.size === 0) return { list: fonts, draws: (sign) => !UNSEEN.test(sign) && signs.has(sign.codePointAt(0) ?? 0) };
  const missing = [...needed].filter(({ id }) => !loaded.has(id));
  for (const [id, faces] of await Promise.all(missing.map(readPiece))) loaded.set(id, faces);
  if (missing.length > 0) everyFont = [...fonts, ...[...loaded.values()].flatMap((faces) => faces.fonts)];
  const drawn = [signs, ...[...needed].map(({ id }) => loaded.get(id)?.signs ?? new Set<number>())];
  return { list: everyFont, draws: (sign) => !UNSEEN.test(sign) && drawn.some((set) => set.has(sign.codePointAt(0) ?? 0)) };
}

function latinFaces(): Faces {
  if (latin !== null) return latin;
  const fonts = LATIN.map(([name, family, subset, weight]): CardFont => {
    return { name, data: readFileSync(fontFile({ family, subset, weight })), weight, style: 'normal' };
  });
  latin = { fonts, signs: new Set(fonts.flatMap(({ data }) => [...woffCharacters(data)])) };
  return latin;
}

async function readPiece({ id }: Piece): Promise<[string, Faces]> {
  const subset = id.replace(/[[\]]/g, '');
  const fonts = await Promise.all(
    ([500, 700] as const).map(async (weight): Promise<CardFont> => {
      const data = await readFile(fontFile({ family: PIECED, subset, weight }));
      return { name: `Noto ${subset}`, data, weight, style: 'normal' };
    }),
  );
  return [id, { fonts, signs: new Set(fonts.flatMap(({ data }) => [...woffCharacters(data)])) }];
}

function pieceOf(code: number): Piece | null {
  pieces ??= readPieces();
  return pieces.find(({ ranges }) => ranges.some(([first, last]) => first <= code && code <= last)) ?? null;
}

/** The package says which signs each piece holds: `U+4e00-4e03,U+4e07`. */
function readPieces(): Piece[] {
  const text = readFileSync(join(packageFolder(PIECED), 'unicode.json'), 'utf8');
  const read = z.record(z.string(), z.string()).parse(JSON.parse(text));
  return Object.entries(read).flatMap(([id, list]) => {
    if (id.startsWith('latin')) return [];
    const ranges = list.split(',').map((range): [number, number] => {
      const [first = '', last = first] = range.replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    });
    return [{ id, ranges: ranges.filter(([, last]) => last < FIRST_PICTURE) }];
  });
}

/** From here on signs are pictures; the pieces count them among theirs and do not draw them well. */
const FIRST_PICTURE = 0x1f000;

function fontFile({ family, subset, weight }: { family: string; subset: string; weight: number }): string {
  return join(packageFolder(family), 'files', `${family}-${subset}-${weight}-normal.woff`);
}

/** A server is started in the project's folder: inside a bundle a module has no place of its own to look from. */
function packageFolder(family: string): string {
  return join(process.cwd(), 'node_modules', '@fontsource', family);
}
