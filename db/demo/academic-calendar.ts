import { addDays } from '#core/time/local-days.ts';
import { mondayOf, mondayOfWeekId, weekId } from '#core/time/weeks.ts';

export type Phase = 'teaching' | 'exams' | 'break';

/** What a week is to students. `term` counts all terms ever; a break belongs to the term before it. */
export interface TermWeek {
  readonly phase: Phase;
  readonly term: number;
}

/**
 * Three terms a year by ISO week, as in the southern hemisphere:
 * term 1 weeks 9–22, term 2 weeks 27–40, term 3 weeks 44–7 with Christmas off; the last two weeks (in term 3 the last one) are exams.
 */
export function termWeek(day: string): TermWeek {
  const [year = 0, week = 0] = weekId(mondayOf(day)).split('-W').map(Number);
  if (week <= 8) return { phase: week === 1 || week === 8 ? 'break' : week === 7 ? 'exams' : 'teaching', term: year * 3 - 1 };
  if (week <= 26) return { phase: week <= 20 ? 'teaching' : week <= 22 ? 'exams' : 'break', term: year * 3 };
  if (week <= 43) return { phase: week <= 38 ? 'teaching' : week <= 40 ? 'exams' : 'break', term: year * 3 + 1 };
  return { phase: week <= 50 ? 'teaching' : 'break', term: year * 3 + 2 };
}

/** The Monday on which a term begins. */
export function termStart(term: number): string {
  const firstWeek = ['W09', 'W27', 'W44'][term % 3];
  const monday = mondayOfWeekId(`${Math.floor(term / 3)}-${firstWeek}`);
  if (monday === null) throw new RangeError(`No such term: ${term}`);
  return monday;
}

/** The Mondays of the last `count` weeks with students in residence that ended before `day`, newest first. */
export function termMondaysBefore(day: string, count: number): string[] {
  const mondays: string[] = [];
  for (let monday = addDays(mondayOf(day), -7); mondays.length < count; monday = addDays(monday, -7)) {
    if (termWeek(monday).phase !== 'break') mondays.push(monday);
  }
  return mondays;
}
