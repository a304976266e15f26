import { expect, test } from 'vitest';
import { posterMessage } from '#components/poster/poster-message.ts';

test('a short message keeps its markup', () => {
  expect(posterMessage('Thank **you**!', 8)).toEqual({ isCut: false, isShort: true, html: '<p>Thank <strong>you</strong>!</p>' });
});

test('a message that says nothing takes no room', () => {
  expect(posterMessage('---\n\n[a]: https://elsewhere.example', 8)).toBeNull();
});

test('a long message is cut between words, at eight lines of 44 letters or 22 Chinese signs', () => {
  const latin = posterMessage('warm words '.repeat(400), 8);
  expect(latin).toEqual({ isCut: true, text: `${'warm words '.repeat(32).trim()}…`, mostLines: 8 });
  expect(posterMessage('谢'.repeat(4000), 8)).toEqual({ isCut: true, text: `${'谢'.repeat(176)}…`, mostLines: 8 });
});

test('many short lines are as many lines, however few letters they hold', () => {
  const cut = posterMessage(Array.from({ length: 40 }, () => '- a').join('\n'), 8);
  expect(cut?.isCut === true && cut.text.split('\n').length).toBe(8);
});
