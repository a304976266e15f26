import { Temporal } from 'temporal-polyfill';
import type { ReadOptions } from '#core/meter-files/meter-file.ts';
import { campusDate, campusTime, DEMO_TIME_ZONE } from '#db/demo/campus-days.ts';
import { dormsCsv, metersCsv } from '#db/demo/campus-files.ts';
import {
  deliveredUntil,
  EXPORT_SYSTEMS,
  type ExportPeriod,
  type ExportSystem,
  exportPeriods,
  heldBackFrom,
} from '#db/demo/export-periods.ts';
import { fileText } from '#db/demo/layouts.ts';
import { meterDays, type ReadMeterDay } from '#db/demo/meter-days.ts';

/**
 * The demo campus, as the files that its facilities office would hand in.
 *
 * Alder Bay University has 24 dorms (Gatehouse with 11 residents is too small to show; how many live in Millrace is not
 * known) and 33 meters with readings of 15 minutes for the 15 months before `now`. Everything is a function of the seed and
 * the instant: weather by season, day and passing fronts; three terms a year, exam weeks, breaks in which each dorm uses 35 to
 * 60 % less; each dorm's own evening, nights, weekends, kitchens and heating; a slow drift of habit and the ups and downs of
 * weeks; residents who change by term in five dorms. So any split of time gives the same readings.
 *
 * Four systems export, each in a layout of its own:
 * - ems: quarterly, a row a reading, local times without offset;
 * - bayside: monthly, a row a reading, times with offset;
 * - north-precinct: quarterly, a column a meter, D/M/YYYY, stamped at the interval's end, complete to last midnight; its last
 *   days (three, but none before the open week, unless that has no whole day yet) are held back for staff to drop;
 * - riverside-registers: one file, running totals; Foundry Lofts and Old Cannery.
 *
 * What is wrong, counted from the Monday of the week in which the demo was started:
 * - Tidewater B is dead (zeros) from 14:00 three weeks before the start until 10:00 eight days after it;
 * - Lantern House was dead for a fortnight, weeks 4 and 5 of the term before;
 * - Maple Court's meter was swapped ten weeks before, in the night to Wednesday, 00:00 to 00:45: "Maple Court 88213" ends and
 *   "Maple Court 90457" begins, and meters.csv says so;
 * - Birch B is silent since Tuesday 09:30 (the week before's, when it is not yet Tuesday 21:30), for nine days;
 * - Quarry Terrace is frozen for 30 hours from Thursday 08:00 two weeks before;
 * - Willow Row's rows are there twice on Wednesday 00:00 to 06:00, five weeks before;
 * - any meter loses one to nine hours in one month of five;
 * - "Kestrel Tower car park" does not count, and its values are to be multiplied by 40.
 *
 * `now` (epoch milliseconds) is when the demo is started and places the faults; readings end at `until` (by default `now`), or where
 * each system's export ended then. The files come in the order of import; their content can be read more than once.
 */
export function demoFiles({ now, seed, until = now }: { now: number; seed: number; until?: number }): DemoFile[] {
  const from = campusTime(fifteenMonthsBefore(now), 0);
  const read = meterDays({ seed, startedAt: now });
  const files: DemoFile[] = [
    { name: 'dorms.csv', kind: 'dorms', heldBack: false, content: text(() => [dormsCsv({ seed, from, now })]) },
    { name: 'meters.csv', kind: 'meters', heldBack: false, content: text(() => [metersCsv({ now })]) },
  ];
  for (const system of EXPORT_SYSTEMS) {
    const end = deliveredUntil(system, until);
    const shownUntil = system.holdsBack ? heldBackFrom(end) : end;
    for (const period of exportPeriods(system, { from, until: shownUntil })) files.push(readingsFile({ system, period, read }));
    if (!system.holdsBack) continue;
    const period = { fileName: `${system.name}-${campusDate(end)}.csv`, from: Math.max(from, shownUntil), until: end };
    if (period.from < end) files.push({ ...readingsFile({ system, period, read }), heldBack: true });
  }
  return files;
}

/**
 * The readings that came since `since` (epoch milliseconds), one file a system, none where a system has nothing new: the very readings that
 * `demoFiles` with `now: startedAt, until: now` would add. `startedAt` is the `now` with which the demo was first made; without
 * it the faults are told anew from `since` on, all else is the same.
 */
export function topUpFiles({ now, seed, since, startedAt = since }: TopUp): DemoFile[] {
  const read = meterDays({ seed, startedAt });
  return EXPORT_SYSTEMS.flatMap((system) => {
    const from = deliveredUntil(system, since);
    const until = deliveredUntil(system, now);
    const fileName = `${system.name}-${new Date(until).toISOString().slice(0, 16).replace(/[:-]/g, '')}Z.csv`;
    return from < until ? [readingsFile({ system, period: { fileName, from, until }, read })] : [];
  });
}

export const DEMO_CAMPUS = { slug: 'alder-bay', name: 'Alder Bay University', timeZone: DEMO_TIME_ZONE } as const;

/** A file as staff would hand it in. `heldBack`: not imported when the demo is made, but left for staff to drop. */
export interface DemoFile {
  readonly name: string;
  readonly kind: 'dorms' | 'meters' | 'readings';
  readonly heldBack: boolean;
  readonly options?: ReadOptions;
  readonly content: Iterable<string>;
}

interface TopUp {
  readonly now: number;
  readonly seed: number;
  readonly since: number;
  readonly startedAt?: number;
}

function readingsFile({ system, period, read }: { system: ExportSystem; period: ExportPeriod; read: ReadMeterDay }): DemoFile {
  const { meters, name } = system;
  const { from, until } = period;
  const file = { name: period.fileName, kind: 'readings', heldBack: false } as const;
  const content = text(() => fileText(name, { meters, from, until, read }));
  return name === 'north-precinct' ? { ...file, options: { dateOrder: 'dmy' }, content } : { ...file, content };
}

function text(open: () => Iterable<string>): Iterable<string> {
  return { [Symbol.iterator]: () => open()[Symbol.iterator]() };
}

function fifteenMonthsBefore(now: number): string {
  return Temporal.PlainDate.from(campusDate(now)).subtract({ months: 15 }).toString();
}
