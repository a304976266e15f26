import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { messageHtml, messageText } from '#core/text/message-markdown.ts';

/** Names of elements and attributes that a reader of XML finds. */
function partsOf(html: string): { elements: Set<string>; attributes: Set<string>; addresses: string[] } {
  const found = { elements: new Set<string>(), attributes: new Set<string>(), addresses: [] as string[] };
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    found.elements.add(name);
    for (const [key, value] of Object.entries(attributes)) {
      found.attributes.add(key);
      if (key === 'href') found.addresses.push(value);
    }
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(`<div>${html}</div>`).close();
  return found;
}

test('emphasis, lists and links of the web are kept; a link tells nothing of where it was', () => {
  expect(messageHtml('**Cedar** wins.\n\n- tea\n- cake\n\n[more](https://campus.example/a?b=1&c=2)')).toBe(
    '<p><strong>Cedar</strong> wins.</p>\n<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>\n' +
      '<p><a rel="nofollow noopener noreferrer" href="https://campus.example/a?b=1&amp;c=2">more</a></p>',
  );
});

test('raw HTML stays text, pictures are not read, and of an address that runs something the words stay alone', () => {
  expect(messageHtml('<script>alert(1)</script>')).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  expect(messageHtml('![eye](https://spy.example/eye.png)')).not.toContain('<img');
  expect(messageHtml('[a **b**](javascript:alert(1)) [c](data:text/html,x "d&quot;>") <vbscript:x>')).toBe(
    '<p>a <strong>b</strong> c vbscript:x</p>',
  );
  expect(messageHtml('# Big')).toBe('<p># Big</p>');
});

test('a sign that turns the direction of text is dropped, also where it is written as a reference', () => {
  expect(messageHtml('a\u202Eb &#x202E; c')).toBe('<p>ab  c</p>');
  expect(messageText('a\u202Eb &#x202E; c')).toBe('ab  c');
});

test('as plain text blocks are parted and items stand on lines', () => {
  expect(messageText('**Cedar** wins\n& how.\n\n- tea\n- [cake](https://x.example)\n\n> so they say')).toBe(
    'Cedar wins\n& how.\n\n• tea\n• cake\n\nso they say',
  );
});

test('whatever is written, only tame elements come out, well formed', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    '&',
    '[',
    ']',
    '(',
    ')',
    '!',
    '*',
    '_',
    '`',
    '\n',
    'a',
    '# ',
    '- ',
    'javascript:',
    '<img src=x onerror=y>',
    '👍',
    '\u202E',
    '&#60;',
    '\\',
  );
  const tame = new Set(['div', 'p', 'strong', 'em', 'a', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br']);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { elements, attributes } = partsOf(messageHtml(pieces.join('')));
      for (const element of elements) expect(tame).toContain(element);
      for (const attribute of attributes) expect(['href', 'rel', 'title', 'class', 'start']).toContain(attribute);
    }),
    { numRuns: 300 },
  );
});
