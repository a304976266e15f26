import { type Xml, xml } from '#core/feeds/xml.ts';

/** A list of news for feed readers. Addresses are absolute, times instants; `body` is markup. */
export interface Feed {
  /** A URI that stays whatever the site's address is. */
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly description: string;
  /** The page it is about. */
  readonly pageUrl: string;
  /** Its own address. */
  readonly feedUrl: string;
  readonly author: string;
  /** Of a feed without entries. */
  readonly createdAt: Date;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** A URI that stays. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly updatedAt: Date;
  readonly categories: readonly string[];
  readonly body: Xml;
}

/** The feed as Atom (RFC 4287). */
export function atomOf(feed: Feed): string {
  const entries = feed.entries.map(
    ({ id, title, url, updatedAt, categories, body }) => xml`
  <entry>
    <id>${id}</id>
    <title>${title}</title>
    <link rel="alternate" type="text/html" href="${url}"/>
    <published>${updatedAt.toISOString()}</published>
    <updated>${updatedAt.toISOString()}</updated>${categories.map(
      (term) => xml`
    <category term="${term}"/>`,
    )}
    <content type="html">${body.text}</content>
  </entry>`,
  );
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
  <id>${feed.id}</id>
  <title>${feed.title}</title>
  <subtitle>${feed.description}</subtitle>
  <link rel="self" type="application/atom+xml" href="${feed.feedUrl}"/>
  <link rel="alternate" type="text/html" href="${feed.pageUrl}"/>
  <updated>${newest(feed).toISOString()}</updated>
  <author><name>${feed.author}</name></author>${entries}
</feed>
`.text;
}

/** The feed as RSS 2.0. */
export function rssOf(feed: Feed): string {
  const items = feed.entries.map(
    ({ id, title, url, updatedAt, categories, body }) => xml`
    <item>
      <title>${title}</title>
      <link>${url}</link>
      <guid isPermaLink="false">${id}</guid>
      <pubDate>${updatedAt.toUTCString()}</pubDate>${categories.map(
        (term) => xml`
      <category>${term}</category>`,
      )}
      <description>${body.text}</description>
    </item>`,
  );
  return xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${feed.title}</title>
    <link>${feed.pageUrl}</link>
    <description>${feed.description}</description>
    <language>${feed.language}</language>
    <lastBuildDate>${newest(feed).toUTCString()}</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="${feed.feedUrl}"/>${items}
  </channel>
</rss>
`.text;
}

function newest({ entries, createdAt }: Feed): Date {
  return new Date(Math.max(createdAt.getTime(), ...entries.map(({ updatedAt }) => updatedAt.getTime())));
}
