import { addDays } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { termWeek } from '#db/demo/academic-calendar.ts';
import { campusDate } from '#db/demo/campus-days.ts';

/** A contest of the demo's campus. Weeks are Mondays. */
export interface DemoSeason {
  readonly slug: string;
  readonly name: string;
  readonly firstWeek: string;
  readonly lastWeek: string;
  readonly lens: 'effort' | 'saving';
  readonly baseline: { readonly firstWeek: string; readonly lastWeek: string } | null;
  readonly leagues: readonly string[];
  readonly prizes: readonly string[];
  /** Something that organisers changed once it had begun, in the week of a Monday. */
  readonly change: { readonly week: string; readonly prizes: readonly string[]; readonly reason: string } | null;
}

export interface DemoBreak {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly name: string;
}

const PAST_WEEKS = 5;
const BASELINE_WEEKS = 3;
/** Fifteen months of readings, less the weeks that teach models what is usual. */
const MOST_WEEKS_BACK = 50;

/** The season that runs at `now` (epoch milliseconds), three weeks old, and one that ended earlier in weeks of teaching. */
export function demoSeasons(now: number): DemoSeason[] {
  const thisWeek = mondayOf(campusDate(now));
  const began = addDays(thisWeek, -21);
  const running: DemoSeason = {
    ...named(began, 'League'),
    ...{ firstWeek: began, lastWeek: addDays(thisWeek, 14), lens: 'effort', baseline: null, leagues: [] },
    prizes: ['Pizza for the whole floor'],
    change: {
      week: addDays(began, 7),
      prizes: ['Pizza for the whole floor', 'A film night in the common room'],
      reason: 'The campus cinema has given a second prize.',
    },
  };
  const past = teachingWeeksBefore(began);
  return past === null ? [running] : [running, pastSeason(past)];
}

function pastSeason(firstWeek: string): DemoSeason {
  return {
    ...named(firstWeek, 'Saver'),
    ...{ firstWeek, lastWeek: addDays(firstWeek, 7 * (PAST_WEEKS - 1)), lens: 'saving' },
    baseline: { firstWeek: addDays(firstWeek, -7 * BASELINE_WEEKS), lastWeek: addDays(firstWeek, -7) },
    leagues: ['Catered', 'Self-catered'],
    prizes: ['A kettle and a tin of good tea for each kitchen', 'A tray of lamingtons', 'Our thanks on the big screen'],
    change: null,
  };
}

/** The newest Monday with five weeks of teaching from it and three before it, well before another; null where there is none. */
function teachingWeeksBefore(week: string): string | null {
  for (let back = PAST_WEEKS + 3; back <= MOST_WEEKS_BACK; back += 1) {
    const first = addDays(week, -7 * back);
    const weeks = Array.from({ length: BASELINE_WEEKS + PAST_WEEKS }, (_, index) => addDays(first, 7 * (index - BASELINE_WEEKS)));
    if (weeks.every((monday) => termWeek(monday).phase === 'teaching')) return first;
  }
  return null;
}

/** The breaks between terms, from one day to another. */
export function demoBreaks(fromDay: string, toDay: string): DemoBreak[] {
  const breaks: DemoBreak[] = [];
  for (let monday = mondayOf(fromDay); monday <= toDay; monday = addDays(monday, 7)) {
    if (termWeek(monday).phase !== 'break') continue;
    const before = breaks.at(-1);
    if (before !== undefined && addDays(before.lastDay, 1) === monday)
      breaks[breaks.length - 1] = { ...before, lastDay: addDays(monday, 6) };
    else breaks.push({ firstDay: monday, lastDay: addDays(monday, 6), name: `${timeOfYear(monday)} break` });
  }
  return breaks;
}

function named(monday: string, kind: string): { slug: string; name: string } {
  const name = `${timeOfYear(monday)} ${kind}`;
  return { name, slug: name.toLowerCase().replaceAll(' ', '-') };
}

/** In the southern hemisphere. */
function timeOfYear(day: string): string {
  const month = Number(day.slice(5, 7));
  return ['Summer', 'Autumn', 'Winter', 'Spring'][Math.floor((month % 12) / 3)] ?? 'Summer';
}
