import { tameName } from '#core/feeds/tame-name.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { WebhookEvent } from '#db/queries/webhooks.ts';
import { announcementJson } from '#services/announcement-json.ts';
import type { AnnouncedLeague, WeekAnnouncement } from '#services/get-announcement.ts';

const MOST_OF_WORDS = 500;

/**
 * What is sent about an announced or corrected week: what the API says of it, names on one line and of a length, why it was corrected,
 * and where to read on. `site` null: addresses are paths.
 */
export function weekBody(told: { campus: Campus; announcement: WeekAnnouncement; site: string | null }): string {
  const { campus, announcement, site } = told;
  const { week, lens, publication } = announcement;
  const { state, reason, publishedAt, digest } = publication;
  return bodyText({
    type: state === 'corrected' ? 'week.corrected' : 'week.announced',
    at: publishedAt,
    data: {
      ...announcementJson(campus.slug, tamed(announcement)),
      campusName: tameName(campus.name),
      reason: reason === null ? null : tameName(reason, MOST_OF_WORDS),
      digest: digest.toString('hex'),
      links: linksOf(campus.slug, { week, lens, site: site ?? '' }),
    },
  });
}

/** What a test sends. */
export function pingBody({ slug, name }: Campus, at: Date): string {
  return bodyText({ type: 'ping', at, data: { campus: slug, campusName: tameName(name) } });
}

function bodyText({ type, at, data }: { type: WebhookEvent; at: Date; data: object }): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

function tamed(told: WeekAnnouncement): WeekAnnouncement {
  const { season, leagues, prize } = told;
  return {
    ...told,
    prize: prize === null ? null : tameName(prize, MOST_OF_WORDS),
    season:
      season === null
        ? null
        : { ...season, name: tameName(season.name), prizes: season.prizes.map((one) => tameName(one, MOST_OF_WORDS)) },
    leagues: leagues.map(tamedLeague),
  };
}

function tamedLeague({ league, places, mostImproved, seasonSoFar }: AnnouncedLeague): AnnouncedLeague {
  const named = <Row extends { readonly name: string }>(row: Row): Row => ({ ...row, name: tameName(row.name) });
  return {
    league: league === null ? null : tameName(league),
    places: places.map(named),
    mostImproved: mostImproved === null ? null : { ...mostImproved, dorms: mostImproved.dorms.map(named) },
    seasonSoFar: seasonSoFar.map(named),
  };
}

function linksOf(campus: string, { week, lens, site }: { week: string; lens: string; site: string }) {
  const standings = `${site}/api/v1/campuses/${campus}/weeks/${week}/standings?lens=${lens}`;
  return { week: `${site}/c/${campus}/weeks/${week}`, standings, standingsCsv: `${standings}&format=csv` };
}
