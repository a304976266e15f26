import 'server-only';
import { notFound } from 'next/navigation';
import type { StaffPlace } from '#app/_data/staff.ts';
import { calendarCell, heldSpansOf } from '#app/_data/staff-calendar.ts';
import { decidedRows, heldMeterRows } from '#app/_data/staff-held.ts';
import { dayView, registerEventRow } from '#app/_data/staff-meter-values.ts';
import { emailsOf } from '#app/_data/staff-people.ts';
import { heldRegisterRow } from '#app/_data/staff-registers.ts';
import type { MeterCells, MeterDayView, MeterNews, MeterView } from '#components/meter/meter-view.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { listDailyEnergy } from '#db/queries/weeks.ts';
import { listValueDecisions } from '#services/decide-value.ts';
import { getCoverageCalendar } from '#services/get-coverage-calendar.ts';
import { getMeter, type MeterRecord } from '#services/get-meter.ts';
import { listHeldValues } from '#services/list-held-values.ts';
import { listSilentMeters } from '#services/list-silent-meters.ts';
import { ServiceError } from '#services/service-error.ts';

const PICTURE_DAYS = 56;

/** All that a meter's page shows, as plain values; its newest day where none is asked for. */
export async function meterView(place: StaffPlace, request: { meterId: number; day: string | null }): Promise<MeterView> {
  const { ctx, campus } = place;
  const record = await recordOr404(place, request.meterId);
  const { meter, dorm, lastAt } = record;
  const now = new Date();
  const { db } = ctx.database;
  const dorms = await listDorms(db, campus.id);
  const aliases = await listMeterAliases(db, campus.id);
  const decisions = await listValueDecisions(ctx, { campus, meterId: meter.id });
  const days = await pictureOf(place, { record, now });
  const values = heldMeterRows(await listHeldValues(ctx, { campus, meterId: meter.id }), () => names(record));
  const newest = lastAt === null ? days.at(-1)?.day : dayAt(lastAt.getTime() - 1, campus.timeZone);
  return {
    id: meter.id,
    label: meter.label,
    dormName: dorm?.name ?? '',
    unit: meter.unit ?? 'kWh',
    lastAt: lastAt?.toISOString() ?? null,
    news: await newsOf(place, { record, days, isHeld: values.length > 0, now }),
    cells: cellsOf(record, campus.timeZone),
    dorms: dorms.map(({ slug, name }) => ({ slug, name })),
    otherNames: aliases.filter(({ meterId }) => meterId === meter.id).map(({ label }) => label),
    multipliers: record.multipliers.map(({ fromAt, multiplier, reason, email, createdAt }) => ({
      fromAt: fromAt.toISOString(),
      multiplier: plainDecimal(multiplier),
      reason,
      email,
      at: createdAt.toISOString(),
    })),
    events: record.events.map((event) => registerEventRow(event, meter.unit)).toReversed(),
    registers: record.holds.map((hold) => heldRegisterRow(hold, { meter, dorm: '' })),
    values,
    decided: decidedRows(decisions, { names: () => names(record), emailOf: await emailsOf(ctx, decisions) }),
    days,
    day: await dayView(place, { meter, day: request.day ?? newest ?? dayAt(now.getTime(), campus.timeZone) }),
    imports: record.imports.map(({ id, fileName, committedAt, firstAt, lastAt: until }) => ({
      id,
      fileName,
      at: committedAt?.toISOString() ?? null,
      firstAt: firstAt.toISOString(),
      lastAt: until.toISOString(),
    })),
  };
}

async function recordOr404({ ctx, campus }: StaffPlace, meterId: number): Promise<MeterRecord> {
  try {
    return await getMeter(ctx, { campus, meter: meterId });
  } catch (error) {
    if (error instanceof ServiceError) notFound();
    throw error;
  }
}

function names({ meter, dorm }: MeterRecord) {
  return { label: meter.label, dorm: dorm?.name ?? '' };
}

/** The last eight weeks up to yesterday, silent or not: where it stops is to be seen. */
async function pictureOf(
  { ctx, campus }: StaffPlace,
  { record: { meter, holds }, now }: { record: MeterRecord; now: Date },
): Promise<MeterDayView[]> {
  const heldSpans = heldSpansOf(holds, campus.timeZone);
  const toDay = addDays(dayAt(now.getTime(), campus.timeZone), -1);
  const fromDay = addDays(toDay, 1 - PICTURE_DAYS);
  const calendar = await getCoverageCalendar(ctx, { campus, fromDay, toDay });
  const totals = await listDailyEnergy(ctx.database.db, { campusId: campus.id, fromDay, toDay });
  const byDay = new Map(totals.filter(({ meterId }) => meterId === meter.id).map((row) => [row.day, row]));
  const own = calendar.flatMap(({ meters }) => meters).find((one) => one.meter.id === meter.id);
  return (own?.days ?? []).map((day) => {
    const row = byDay.get(day.day);
    const estimated = (row?.ruleEstimatedMicroWh ?? 0n) + (row?.estimatedMicroWh ?? 0n);
    const kwh = Number((row?.energyMicroWh ?? 0n) - (row?.estimatedMicroWh ?? 0n)) / 1e9;
    return { ...calendarCell(day, heldSpans), kwh, estimatedKwh: Number(estimated) / 1e9 };
  });
}

async function newsOf(
  { ctx, campus }: StaffPlace,
  known: { record: MeterRecord; days: readonly MeterDayView[]; isHeld: boolean; now: Date },
): Promise<MeterNews> {
  const { record, days, now } = known;
  const { meter, lastAt } = record;
  if (meter.activeUntil !== null && meter.activeUntil <= now) return { kind: 'ended' };
  if (lastAt === null) return { kind: 'waiting' };
  const silent = (await listSilentMeters(ctx, { campus, now })).find((one) => one.meter.id === meter.id);
  if (silent !== undefined) return { kind: 'silent', days: Math.floor((now.getTime() - lastAt.getTime()) / 86_400_000) };
  if (known.isHeld || record.holds.length > 0) return { kind: 'held' };
  const newest = days.findLast(({ state }) => state !== 'missing' && state !== 'out');
  return { kind: newest?.state === 'dead' || newest?.state === 'frozen' ? newest.state : 'reports' };
}

function cellsOf({ meter, dorm }: MeterRecord, timeZone: string): MeterCells {
  const dayOf = (instant: Date | null) => (instant === null ? '' : dayAt(instant.getTime(), timeZone));
  return {
    dorm: dorm?.slug ?? '',
    kind: meter.kind ?? '',
    unit: meter.unit ?? '',
    multiplier: plainDecimal(meter.multiplier),
    time_zone: meter.timeZone ?? '',
    label: meter.stampLabel ?? '',
    counts: meter.isCounted ? '' : 'no',
    from: dayOf(meter.activeFrom),
    until: dayOf(meter.activeUntil),
    register_digits: meter.registerDigits === null ? '' : String(meter.registerDigits),
    max_kw: meter.mostKw === null ? '' : String(meter.mostKw),
    nets_generation: meter.netsGeneration ? 'yes' : '',
  };
}

/** Decimal text without zeros that say nothing: "40.500" is "40.5". */
function plainDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
