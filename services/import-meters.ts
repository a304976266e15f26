import { dormMeant } from '#core/campus-files/dorm-texts.ts';
import { readMeterList } from '#core/campus-files/meter-list.ts';
import { problemFor } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { insertMeter, listMeters } from '#db/queries/meters.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { ListResult } from '#services/import-dorms.ts';
import { meterValues } from '#services/meter-values.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type MeterEdit, storeMeterChanges } from '#services/store-meter-changes.ts';

/**
 * Takes in meters.csv, all of it or (with any problem) nothing. Known meters, found by their label, are brought up to
 * date; blank cells of a known meter's optional columns set the default again. Another name of a meter is no meter: its rows
 * would count twice.
 */
export async function importMeters(ctx: Context, request: { campus: Campus; text: string }): Promise<ListResult> {
  const { lines, problems } = readMeterList(request.text);
  const { campus } = request;
  const dorms = await listDorms(ctx.database.db, campus.id);
  const unknown = lines
    .filter((line) => dormMeant(dorms, line.dorm) === null)
    .map((line) => problemFor({ kind: 'dorm-unknown', severity: 'refused', row: line.row, column: 'dorm', found: line.dorm }));
  const otherNames = await findOtherNames(ctx, { campus, lines });
  const refused = [...problems, ...unknown, ...otherNames];
  if (refused.length > 0) return { state: 'refused', added: 0, updated: 0, problems: refused };
  return inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    const known = new Map((await listMeters(db, campus.id)).map((meter) => [meter.label, meter]));
    const edits = new Map<number, MeterEdit>();
    let added = 0;
    for (const { row: _, meter: label, ...line } of lines) {
      const dorm = dormMeant(dorms, line.dorm);
      if (dorm === null) continue;
      const values = meterValues(line, { timeZone: campus.timeZone, dormId: dorm.id });
      const before = known.get(label);
      if (before !== undefined) {
        edits.set(before.id, { before, values: { ...edits.get(before.id)?.values, ...values } });
        continue;
      }
      known.set(label, await insertMeter(db, { ...values, campusId: campus.id, dormId: dorm.id, label }));
      added += 1;
    }
    await storeMeterChanges(transaction, { campus, edits: [...edits.values()] });
    const updated = lines.length - added;
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'import-meters', subject: null },
      detail: { added, updated },
    });
    return { state: 'committed', added, updated, problems: [] };
  });
}

/** The lines that call a meter by another name of it, each with the name to put there. */
async function findOtherNames(
  { database: { db } }: Context,
  { campus, lines }: { campus: Campus; lines: readonly { readonly row: number; readonly meter: string }[] },
) {
  const labels = new Map((await listMeters(db, campus.id)).map(({ id, label }) => [id, label]));
  const own = new Set(labels.values());
  const names = new Map((await listMeterAliases(db, campus.id)).map((alias) => [alias.label, labels.get(alias.meterId) ?? '']));
  return lines
    .filter(({ meter }) => names.has(meter) && !own.has(meter))
    .map(({ row, meter }) => {
      const params = { column: 'meter', allowed: names.get(meter) ?? '' };
      return problemFor({ kind: 'cell-bad', severity: 'refused', row, column: 'meter', found: meter, params });
    });
}
