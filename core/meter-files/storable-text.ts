/** So many characters of what stood in a file are repeated to whoever looks at it. */
const LONGEST = 200;

/** A text as the store can keep it (no NUL, no half of a surrogate pair), cut with an ellipsis where it is longer than `most`. */
export function storableText(text: string, most = LONGEST): string {
  const short = text.length <= most ? text : text.slice(0, most + 1);
  const clean = short.replaceAll('\u0000', '').toWellFormed();
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

/** Every value as `storableText`. */
export function storableTexts(texts: Readonly<Record<string, string>>, most: number): Readonly<Record<string, string>> {
  const isFine = Object.values(texts).every((text) => text.length <= most && text.isWellFormed() && !text.includes('\u0000'));
  if (isFine) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, storableText(text, most)]));
}
