import { dormMeant } from '#core/campus-files/dorm-texts.ts';
import { type MeterLine, readMeterList } from '#core/campus-files/meter-list.ts';
import { problemFor } from '#core/meter-files/problem.ts';
import { localDay } from '#core/time/local-days.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { insertMeter, listMeters, updateMeter } from '#db/queries/meters.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { ListResult } from '#services/import-dorms.ts';

/**
 * Takes in meters.csv, all of it or (with any problem) nothing. Known meters, found by their label, are brought up to
 * date; blank cells of a known meter's optional columns set the default again.
 */
export async function importMeters(ctx: Context, request: { campus: Campus; text: string }): Promise<ListResult> {
  const { lines, problems } = readMeterList(request.text);
  const { campus } = request;
  const dorms = await listDorms(ctx.database.db, campus.id);
  const unknown = lines
    .filter((line) => dormMeant(dorms, line.dorm) === null)
    .map((line) => problemFor({ kind: 'dorm-unknown', severity: 'refused', row: line.row, column: 'dorm', found: line.dorm }));
  if (problems.length + unknown.length > 0)
    return { state: 'refused', added: 0, updated: 0, problems: [...problems, ...unknown] };
  return inTransaction(ctx.database, async ({ db }) => {
    const known = new Map((await listMeters(db, campus.id)).map((meter) => [meter.label, meter.id]));
    let added = 0;
    for (const line of lines) {
      const dorm = dormMeant(dorms, line.dorm);
      if (dorm === null) continue;
      const values = valuesOf(line, { campus, dormId: dorm.id });
      const id = known.get(line.meter);
      if (id === undefined) {
        known.set(line.meter, (await insertMeter(db, values)).id);
        added += 1;
      } else await updateMeter(db, { ...values, id });
    }
    await notifyChanged(db, campus.slug);
    return { state: 'committed', added, updated: lines.length - added, problems: [] };
  });
}

function valuesOf(line: MeterLine, place: { campus: Campus; dormId: number }) {
  const startOf = (day: string | null) => (day === null ? null : new Date(localDay(day, place.campus.timeZone).startsAt));
  return {
    campusId: place.campus.id,
    dormId: place.dormId,
    label: line.meter,
    kind: line.kind,
    unit: line.unit,
    multiplier: line.multiplier ?? '1',
    timeZone: line.time_zone,
    stampLabel: line.label,
    isCounted: line.counts !== 'no',
    activeFrom: startOf(line.from),
    activeUntil: startOf(line.until),
  };
}
