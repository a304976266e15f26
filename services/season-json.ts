import { weekId } from '#core/time/weeks.ts';
import type { ListedSeason } from '#services/list-campus-seasons.ts';

/** A season as other programs read it. Weeks as 2026-W47. */
export function seasonJson({ season, lens, state, dorms }: ListedSeason) {
  return {
    season: season.slug,
    name: season.name,
    state,
    firstWeek: weekId(season.firstWeek),
    lastWeek: weekId(season.lastWeek),
    lens,
    dorms,
    prizes: season.prizes,
  };
}
