import { dormMeant } from '#core/campus-files/dorm-texts.ts';
import { readMeterChange } from '#core/campus-files/meter-list.ts';
import { type Problem, problemFor } from '#core/meter-files/problem.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { inTransaction, RollBack } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { meterOrRefusal } from '#services/find-meter.ts';
import { meterValues } from '#services/meter-values.ts';
import { recordAudit } from '#services/record-audit.ts';
import { storeMeterChanges } from '#services/store-meter-changes.ts';

/**
 * Changes what is known of a meter. `cells` are texts by the columns of meters.csv (dorm, kind, unit, multiplier,
 * time_zone, label, counts, from, until, register_digits, max_kw, nets_generation) under the same rules; a blank one
 * sets the default again, an absent one leaves it. With any problem nothing is stored. Errors: meter-unknown.
 */
export async function editMeter(
  ctx: Context,
  request: { campus: Campus; meter: string | number; cells: Readonly<Record<string, string>> },
): Promise<{ problems: readonly Problem[] }> {
  const { campus } = request;
  const { meter: _, ...cells } = request.cells;
  const { change, problems } = readMeterChange(cells);
  if (change === null) return { problems };
  return inTransaction(ctx.database, async (transaction) => {
    const before = await meterOrRefusal(transaction.db, request);
    const dorm = change.dorm === undefined ? undefined : dormMeant(await listDorms(transaction.db, campus.id), change.dorm);
    if (dorm === null) throw new RollBack({ problems: [problem('dorm-unknown', 'dorm', change.dorm)] });
    const values = meterValues(change, { timeZone: campus.timeZone, dormId: dorm?.id });
    const after = { ...before, ...values };
    if (after.activeFrom !== null && after.activeUntil !== null && after.activeUntil <= after.activeFrom)
      throw new RollBack({
        problems: [problem('cell-bad', change.until === undefined ? 'from' : 'until', change.until ?? change.from)],
      });
    await storeMeterChanges(transaction, { campus, edits: [{ before, values }] });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'edit-meter', subject: before.label },
      detail: { changed: Object.keys(cells).join(' ') },
    });
    return { problems: [] };
  });
}

function problem(kind: 'dorm-unknown' | 'cell-bad', column: string, found: string | null | undefined): Problem {
  return problemFor({ kind, severity: 'refused', column, found: found ?? '', params: { column, allowed: '2026-09-01' } });
}
