import { messageHtml, messageText } from '#core/text/message-markdown.ts';
import type { AnnouncedPlace, WeekAnnouncement } from '#services/get-announcement.ts';

/** An announced week as other programs read it. `html` is safe to show; scores at full precision in the lens's unit. */
export function announcementJson(campus: string, told: WeekAnnouncement) {
  const { week, publication, lens, season, leagues, message, prize, announcedAt } = told;
  return {
    ...{ campus, week, lens, prize },
    state: publication.state,
    edition: publication.edition,
    announcedAt: announcedAt?.toISOString() ?? null,
    message: message === null ? null : { markdown: message, html: messageHtml(message), text: messageText(message) },
    season: season === null ? null : { season: season.slug, name: season.name, prizes: season.prizes },
    leagues: leagues.map(({ league, places, mostImproved, seasonSoFar }) => ({
      league,
      places: places.map(placeJson),
      mostImproved:
        mostImproved === null
          ? null
          : { places: mostImproved.places, dorms: mostImproved.dorms.map(({ slug, name }) => ({ dorm: slug, name })) },
      seasonSoFar: seasonSoFar.map(placeJson),
    })),
  };
}

function placeJson({ slug, name, rank, score }: AnnouncedPlace) {
  return { dorm: slug, name, rank, score };
}
