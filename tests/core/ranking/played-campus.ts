import { type CampusPast, knowledgeBefore, modelsBefore, type PastWeek, pastWeekOf } from '#core/ranking/campus-past.ts';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { observeWeek } from '#core/ranking/observed-week.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { addDays } from '#core/time/local-days.ts';
import { dormWeek, meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';

const FIRST = '2026-01-05';
const mondayOf = (week: number) => addDays(FIRST, 7 * week);

/** kWh of a dorm's day, in 24 hours; both counted from 0. */
export type Usage = (dorm: number, day: number) => number;

export interface Campus {
  readonly dorms: number;
  readonly weeks: number;
  readonly kwh: Usage;
  /** The order in which dorms are given, and the number each goes by. */
  readonly idOf?: (dorm: number) => number;
  /** A dorm's week otherwise than by one meter that reads all days whole. */
  readonly change?: (dorm: DormWeek, at: { readonly dorm: number; readonly week: number }) => DormWeek;
}

/** Temperatures that go up and down over a year, and from day to day. */
export function celsius(day: number): number {
  return 11 - 10 * Math.cos((2 * Math.PI * day) / 365) + 3 * Math.sin(12.9898 * day);
}

export function weekOfCampus(campus: Campus, week: number): DormWeek[] {
  const { dorms, kwh, idOf = (dorm) => dorm + 1, change = (dorm) => dorm } = campus;
  return Array.from({ length: dorms }, (_, dorm) => {
    const days = Array.from({ length: 7 }, (_unused, at) =>
      meterDay(kwh(dorm, 7 * week + at), { day: addDays(mondayOf(week), at) }),
    );
    const said = { dormId: idOf(dorm), meters: [meterWeek(dorm, days)] };
    return change(dormWeek(`d${dorm}`, 0, said), { dorm, week });
  });
}

/** The campus's past before the week `until`, its last twelve weeks judged with what was known before each. */
export function pastOf(campus: Campus, until: number): CampusPast {
  const weeks: PastWeek[] = [];
  const past = { weeks, celsius: skyUntil(until), blackouts: [] };
  for (let week = 0; week < until; week += 1) {
    const observed = weekOfCampus(campus, week).map((dorm) => observeWeek(totalledWeek(dorm)));
    const models = week < Math.max(9, until - 12) ? new Map() : modelsBefore(past, mondayOf(week));
    weeks.push(pastWeekOf({ week: mondayOf(week), observed, models, celsius: past.celsius }));
  }
  return past;
}

function skyUntil(week: number): Map<string, number> {
  return new Map(Array.from({ length: 7 * week + 7 }, (_, day) => [addDays(FIRST, day), celsius(day)]));
}

/** What is known before a week, of a past that may go on beyond it. */
export function knownBefore(past: CampusPast, week: number): WeekKnowledge {
  const monday = mondayOf(week);
  return { dorms: knowledgeBefore(past, { monday, models: modelsBefore(past, monday) }), celsius: past.celsius };
}
