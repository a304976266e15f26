import { energyParts } from '#core/footprint/energy-parts.ts';
import { flatInForce } from '#core/footprint/factor-states.ts';
import { type EnergyPart, type FactorBook, type Reckoned, reckonFactor } from '#core/footprint/reckon-factor.ts';
import { type LocalDay, localDay, localDaysBetween } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listFactorStatements, listHourlyFactors, listHoursOfDays } from '#db/queries/factors.ts';
import { listMeters, type Meter } from '#db/queries/meters.ts';
import { listDailyEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';

/** What a dorm's energy of some days stands for. */
export interface DormFootprint {
  readonly dormId: number;
  /** Measured and estimated; null where nothing was. */
  readonly energyKwh: number | null;
  /** Grams of CO2e. */
  readonly carbon: Reckoned;
  /** In `currency`, which is null exactly where no price is stated. */
  readonly cost: Reckoned;
  readonly currency: string | null;
}

/**
 * Carbon and cost of dorms over local days, both included, by the factors in force now for that time. Measured energy and
 * estimates count, never what the ranking fills uncovered time with; nothing is frozen, so late data and mended factors move it.
 * The figures are not gated: whoever shows them asks openPublicGate first.
 */
export async function getFootprint(
  ctx: Context,
  request: { campus: Campus; dormIds: readonly number[]; fromDay: string; toDay: string },
): Promise<DormFootprint[]> {
  const { campus, dormIds, fromDay, toDay } = request;
  const span = { startsAt: localDay(fromDay, campus.timeZone).startsAt, endsAt: localDay(toDay, campus.timeZone).endsAt };
  const days = localDaysBetween({ ...span, timeZone: campus.timeZone });
  const books = await readBooks(ctx, { campus, ...span });
  const energy = await readEnergy(ctx, request);
  return dormIds.map((dormId) => {
    const parts = days.flatMap((day) => energy(dormId, day));
    const energyKwh = parts.length === 0 ? null : parts.reduce((sum, { kwh }) => sum + kwh, 0);
    const [carbon, cost] = [reckonFactor(parts, books.carbon), reckonFactor(parts, books.price)];
    return { dormId, energyKwh, carbon, cost, currency: books.currency };
  });
}

async function readBooks(
  ctx: Context,
  { campus, startsAt, endsAt }: { campus: Campus; startsAt: number; endsAt: number },
): Promise<{ carbon: FactorBook; price: FactorBook; currency: string | null }> {
  const { db } = ctx.database;
  const stated = await listFactorStatements(db, campus.id);
  const flat = flatInForce(stated);
  const hourly = await listHourlyFactors(db, { campusId: campus.id, from: new Date(startsAt), until: new Date(endsAt) });
  const bookOf = (kind: 'carbon' | 'price'): FactorBook => ({
    flat: flat.flatMap((one) => (one.kind === kind && one.amount !== null ? [{ fromDay: one.fromDay, perKwh: one.amount }] : [])),
    hourly: hourly
      .filter((one) => one.kind === kind)
      .map((one) => ({ startsAt: one.startsAt, endsAt: one.startsAt + one.seconds * 1000, perKwh: one.amount })),
  });
  const currency = stated.find((one) => one.currency !== null && one.withdrawnAt === null)?.currency ?? null;
  return { carbon: bookOf('carbon'), price: bookOf('price'), currency };
}

/** A dorm's day as parts by hour, over the meters that count; empty where none measured or estimated anything. */
async function readEnergy(
  ctx: Context,
  { campus, dormIds, fromDay, toDay }: { campus: Campus; dormIds: readonly number[]; fromDay: string; toDay: string },
): Promise<(dormId: number, day: LocalDay) => EnergyPart[]> {
  const { db } = ctx.database;
  const wanted = (await listMeters(db, campus.id)).filter((meter) => meter.isCounted && dormIds.includes(meter.dormId));
  const query = { campusId: campus.id, meterIds: wanted.map(({ id }) => id), fromDay, toDay };
  const totals = new Map((await listDailyEnergy(db, query)).map((row) => [`${row.meterId} ${row.day}`, row]));
  const hours = new Map((await listHoursOfDays(db, query)).map((row) => [`${row.meterId} ${row.day}`, row.hours]));
  return (dormId, day) => {
    const meters = wanted.filter((meter) => meter.dormId === dormId && isActiveOn(meter, day));
    const read = meters.flatMap(({ id }) => {
      const row = totals.get(`${id} ${day.day}`);
      if (row === undefined || row.measuredSeconds + row.estimatedSeconds + row.ruleEstimatedSeconds === 0) return [];
      return [{ energyMicroWh: row.energyMicroWh + row.ruleEstimatedMicroWh, hours: hours.get(`${id} ${day.day}`) ?? [] }];
    });
    return energyParts(day, read);
  };
}

function isActiveOn({ activeFrom, activeUntil }: Meter, { startsAt, endsAt }: LocalDay): boolean {
  return (activeFrom?.getTime() ?? startsAt) < endsAt && (activeUntil?.getTime() ?? endsAt) > startsAt;
}
