import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { micromark } from 'micromark';
import { plainWords } from '#core/text/plain-words.ts';

/** No pictures (they would ask other servers), no raw HTML, no headings (the page has its own). */
const NOT_READ = { disable: { null: ['labelStartImage', 'htmlFlow', 'htmlText', 'headingAtx', 'setextUnderline'] } };

/** A link whose address was dropped looks like one and leads nowhere: its words stay alone. Links hold no links. */
const DROPPED_LINK = /<a href=""(?: title="[^"]*")?>([\s\S]*?)<\/a>/g;

/**
 * An organiser's message (CommonMark) as HTML that may stand on any page, feed or mail: paragraphs, lists, quotes, code, emphasis and
 * links. Raw HTML stays text, addresses other than web and mail ones are dropped, and nothing in it is fetched by itself.
 */
export function messageHtml(markdown: string): string {
  const html = micromark(plainWords(markdown) ?? '', { extensions: [NOT_READ] });
  // A reference such as &#x202E; becomes its sign only now.
  const safe = plainWords(html) ?? '';
  return safe.replaceAll(DROPPED_LINK, '$1').replaceAll('<a href="', '<a rel="nofollow noopener noreferrer" href="');
}

/** The same message as plain text: blocks parted by an empty line, list items each on a line, links by their words alone. */
export function messageText(markdown: string): string {
  const { children } = fromMarkdown(plainWords(markdown) ?? '', { extensions: [NOT_READ] });
  return plainWords(children.map(blockText).join('\n\n')) ?? '';
}

function blockText(block: RootContent): string {
  if (block.type === 'list') return block.children.map((item) => `• ${item.children.map(blockText).join('\n')}`).join('\n');
  if (block.type === 'blockquote') return block.children.map(blockText).join('\n\n');
  if (block.type === 'definition' || block.type === 'thematicBreak') return '';
  return textOf(block);
}
