import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { changeView, leadersOf, leagueView, rulesView, seasonLine, seasonWeeks } from '#app/_data/season-parts.ts';
import type { SeasonListView, SeasonStripView, SeasonView } from '#components/season/season-view.ts';
import { seasonPath } from '#components/ui/paths.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { currentSeason } from '#db/queries/seasons.ts';
import { getPublicSeason, type PublicSeason } from '#services/get-public-season.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { ServiceError } from '#services/service-error.ts';

/** A season of a campus, gated, as plain values; or the page "not found". */
export async function seasonView(campus: Campus, slug: string): Promise<SeasonView> {
  return (await cachedSeasonView(campus, slug)) ?? notFound();
}

/** As seasonView: null for an unknown season. */
export async function cachedSeasonView(campus: Campus, slug: string): Promise<SeasonView | null> {
  return /^[a-z0-9-]+$/.test(slug) ? cached(campus, ['season', slug], () => readSeason(campus, slug)) : null;
}

async function readSeason(campus: Campus, slug: string): Promise<SeasonView | null> {
  const ctx = await getContext();
  const now = new Date();
  const found = await getPublicSeason(ctx, { campus, slug, now }).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'season-unknown') return null;
    throw error;
  });
  if (found === null) return null;
  const api = `/api/v1/campuses/${campus.slug}/seasons/${slug}/standings`;
  return {
    ...seasonLine(campus, { ...found, dorms: takingPart(found), now }),
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    isSettled: isSettled(found),
    leagues: found.leagues.map((league) => leagueView(league, found)),
    weeks: seasonWeeks(found),
    prizes: found.season.prizes,
    rules: rulesView(campus, found),
    changes: found.events.map((event) => changeView(event, found.dorms)),
    csvPath: `${api}?format=csv`,
    jsonPath: api,
  };
}

/** Every season of a campus as plain values. */
export function seasonListView(campus: Campus): Promise<SeasonListView> {
  return cached(campus, ['seasons'], async () => {
    const ctx = await getContext();
    const now = new Date();
    const seasons: SeasonListView['seasons'][number][] = [];
    for (const { season, lens, state, dorms } of await listCampusSeasons(ctx, { campus, now })) {
      const found = state === 'planned' ? null : await getPublicSeason(ctx, { campus, slug: season.slug, now });
      const leagues = found?.leagues ?? [];
      seasons.push({
        ...seasonLine(campus, { season, lens, state, dorms, weeks: found?.weeks ?? [], now }),
        leaders: found === null ? [] : leagues.map((one) => leadersOf(one, found.dorms)),
        isSettled: found !== null && isSettled(found),
      });
    }
    const order = ['running', 'planned', 'ended'];
    seasons.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    return { campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone }, seasons };
  });
}

/** The season that a week (`2026-W47`) belongs to, for the week's page; null outside any. */
export function seasonOfWeekView(campus: Campus, weekId: string): Promise<SeasonStripView | null> {
  return cached(campus, ['season-of-week', weekId], async () => {
    const monday = mondayOfWeekId(weekId);
    if (monday === null) return null;
    const { database } = await getContext();
    const season = await currentSeason(database.db, { campusId: campus.id, monday });
    if (season === null) return null;
    const { slug, name, firstWeek, lastWeek } = season;
    return {
      ...{ name, path: seasonPath(campus.slug, slug) },
      number: mondaysBetween(firstWeek, monday).length,
      weekCount: mondaysBetween(firstWeek, lastWeek).length,
    };
  });
}

function isSettled({ state, weeks }: PublicSeason): boolean {
  return state === 'ended' && weeks.every((week) => week.state === 'final' || week.state === 'corrected');
}

function takingPart({ takingPart: dorms }: PublicSeason): number {
  return dorms.filter(({ untilWeek }) => untilWeek === null).length;
}

function cached<View>(campus: Campus, key: string[], read: () => Promise<View>): Promise<View> {
  return unstable_cache(read, [...key, campus.slug], { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS })();
}
