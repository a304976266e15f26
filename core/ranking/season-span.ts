import { weekOf } from '#core/time/weeks.ts';

export type SeasonState = 'planned' | 'running' | 'ended';

/** Where a season stands by the campus's clock: it runs from its first Monday 00:00 to the end of its last week. */
export function seasonStateAt(
  season: { readonly firstWeek: string; readonly lastWeek: string },
  at: { readonly timeZone: string; readonly now: number },
): SeasonState {
  if (at.now < weekOf(season.firstWeek, at.timeZone).startsAt) return 'planned';
  return at.now < weekOf(season.lastWeek, at.timeZone).endsAt ? 'running' : 'ended';
}

/** Whether a dorm takes part in the week that begins on `monday`. */
export function takesPart(
  dorm: { readonly fromWeek: string | null; readonly untilWeek: string | null },
  monday: string,
): boolean {
  return (dorm.fromWeek === null || dorm.fromWeek <= monday) && (dorm.untilWeek === null || monday <= dorm.untilWeek);
}
