import 'server-only';
import { unstable_cache } from 'next/cache';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { shareWords } from '#app/_data/share-words.ts';
import { localePath, seasonPath, weekPath } from '#components/ui/paths.ts';
import { type CalendarEvent, calendarFile } from '#core/feeds/calendar-file.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { closingTime, weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listSeasonEvents } from '#db/queries/seasons.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { ServiceError } from '#services/service-error.ts';

interface CalendarSeason {
  readonly slug: string;
  readonly name: string;
  readonly lens: Lens;
  readonly mondays: readonly string[];
  /** When its dates were last decided. */
  readonly stampedAt: string;
}

/** The running and planned seasons of a campus, week by week, as a calendar file; of none, the newest. Errors: season-unknown. */
export async function seasonCalendar(campus: Campus, request: { locale: string; origin: string; now: Date }): Promise<string> {
  const { say, locale } = await shareWords(request.locale);
  const read = unstable_cache(() => readSeasons(campus, request.now), ['calendar', campus.slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const url = (path: string) => `${request.origin}${localePath(locale, path)}`;
  const events = (await read()).flatMap(({ slug, name, lens, mondays, stampedAt }) =>
    mondays.flatMap((monday, index): CalendarEvent[] => {
      const week = weekId(monday);
      const values = { season: name, number: index + 1, count: mondays.length, lens: say(`common.unit.${lens}`) };
      const uid = `${week}.${slug}.${campus.slug}`;
      const shared = { stampedAt: new Date(stampedAt) };
      return [
        {
          ...shared,
          uid: `${uid}.week@wattle`,
          time: { firstDay: monday, lastDay: addDays(monday, 6) },
          summary: say('share.calendar.week', values),
          description: say('share.calendar.weekBody', values),
          url: url(seasonPath(campus.slug, slug)),
        },
        {
          ...shared,
          uid: `${uid}.closing@wattle`,
          time: { at: new Date(closingTime(weekOf(monday, campus.timeZone), campus.timeZone)) },
          summary: say('share.calendar.closes', values),
          description: say('share.calendar.closesBody'),
          url: url(weekPath(campus.slug, week)),
        },
      ];
    }),
  );
  if (events.length === 0)
    throw new ServiceError('season-unknown', 'There is no season here yet, so there is nothing for a calendar.');
  return calendarFile({ name: say('share.calendar.title', { campus: tameName(campus.name) }), events });
}

async function readSeasons(campus: Campus, now: Date): Promise<CalendarSeason[]> {
  const ctx = await getContext();
  const listed = await listCampusSeasons(ctx, { campus, now });
  const ahead = listed.filter(({ state }) => state !== 'ended');
  const shown: CalendarSeason[] = [];
  for (const { season, lens } of ahead.length > 0 ? ahead : listed.slice(0, 1)) {
    const { slug, name, firstWeek, lastWeek, createdAt, campusId, id } = season;
    const changes = await listSeasonEvents(ctx.database.db, { campusId, seasonId: id });
    const stampedAt = (changes.at(-1)?.happenedAt ?? createdAt).toISOString();
    shown.push({ slug, name: tameName(name), lens, mondays: mondaysBetween(firstWeek, lastWeek), stampedAt });
  }
  return shown;
}
