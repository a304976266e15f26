import type {
  LeagueView,
  ListedSeasonView,
  SeasonChangeView,
  SeasonLine,
  SeasonRow,
  SeasonRulesView,
  SeasonWeekView,
} from '#components/season/season-view.ts';
import { chanceOfOrder } from '#core/ranking/how-sure.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import type { Lens } from '#core/ranking/rules.ts';
import type { SeasonState } from '#core/ranking/season-span.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Dorm } from '#db/queries/dorms.ts';
import type { Season, SeasonEvent } from '#db/queries/seasons.ts';
import type { PublicLeague, PublicSeason, PublicSeasonStanding } from '#services/get-public-season.ts';

const DIGEST_LETTERS = 12;

export function seasonLine(
  campus: Campus,
  request: {
    season: Season;
    lens: Lens;
    state: SeasonState;
    dorms: number;
    weeks: PublicSeason['weeks'];
    now: Date;
  },
): SeasonLine {
  const { season, lens, state, dorms, weeks, now } = request;
  const today = dayAt(now.getTime(), campus.timeZone);
  const days = (Date.parse(season.firstWeek) - Date.parse(today)) / 86_400_000;
  return {
    ...{ slug: season.slug, name: season.name, state, lens, dormCount: dorms },
    ...{ firstWeek: weekId(season.firstWeek), lastWeek: weekId(season.lastWeek) },
    ...{ startsOn: season.firstWeek, endsOn: addDays(season.lastWeek, 6) },
    daysToStart: Math.max(0, days),
    weekCount: mondaysBetween(season.firstWeek, season.lastWeek).length,
    weeksOver: weeks.filter((week) => week.state !== 'open').length,
  };
}

export function leagueView({ league, standings, steps }: PublicLeague, season: PublicSeason): LeagueView {
  const { dorms } = season;
  const ranked = standings.filter(({ rank }) => rank !== null);
  return {
    league,
    rows: ranked.map((standing, index) => ({
      ...rowOf(standing, dorms),
      chanceAheadOfNext: chanceAhead(season, { standing, next: ranked[index + 1] }),
    })),
    unplaced: standings.flatMap(({ slug, name, reason }) => (reason === null ? [] : [{ dorm: slug, name, reason }])),
    steps: steps.map(({ week, order }) => ({ week, order: order.map((id) => dorms.get(id)?.slug ?? '') })),
  };
}

/** Over the weeks that count for the dorm ahead. */
function chanceAhead(
  { past, lens }: PublicSeason,
  { standing, next }: { standing: PublicSeasonStanding; next: PublicSeasonStanding | undefined },
): number | null {
  if (next === undefined) return null;
  const scored = ({ dormId, score }: PublicSeasonStanding) => ({ dormId, score: score ?? 0 });
  const asked = { lens, days: 7, weeks: standing.weeksCounted.length };
  return chanceOfOrder(past, { ahead: scored(standing), behind: scored(next), ...asked });
}

/** Who is first in a league. */
export function leadersOf(
  { league, standings }: PublicLeague,
  dorms: ReadonlyMap<number, Dorm>,
): ListedSeasonView['leaders'][number] {
  const first = standings.filter(({ rank }) => rank === 1).map((standing) => rowOf(standing, dorms));
  return {
    league,
    names: first.map(({ name }) => name),
    houses: first.map(({ dorm, kind, usualRatio }) => ({ dorm, kind, usualRatio })),
  };
}

function rowOf(standing: PublicSeasonStanding, dorms: ReadonlyMap<number, Dorm>): SeasonRow {
  const { dormId, slug, name, rank, score, usualRatio, weeks, weeksCounted, weeksMissed } = standing;
  return {
    ...{ dorm: slug, name, rank: rank ?? 0, score: score ?? 0, usualRatio, weeks },
    kind: dorms.get(dormId)?.kind ?? 'slab',
    countedWeeks: weeksCounted,
    missedWeeks: weeksMissed,
    chanceAheadOfNext: null,
  };
}

export function seasonWeeks({ season, weeks, leagues }: PublicSeason): SeasonWeekView[] {
  return mondaysBetween(season.firstWeek, season.lastWeek).map((monday) => {
    const id = weekId(monday);
    return {
      ...{ week: id, startsOn: monday, endsOn: addDays(monday, 6) },
      state: weeks.find((week) => week.monday === monday)?.state ?? 'ahead',
      leaders: leagues.flatMap(({ league, standings }) => {
        const first = standings.filter((one) => one.weeks.some(({ week, rank }) => week === id && rank === 1));
        return first.length === 0 ? [] : [{ league, names: first.map(({ name }) => name) }];
      }),
    };
  });
}

export function rulesView(campus: Campus, found: PublicSeason): SeasonRulesView {
  const { season, baselineWeeks, leagues } = found;
  const startsAt = weekOf(season.firstWeek, campus.timeZone).startsAt;
  return {
    frozenAt: season.frozenAt?.toISOString() ?? null,
    isLate: season.createdAt.getTime() > startsAt,
    digest: season.rulesDigest?.toString('hex').slice(0, DIGEST_LETTERS) ?? null,
    baselineWeeks: baselineWeeks.map(weekId),
    breaks: breaksOf(found),
    leagues: leagues.map(({ league, standings }) => ({ league, dorms: standings.map(({ name }) => name).sort() })),
  };
}

/** Breaks that touch the season or its baseline, as frozen. */
function breaksOf({ season, baselineWeeks }: PublicSeason): SeasonRulesView['breaks'] {
  const from = [season.firstWeek, ...baselineWeeks].reduce((a, b) => (a < b ? a : b));
  const frozen = season.rules?.blackouts;
  if (!Array.isArray(frozen)) return [];
  return frozen.filter(isBreak).filter(({ lastDay }) => lastDay >= from);
}

function isBreak(value: unknown): value is SeasonRulesView['breaks'][number] {
  return typeof value === 'object' && value !== null && 'firstDay' in value && 'lastDay' in value && 'name' in value;
}

export function changeView({ change, reason, happenedAt }: SeasonEvent, dorms: ReadonlyMap<number, Dorm>): SeasonChangeView {
  const bySlug = new Map([...dorms.values()].map(({ slug, name }) => [slug, name]));
  const name = pair(change.name);
  const lastWeek = pair(change.lastWeek);
  const named = (slugs: unknown, week: unknown) =>
    Array.isArray(slugs)
      ? {
          names: slugs.map((slug) => bySlug.get(String(slug)) ?? String(slug)),
          week: typeof week === 'string' ? weekId(week) : null,
        }
      : null;
  const { prizes } = change;
  const given = typeof prizes === 'object' && prizes !== null && 'to' in prizes ? prizes.to : null;
  return {
    ...{ at: happenedAt.toISOString(), reason, name },
    prizes: Array.isArray(given) ? given.map(String) : null,
    lastWeek: lastWeek === null ? null : { from: weekId(lastWeek.from), to: weekId(lastWeek.to) },
    joined: named(change.joined, change.fromWeek),
    left: named(change.left, change.untilWeek),
  };
}

function pair(value: unknown): { from: string; to: string } | null {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return null;
  return { from: String(value.from), to: String(value.to) };
}
