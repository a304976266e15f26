import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import { shareOf } from '#app/_data/staff-calendar.ts';
import { historyRow } from '#app/_data/staff-history.ts';
import { inboxView } from '#app/_data/staff-inbox.ts';
import { reviewRows } from '#app/_data/staff-review-list.ts';
import type { OverviewView, SilentRow, Waiting } from '#components/campus/overview-view.ts';
import { waitingRows } from '#components/review/review-view.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { mondayOf, weekId } from '#core/time/weeks.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { listDailyEnergy } from '#db/queries/weeks.ts';
import { getCoverageCalendar } from '#services/get-coverage-calendar.ts';
import { listImports } from '#services/list-imports.ts';
import { listQuestions } from '#services/list-questions.ts';
import { listSilentMeters } from '#services/list-silent-meters.ts';

const IMPORTS_SHOWN = 5;
const NAMES_SHOWN = 4;
const GAPS_SHOWN = 3;

/** What needs staff now, the week's coverage and the newest imports, as plain values. */
export async function overviewView(place: StaffPlace): Promise<OverviewView> {
  const { ctx, campus } = place;
  const now = new Date();
  const inbox = await inboxView(place);
  const { imports } = await listImports(ctx, { campus, before: null });
  return {
    campus: campus.slug,
    campusName: campus.name,
    timeZone: campus.timeZone,
    hasMeters: inbox.meters.length > 0,
    hasDorms: inbox.dorms.length > 0,
    files: waiting(inbox.waiting.map(({ fileName }) => fileName)),
    unknownMeters: waiting(inbox.unknownMeters.map(({ label }) => label)),
    registers: waiting(inbox.registers.map(({ label }) => label)),
    values: waiting(inbox.values.map(({ label }) => label)),
    silent: await silentRows(place, now),
    week: await weekCoverage(place, now),
    imports: imports.slice(0, IMPORTS_SHOWN).map(historyRow),
    weeks: place.can('announce-week') ? waitingRows(await reviewRows(place)) : [],
    questions: place.can('answer-questions') ? await openQuestions(place) : 0,
  };
}

async function openQuestions({ ctx, campus }: StaffPlace): Promise<number> {
  return (await listQuestions(ctx, { campus })).filter(({ decision }) => decision === null).length;
}

function waiting(names: readonly string[]): Waiting {
  return { count: names.length, names: [...new Set(names)].slice(0, NAMES_SHOWN) };
}

async function silentRows({ ctx, campus }: StaffPlace, now: Date): Promise<SilentRow[]> {
  const dorms = new Map((await listDorms(ctx.database.db, campus.id)).map(({ id, name }) => [id, name]));
  const rows: SilentRow[] = [];
  for (const { meter, lastAt, reason } of await listSilentMeters(ctx, { campus, now })) {
    const lastDay = dayAt(lastAt.getTime() - 1, campus.timeZone);
    const totals = await listDailyEnergy(ctx.database.db, { campusId: campus.id, fromDay: addDays(lastDay, -1), toDay: lastDay });
    const last = totals.findLast(({ meterId }) => meterId === meter.id);
    rows.push({
      meterId: meter.id,
      label: meter.label,
      dorm: dorms.get(meter.dormId) ?? '',
      lastAt: lastAt.toISOString(),
      lastKwh: last === undefined ? null : Number(last.energyMicroWh) / 1e9,
      lastDay: last?.day ?? null,
      reason,
    });
  }
  return rows;
}

/** The whole days of this week; of a Monday, those of the week before. */
async function weekCoverage({ ctx, campus }: StaffPlace, now: Date): Promise<OverviewView['week']> {
  const yesterday = addDays(dayAt(now.getTime(), campus.timeZone), -1);
  const monday = mondayOf(yesterday);
  const dorms = await getCoverageCalendar(ctx, { campus, fromDay: monday, toDay: yesterday });
  const shares = dorms.flatMap(({ dorm, meters }) => {
    const measured = shareOf(meters.flatMap(({ days }) => days));
    return measured === null || measured >= 0.999 ? [] : [{ name: dorm.name, measured }];
  });
  return {
    id: weekId(monday),
    measured: shareOf(dorms.flatMap(({ meters }) => meters.flatMap(({ days }) => days))),
    gaps: shares.sort((a, b) => a.measured - b.measured).slice(0, GAPS_SHOWN),
  };
}
