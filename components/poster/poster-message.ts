import { messageHtml, messageText } from '#core/text/message-markdown.ts';

/** Either the whole message as safe markup, or the beginning of it as plain lines. */
export type PosterMessage =
  | { readonly isCut: false; readonly html: string; readonly isShort: boolean }
  | { readonly isCut: true; readonly text: string; readonly mostLines: number };

const SHORT_LINES = 3;
/** Latin letters on a line; a Chinese sign is as wide as two. */
const LINE_LETTERS = 44;

/** As much of an organiser's message as has room in so many lines; null where nothing readable is said. */
export function posterMessage(markdown: string, mostLines: number): PosterMessage | null {
  const text = messageText(markdown);
  if (text === '') return null;
  const lines = text.split('\n').reduce((sum, line) => sum + linesOf(line), 0);
  if (lines <= mostLines) return { isCut: false, html: messageHtml(markdown), isShort: lines <= SHORT_LINES };
  return { isCut: true, text: `${beginningOf(text, mostLines)}…`, mostLines };
}

const widthOf = (sign: string): number => (sign > '\u2e7f' ? 2 : 1);

function linesOf(line: string): number {
  const width = [...line].reduce((sum, sign) => sum + widthOf(sign), 0);
  return Math.max(1, Math.ceil(width / LINE_LETTERS));
}

/** Whole words, as long as they fit. */
function beginningOf(text: string, mostLines: number): string {
  let room = mostLines * LINE_LETTERS;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    room -= segment === '\n' ? LINE_LETTERS : widthOf(segment);
    if (room < 0) break;
    end = index + segment.length;
  }
  const cut = text.slice(0, end);
  const word = cut.search(/\s\S*$/);
  return (word > cut.length * 0.7 ? cut.slice(0, word) : cut).trimEnd();
}
