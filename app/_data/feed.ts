import 'server-only';
import { createHash } from 'node:crypto';
import { unstable_cache } from 'next/cache';
import { firstLensOf } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { seasonOfWeekView } from '#app/_data/season.ts';
import { type ShareWords, shareWords } from '#app/_data/share-words.ts';
import { closedKey } from '#components/leaderboard/headline.ts';
import { atomPath, boardPath, editionsPath, localePath, receiptPath, rssPath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import type { Feed, FeedEntry } from '#core/feeds/feed.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import { Xml, xml } from '#core/feeds/xml.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { messageHtml } from '#core/text/message-markdown.ts';
import { weekId } from '#core/time/weeks.ts';
import { listAnnouncements } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listNewestEditions, listStandings, type Publication } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { type AnnouncedLeague, getAnnouncement } from '#services/get-announcement.ts';
import { openPublicGate } from '#services/open-public-gate.ts';

/** Editions that a feed tells of. */
const MOST_ENTRIES = 20;
const PODIUM = 3;
const MOST_OF_REASON = 500;
const MOST_OF_PRIZE = 200;

/** One published edition as everyone may see it today. */
interface EditionNews {
  readonly week: string;
  readonly edition: number;
  readonly state: Publication['state'];
  readonly reason: string | null;
  readonly publishedAt: string;
  readonly digest: string;
  readonly lens: Lens;
  /** Best first. */
  readonly ranked: readonly { readonly dorm: string; readonly name: string; readonly rank: number; readonly score: number }[];
  readonly season: { readonly name: string; readonly number: number; readonly weekCount: number } | null;
  /** The organisers' words with this very edition, as safe markup, and the prize. */
  readonly messageHtml: string | null;
  readonly prize: string | null;
  /** Winners by league, where there are several, and who gained most places; nothing of an edition that another has followed. */
  readonly leagues: readonly NewsOfLeague[];
}

interface NewsOfLeague {
  readonly league: string | null;
  readonly places: readonly { readonly name: string; readonly rank: number }[];
  readonly improved: { readonly places: number; readonly names: readonly string[] } | null;
}

