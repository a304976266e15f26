/** Markup that is well-formed already: what `xml` makes. */
export class Xml {
  constructor(readonly text: string) {}
}

type Part = string | number | Xml | null | readonly Xml[];

/** XML from a template: what is put in is escaped, for text and attributes alike, but for what `xml` made itself. Null is nothing. */
export function xml(markup: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  return new Xml(markup.reduce((text, piece, index) => text + partText(parts[index - 1] ?? null) + piece));
}

function partText(part: Part): string {
  if (part === null) return '';
  if (part instanceof Xml) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeXml(String(part));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** What no XML 1.0 document may hold, escaped or not (section 2.2), half surrogates among it; and the controls it discourages. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u{FFFE}\u{FFFF}]/gu;
