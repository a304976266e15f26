import { addDays } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { termStart, termWeek } from '#db/demo/academic-calendar.ts';
import { campusDate, campusTime } from '#db/demo/campus-days.ts';
import { diceKey, share } from '#db/demo/dice.ts';
import { SWAPPED_METERS } from '#db/demo/meters.ts';

/**
 * Something wrong with a meter's readings from `startsAt` to `endsAt` (epoch milliseconds).
 * dead: zeros. missing: no rows. frozen: the first slot's value over and over. repeated: every row twice.
 */
export interface DemoFault {
  readonly meter: string;
  readonly kind: 'dead' | 'missing' | 'frozen' | 'repeated';
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The faults the demo tells of, placed by the day on which it was started (epoch milliseconds); see demo-files.ts for the list. */
export function storyFaults(startedAt: number): DemoFault[] {
  const today = campusDate(startedAt);
  const monday = mondayOf(today);
  const lastTerm = termStart(termWeek(today).term - 1);
  const swapDay = meterSwapDay(startedAt);
  const silentDay = lastTuesday(startedAt);
  const frozenDay = addDays(monday, -11);
  const repeatedDay = addDays(monday, -33);
  return [
    fault('Tidewater B', 'dead', campusTime(addDays(today, -21), 14), campusTime(addDays(today, 8), 10)),
    fault('Lantern House', 'dead', campusTime(addDays(lastTerm, 21), 0), campusTime(addDays(lastTerm, 35), 0)),
    fault(SWAPPED_METERS.before, 'missing', campusTime(swapDay, 0), Number.POSITIVE_INFINITY),
    fault(SWAPPED_METERS.after, 'missing', Number.NEGATIVE_INFINITY, campusTime(swapDay, 0.75)),
    fault('Birch B', 'missing', campusTime(silentDay, 9.5), campusTime(addDays(silentDay, 9), 11)),
    fault('Quarry Terrace', 'frozen', campusTime(frozenDay, 8), campusTime(frozenDay, 38)),
    fault('Willow Row', 'repeated', campusTime(repeatedDay, 0), campusTime(repeatedDay, 6)),
  ];
}

/** The day that begins with the swap of a meter, between 00:00 and 00:45: the old one's `until` and the new one's `from` in meters.csv. */
export function meterSwapDay(startedAt: number): string {
  return addDays(mondayOf(campusDate(startedAt)), -68);
}

/**
 * The hours a meter loses in a month ("2026-03"), or null: one month in five, from one to nine hours. Never in the first
 * week, where clocks change: a lone half of the repeated hour could not be told apart in a file without offsets.
 */
export function monthlyGap({ seed, meter, month }: { seed: number; meter: string; month: string }): DemoFault | null {
  const key = diceKey(seed, `gap: ${meter} ${month}`);
  if (share(key, 0) >= 0.2) return null;
  const day = 8 + Math.floor(share(key, 1) * 18);
  const startsAt = campusTime(`${month}-${String(day).padStart(2, '0')}`, Math.floor(share(key, 2) * 96) / 4);
  return { meter, kind: 'missing', startsAt, endsAt: startsAt + Math.round(4 + share(key, 3) * 32) * 900_000 };
}

function fault(meter: string, kind: DemoFault['kind'], ...[startsAt, endsAt]: [number, number]): DemoFault {
  return { meter, kind, startsAt, endsAt };
}

/** The last Tuesday whose 21:30 is past: so that there is something to see, also for those who start the demo on a Monday. */
function lastTuesday(startedAt: number): string {
  const tuesday = addDays(mondayOf(campusDate(startedAt)), 1);
  return campusTime(tuesday, 21.5) <= startedAt ? tuesday : addDays(tuesday, -7);
}
