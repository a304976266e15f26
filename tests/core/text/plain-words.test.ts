import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCodePoints, plainWords } from '#core/text/plain-words.ts';

test('markup stays the text it was typed as', () => {
  expect(plainWords(' <script>alert(1)</script> & "why" ')).toBe('<script>alert(1)</script> & "why"');
});

test('control characters and marks that turn the text around are taken out, letters of every direction stay', () => {
  expect(plainWords('a\u0000b\u0007c\u001b[31md')).toBe('abc[31md');
  expect(plainWords('won\u202Eekaf\u202C \u2066x\u2069')).toBe('wonekaf x');
  expect(plainWords('\u0644\u0645\u0627\u0630\u0627\u061F')).toBe('\u0644\u0645\u0627\u0630\u0627\u061F');
});

test('lines end alike, and many empty ones become one', () => {
  expect(plainWords('one\r\ntwo\rthree  \u2028\n\n\n\nfour')).toBe('one\ntwo\nthree\n\nfour');
});

test('a letter keeps six marks of a hundred', () => {
  expect(plainWords(`q${'\u0329'.repeat(100)}`)).toBe(`q${'\u0329'.repeat(6)}`);
});

test('nothing but spaces, marks or invisible characters is nothing', () => {
  for (const text of ['', ' \n ', '\u0000', '\u200B\u200D', '\uD800', '\u0301']) expect(plainWords(text)).toBe(null);
});

test('an emoji counts as one, and a joined one as its parts', () => {
  expect(countCodePoints('🐨'.repeat(10_000))).toBe(10_000);
  expect(countCodePoints('👩‍🚀')).toBe(3);
});

test('what was made plain once stays as it is', () => {
  const hostile = fc.string({ unit: 'binary' }).map((text) => `${text}\u202E\r${text}\t`);
  fc.assert(fc.property(hostile, (text) => plainWords(plainWords(text) ?? '') === plainWords(text)));
});