/** What a campus published last, for feed readers. `origin` is what addresses begin with. */
export async function campusFeed(
  campus: Campus,
  request: { locale: string; origin: string; kind: 'rss' | 'atom' },
): Promise<Feed> {
  const words = await shareWords(request.locale);
  const url = (path: string) => `${request.origin}${localePath(words.locale, path)}`;
  const read = unstable_cache(() => readEditions(campus), ['feed', campus.slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const name = tameName(campus.name);
  return {
    id: stableId(`feed ${campus.slug} ${campus.createdAt.toISOString()} ${words.locale}`),
    language: words.language,
    title: words.say('share.feed.title', { campus: name }),
    description: words.say('share.feed.description', { campus: name }),
    pageUrl: url(boardPath(campus.slug)),
    feedUrl: url((request.kind === 'rss' ? rssPath : atomPath)(campus.slug)),
    author: name,
    createdAt: campus.createdAt,
    entries: (await read()).map((news) => entryOf(news, { campus: campus.slug, words, url })),
  };
}

async function readEditions(campus: Campus): Promise<EditionNews[]> {
  const ctx = await getContext();
  const { db } = ctx.database;
  const visible = await openPublicGate(db, campus);
  const told: EditionNews[] = [];
  for (const publication of await listNewestEditions(db, { campusId: campus.id, limit: MOST_ENTRIES })) {
    const { seq, week: monday, edition, state, reason, publishedAt, digest } = publication;
    const week = weekId(monday);
    const lens = await firstLensOf(campus, week);
    const standings = visible(monday, await listStandings(db, { campusId: campus.id, seq, lens }));
    const season = await seasonOfWeekView(campus, week);
    told.push({
      ...{ week, edition, state, lens, publishedAt: publishedAt.toISOString(), digest: digest.toString('hex') },
      reason: reason === null || reason === 'late-data' ? null : tameName(reason, MOST_OF_REASON),
      ranked: standings.flatMap(({ slug, name, rank, score }) =>
        rank === null || score === null ? [] : [{ dorm: slug, name: tameName(name), rank, score }],
      ),
      season: season === null ? null : { ...season, name: tameName(season.name) },
      ...(await announced(ctx, { campus, publication })),
    });
  }
  return told;
}

async function announced(
  ctx: Context,
  request: { campus: Campus; publication: Publication },
): Promise<Pick<EditionNews, 'messageHtml' | 'prize' | 'leagues'>> {
  const { campus, publication } = request;
  const { week: monday, seq, state } = publication;
  if (state === 'provisional') return { messageHtml: null, prize: null, leagues: [] };
  const said = await listAnnouncements(ctx.database.db, { campusId: campus.id, week: monday });
  const own = said.find(({ publicationSeq }) => publicationSeq === seq);
  const newest = await getAnnouncement(ctx, { campus, monday, now: new Date() });
  return {
    messageHtml: own?.message == null ? null : messageHtml(own.message),
    prize: own?.prize == null ? null : tameName(own.prize, MOST_OF_PRIZE),
    leagues: newest === null || newest.publication.seq !== seq ? [] : newest.leagues.map(newsOfLeague),
  };
}

function newsOfLeague({ league, places, mostImproved }: AnnouncedLeague): NewsOfLeague {
  return {
    league: league === null ? null : tameName(league),
    places: places.map(({ name, rank }) => ({ name: tameName(name), rank })),
    improved:
      mostImproved === null ? null : { places: mostImproved.places, names: mostImproved.dorms.map(({ name }) => tameName(name)) },
  };
}

interface Place {
  readonly campus: string;
  readonly words: ShareWords;
  readonly url: (path: string) => string;
}

function entryOf(news: EditionNews, place: Place): FeedEntry {
  const { say, locale } = place.words;
  const { week, edition, state, ranked, lens } = news;
  const headline = say(`board.headline.${closedKey({ state, lens, rows: ranked })}`, {
    first: ranked[0]?.name ?? '',
    count: ranked.filter(({ rank }) => rank === 1).length,
    lens: say(`common.unit.${lens}`),
  });
  const title = { week: weekNumber(week), news: headline, state: say(`common.state.${state}`) };
  return {
    id: stableId(`edition ${news.digest} ${locale}`),
    title: say(edition === 1 ? 'share.feed.entry' : 'share.feed.entryAgain', title),
    url: `${place.url(weekPath(place.campus, week))}#edition-${edition}`,
    updatedAt: new Date(news.publishedAt),
    categories: [state],
    body: bodyOf(news, place),
  };
}

function bodyOf(news: EditionNews, { campus, words, url }: Place): Xml {
  const { say, score } = words;
  const { week, state, reason, lens, season, ranked } = news;
  const podium = ranked.filter(({ rank }) => rank <= PODIUM);
  const places = podium.map(
    (row) =>
      xml`<li>${say('share.feed.place', { rank: row.rank, name: row.name, score: score(lens, row.score) })} · <a href="${url(receiptPath(campus, week, encodeURIComponent(row.dorm), lens))}">${say('share.feed.receipt', { name: row.name })}</a></li>`,
  );
  const list =
    podium.length === 0 ? null : xml`<p>${say('share.feed.by', { lens: say(`common.unit.${lens}`) })}</p><ul>${places}</ul>`;
  return xml`<p>${say(`share.feed.state.${state}`)}</p>${
    reason === null ? null : xml`<p>${say('share.feed.reason', { reason })}</p>`
  }${
    state !== 'corrected' ? null : xml`<p><a href="${url(editionsPath(campus, week))}">${say('week.corrected.link')}</a></p>`
  }${news.messageHtml === null ? null : new Xml(news.messageHtml)}${
    news.prize === null ? null : xml`<p>${say('week.announcement.prizeLine', { prize: news.prize })}</p>`
  }${list}${leaguesOf(news.leagues, words)}${
    season === null
      ? null
      : xml`<p>${say('share.feed.season', { number: season.number, count: season.weekCount, season: season.name })}</p>`
  }<p><a href="${url(weekPath(campus, week))}">${say('share.feed.week')}</a></p>`;
}

/** Winners by league, where there are several, and who gained most places. */
function leaguesOf(leagues: readonly NewsOfLeague[], { say, language }: ShareWords): Xml[] {
  const names = new Intl.ListFormat(language);
  return leagues.flatMap(({ league, places, improved }) => [
    ...(leagues.length === 1 || league === null
      ? []
      : [xml`<p>${league}</p><ul>${places.map(({ rank, name }) => xml`<li>${`${rank}. ${name}`}</li>`)}</ul>`]),
    ...(improved === null
      ? []
      : [
          xml`<p>${say('week.announcement.improved.words', {
            ...{ names: names.format(improved.names), places: improved.places, count: improved.names.length },
          })}</p>`,
        ]),
  ]);
}

/** A name-based identifier that does not change with the site's address (RFC 9562, version 8). */
function stableId(text: string): string {
  const bytes = createHash('sha256').update(`wattle ${text}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}
