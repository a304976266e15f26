import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atomOf, type Feed, rssOf } from '#core/feeds/feed.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import { xml } from '#core/feeds/xml.ts';
import { parseXml } from '#tests/core/feeds/parse-xml.ts';

const HOSTILE = '<script>alert("1")</script>]]> & \u0000\u0008\u001b\ud800\uffff \u202eRTL\u202c שלום 😀';
const feedNamed = (name: string): Feed => ({
  ...{ id: 'urn:uuid:1', language: 'en', title: name, description: name, author: name },
  ...{
    pageUrl: 'https://a.test/c/x',
    feedUrl: 'https://a.test/c/x/rss.xml?a=1&b=2',
    createdAt: new Date('2026-01-01T00:00:00Z'),
  },
  entries: [
    {
      ...{ id: 'urn:uuid:2', title: name, url: 'https://a.test/', updatedAt: new Date('2026-11-23T19:00:00Z') },
      ...{ categories: [name], body: xml`<p>${name}</p>` },
    },
  ],
});

test('a name full of markup and signs that XML forbids stands in a feed as text', () => {
  for (const document of [rssOf(feedNamed(HOSTILE)), atomOf(feedNamed(HOSTILE))]) {
    const [title] = parseXml(document).filter(({ name }) => name === 'title');
    expect(title?.text).toBe('<script>alert("1")</script>]]> &  \u202eRTL\u202c שלום 😀');
  }
});

test('the body of an entry is markup once unpacked, in which the name is text again', () => {
  const body = parseXml(atomOf(feedNamed(HOSTILE))).find(({ name }) => name === 'content');
  expect(body?.attributes).toEqual({ type: 'html' });
  expect(parseXml(body?.text ?? '').map(({ name }) => name)).toEqual(['p']);
});

test('whatever a name holds, both feeds are well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      expect(parseXml(rssOf(feedNamed(name))).length).toBe(parseXml(rssOf(feedNamed('Cedar'))).length);
      expect(parseXml(atomOf(feedNamed(name))).length).toBe(parseXml(atomOf(feedNamed('Cedar'))).length);
    }),
    { numRuns: 200 },
  );
});

test('a feed says when it was last changed: at its newest entry, or when the campus began', () => {
  const updated = (feed: Feed) => parseXml(atomOf(feed)).find(({ name }) => name === 'updated')?.text;
  expect(updated(feedNamed('Cedar'))).toBe('2026-11-23T19:00:00.000Z');
  expect(updated({ ...feedNamed('Cedar'), entries: [] })).toBe('2026-01-01T00:00:00.000Z');
});

test('a name is one line of its own direction and of a length', () => {
  expect(tameName('  Cedar\n\u202e\u2066Hall\u0007 ')).toBe('Cedar Hall');
  expect(tameName('😀'.repeat(10_000))).toBe(`${'😀'.repeat(59)}…`);
  expect(tameName('👩‍👩‍👧'.repeat(3), 2)).toBe('👩‍👩‍👧…');
  expect(tameName(`a${'\u0301'.repeat(5000)}`)).toBe(`a${'\u0301'.repeat(4)}`);
  expect(tameName('مبنى الأرز')).toBe('مبنى الأرز');
});
