import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { DormMeters, DormRow, MeterRow } from '#components/campus/staff-view.ts';
import { getMeterCoverage, type MeterCoverage } from '#services/get-meter-coverage.ts';
import { listCampusDorms } from '#services/list-campus-dorms.ts';

/** Every dorm with its meters and what they measured of late, as plain values. */
export async function metersView({ ctx, campus }: StaffPlace): Promise<DormMeters[]> {
  const dorms = await getMeterCoverage(ctx, { campus, now: new Date() });
  return dorms.map(({ dorm, meters }) => ({ slug: dorm.slug, name: dorm.name, meters: meters.map(meterRow) }));
}

function meterRow({ meter, lastAt, days, state }: MeterCoverage): MeterRow {
  const { id, label, kind, unit, multiplier, timeZone, isCounted } = meter;
  return {
    id,
    label,
    kind,
    unit,
    multiplier,
    timeZone,
    isCounted,
    activeFrom: meter.activeFrom?.toISOString() ?? null,
    activeUntil: meter.activeUntil?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
    state,
    days,
  };
}

/** Every dorm with its sizes over time, as plain values. */
export async function dormsView({ ctx, campus }: StaffPlace): Promise<DormRow[]> {
  return (await listCampusDorms(ctx, { campus })).map(({ dorm: { slug, name, kind }, sizes, meterCount }) => ({
    slug,
    name,
    kind,
    meterCount,
    sizes: sizes.map(({ fromDay, residents, floorAreaM2 }) => ({ fromDay, residents, floorAreaM2 })),
  }));
}
