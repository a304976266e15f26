import 'server-only';
import { notFound } from 'next/navigation';
import { seasonListView } from '#app/_data/season.ts';
import { seasonLine } from '#app/_data/season-parts.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { SeasonsRoomView, StaffSeasonView } from '#components/season-setup/room-view.ts';
import type { PlacedDorm, RehearsalView, RehearsedLeague } from '#components/season-setup/setup-view.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { isPublic } from '#core/ranking/public-standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import { type Dorm, listDormSizes } from '#db/queries/dorms.ts';
import { getStaffSeason, type StaffLeague } from '#services/get-staff-season.ts';
import { sizesInForce } from '#services/reckon-week.ts';
import type { Rehearsal } from '#services/rehearse-season.ts';
import { ServiceError } from '#services/service-error.ts';

/** Every season of the campus with its news, as its public list has it. */
export async function seasonsRoomView({ campus }: StaffPlace): Promise<SeasonsRoomView> {
  const { seasons } = await seasonListView(campus);
  return { campus: campus.slug, seasons };
}

/** A season with its small dorms too, and what is to do about each of its weeks; or the page "not found". */
export async function staffSeasonView({ ctx, campus }: StaffPlace, slug: string): Promise<StaffSeasonView> {
  const now = new Date();
  const found = await getStaffSeason(ctx, { campus, slug, now }).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'season-unknown') return null;
    throw error;
  });
  if (found === null) notFound();
  const { season, weeks } = found;
  const sizes = sizesInForce(await listDormSizes(ctx.database.db, campus.id), season.firstWeek);
  const hidden = found.takingPart.filter(
    ({ dormId }) => !isPublic(sizes.get(dormId)?.residents ?? null, campus.unknownResidentsAtLeast),
  );
  const dorms = found.takingPart.filter(({ untilWeek }) => untilWeek === null).length;
  const isOver = (state: string) => state !== 'open';
  return {
    ...seasonLine(campus, { ...found, dorms, weeks: weeks.map((week) => ({ ...week, isHeld: isOver(week.state) })), now }),
    campus: campus.slug,
    prizes: season.prizes,
    leagues: found.leagues.map((league) => leagueView(league, found.dorms)),
    weeks: mondaysBetween(season.firstWeek, season.lastWeek).map((monday) => ({
      ...{ week: weekId(monday), startsOn: monday, endsOn: addDays(monday, 6) },
      state: weeks.find((week) => week.monday === monday)?.state ?? 'ahead',
    })),
    hidden: hidden.flatMap(({ dormId }) => found.dorms.get(dormId)?.name ?? []),
    changes: found.events.length,
  };
}

/** A rehearsal as plain values. */
export function rehearsalView(rehearsal: Rehearsal, weekCount: number): RehearsalView {
  const { span, lens, kind, weeksThere, leagues, dorms } = rehearsal;
  return {
    ...{ lens, kind, weeksThere, weekCount },
    span: span === null ? null : { from: span.firstWeek, to: addDays(span.lastWeek, 6) },
    leagues: leagues.map((league) => leagueView(league, dorms)),
  };
}

function leagueView({ league, standings }: StaffLeague, dorms: ReadonlyMap<number, Dorm>): RehearsedLeague {
  const rows = standings.flatMap((standing): PlacedDorm[] => {
    const { dormId, slug, name, rank, score, usualRatio, weeksCounted, weeksMissed } = standing;
    if (rank === null || score === null) return [];
    const kind = dorms.get(dormId)?.kind ?? 'slab';
    const weeks = { weeksCounted: weeksCounted.length, weeksMissed: weeksMissed.length };
    return [{ dorm: slug, name, kind, rank, score, usualRatio, ...weeks }];
  });
  return {
    ...{ league, rows, ranked: rows.length, total: standings.length },
    unranked: standings.filter(({ rank }) => rank === null).map(({ name }) => name),
  };
}
