/** What the beginning of a text is to Green Button reading. */
export type Recognised = 'green-button' | 'doctype' | 'other';

const NAMESPACE = /=\s*["']https?:\/\/(?:www\.)?naesb\.org\/espi/i;
/** Some exporters leave the namespace out; no other format has both of these. */
const ELEMENTS = [/<(?:[\w.-]+:)?IntervalBlock[\s>]/, /<(?:[\w.-]+:)?IntervalReading[\s>]/];

/**
 * Whether a file's beginning is Green Button's: XML with something of the namespace http://naesb.org/espi early in it. XML of
 * whatever kind that declares a document type is refused for that, web pages apart, which are no meter file anyway.
 */
export function recognise(text: string): Recognised {
  const body = text.trimStart();
  if (!body.startsWith('<')) return 'other';
  const start = endOfProlog(body);
  if (/^<!doctype/i.test(body.slice(start, start + 9))) return /^<!doctype\s+html/i.test(body.slice(start)) ? 'other' : 'doctype';
  const elements = body.slice(start).replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '');
  return NAMESPACE.test(elements) || ELEMENTS.every((element) => element.test(elements)) ? 'green-button' : 'other';
}

/** Where the XML declaration, comments, processing instructions and blanks before the first element end. */
function endOfProlog(text: string): number {
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
    const close = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : null;
    const end = close === null ? -1 : text.indexOf(close, at + 2);
    if (close === null || end < 0) return at;
    at = end + close.length;
  }
}
