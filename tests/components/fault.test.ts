import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Fault } from '#components/ui/fault.tsx';

test.each([
  ['en', 'This page cannot be made just now.', 'Try again'],
  ['zh', '这个页面现在无法生成。', '再试一次'],
] as const)('a page that could not be made says so in %s, with the number for the log', (locale, title, again) => {
  const html = renderToStaticMarkup(createElement(Fault, { locale, digest: '1169005703' }));
  for (const words of [title, again, '1169005703']) expect(html).toContain(words);
});

test('without a number nobody is asked to tell one', () => {
  expect(renderToStaticMarkup(createElement(Fault, { locale: 'en', digest: null }))).not.toContain('number');
});
