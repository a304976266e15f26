import type { DayUse } from '#components/dorm/dorm-view.ts';

export type DayCounts = {
  readonly under: number;
  readonly same: number;
  readonly over: number;
  readonly toCome: number;
  readonly missing: number;
};

/** How the days compare with their usual, to the whole kWh that is shown; today counts as still to come. */
export function countDays(days: readonly DayUse[]): DayCounts {
  const change = (day: DayUse) =>
    day.state !== 'over' || day.energyKwh === null || day.usualKwh === null
      ? null
      : Math.round(day.energyKwh) - Math.round(day.usualKwh);
  const count = (test: (day: DayUse) => boolean) => days.filter(test).length;
  return {
    under: count((day) => (change(day) ?? 0) < 0),
    same: count((day) => change(day) === 0),
    over: count((day) => (change(day) ?? 0) > 0),
    toCome: count((day) => day.state === 'to-come' || day.state === 'running'),
    missing: count((day) => day.state === 'missing'),
  };
}
