import { deadSecondsByDay } from '#core/energy/dead-time.ts';
import { addDays, dayAt, localDay } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { lastReadings, listMeters, type Meter } from '#db/queries/meters.ts';
import { type DailyRow, listDailyEnergy, metersThatUseEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';

const COVERAGE_DAYS = 28;
/** A meter whose newest reading is older than this is silent. */
const SILENT_AFTER_HOURS = 48;

/** One local day of a meter. Shares are of the part of the day in which it was installed; null when it was not. */
export interface CoverageDay {
  readonly day: string;
  readonly measured: number | null;
  readonly estimated: number | null;
  readonly isDead: boolean;
}

export interface MeterCoverage {
  readonly meter: Meter;
  /** When its newest reading ends; null before the first. */
  readonly lastAt: Date | null;
  /** The last 28 days, today left out, oldest first. */
  readonly days: readonly CoverageDay[];
  /** silent: no reading for two days. dead: it reads nothing but zero. ended: taken out. waiting: no reading yet. */
  readonly state: 'reporting' | 'silent' | 'dead' | 'ended' | 'waiting';
}

/** Every dorm with its meters and what arrived of them lately, in the campus's local days. */
export async function getMeterCoverage(
  ctx: Context,
  request: { campus: Campus; now: Date },
): Promise<readonly { dorm: Dorm; meters: readonly MeterCoverage[] }[]> {
  const { campus, now } = request;
  const { db } = ctx.database;
  const today = dayAt(now.getTime(), campus.timeZone);
  const fromDay = addDays(today, -COVERAGE_DAYS);
  const dorms = await listDorms(db, campus.id);
  const meters = await listMeters(db, campus.id);
  const last = await lastReadings(db, campus.id);
  const users = await metersThatUseEnergy(db, campus.id);
  const totals = await listDailyEnergy(db, { campusId: campus.id, fromDay, toDay: today });
  const days = Array.from({ length: COVERAGE_DAYS }, (_, index) => addDays(fromDay, index));
  const coverages = meters.map((meter) => {
    const rows = totals.filter((row) => row.meterId === meter.id);
    const dead = users.has(meter.id) ? deadSecondsByDay(rows.map(withReadSeconds)) : new Map<string, number>();
    const coverage = days.map((day) => coverageOf(meter, { day, timeZone: campus.timeZone, rows, dead }));
    const lastAt = last.get(meter.id) ?? null;
    return { meter, lastAt, days: coverage, state: stateOf(meter, { lastAt, days: coverage, now }) };
  });
  return dorms.map((dorm) => ({ dorm, meters: coverages.filter(({ meter }) => meter.dormId === dorm.id) }));
}

function withReadSeconds(row: DailyRow) {
  return { ...row, readSeconds: row.measuredSeconds + row.estimatedSeconds };
}

function coverageOf(
  meter: Meter,
  request: { day: string; timeZone: string; rows: readonly DailyRow[]; dead: ReadonlyMap<string, number> },
): CoverageDay {
  const { day, timeZone, rows, dead } = request;
  const { startsAt, endsAt } = localDay(day, timeZone);
  const from = Math.max(startsAt, meter.activeFrom?.getTime() ?? startsAt);
  const until = Math.min(endsAt, meter.activeUntil?.getTime() ?? endsAt);
  const seconds = (until - from) / 1000;
  if (seconds <= 0) return { day, measured: null, estimated: null, isDead: false };
  const row = rows.find((one) => one.day === day);
  const shareOf = (part: number | undefined) => Math.min(1, (part ?? 0) / seconds);
  return {
    day,
    measured: shareOf(row?.measuredSeconds),
    estimated: shareOf(row?.estimatedSeconds),
    isDead: (dead.get(day) ?? 0) > 0,
  };
}

function stateOf(
  meter: Meter,
  request: { lastAt: Date | null; days: readonly CoverageDay[]; now: Date },
): MeterCoverage['state'] {
  const { lastAt, days, now } = request;
  if (meter.activeUntil !== null && meter.activeUntil <= now) return 'ended';
  if (lastAt === null) return 'waiting';
  if (now.getTime() - lastAt.getTime() > SILENT_AFTER_HOURS * 3_600_000) return 'silent';
  const newest = days.findLast((day) => (day.measured ?? 0) > 0);
  return newest?.isDead === true ? 'dead' : 'reporting';
}
