import { readDormList } from '#core/campus-files/dorm-list.ts';
import { createDormAddresses } from '#core/campus-files/dorm-texts.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { type Dorm, insertDorm, listDormSizes, listDorms, putDormSize, updateDorm } from '#db/queries/dorms.ts';
import { touchWeeksWithin } from '#db/queries/touched-weeks.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';

export interface ListResult {
  readonly state: 'committed' | 'refused';
  readonly added: number;
  readonly updated: number;
  readonly problems: readonly Problem[];
}

/**
 * Takes in dorms.csv, all of it or (with any problem) nothing. A dorm's first values hold from the beginning of time,
 * later ones from their `from` (a day in the campus's zone). Known dorms, found by their address, are brought up to date.
 */
export async function importDorms(ctx: Context, request: { campus: Campus; text: string }): Promise<ListResult> {
  const { lines, problems } = readDormList(request.text);
  if (problems.length > 0) return { state: 'refused', added: 0, updated: 0, problems };
  const { campus } = request;
  return inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    const dorms = new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.slug, dorm]));
    const addressOf = createDormAddresses([...dorms.values()]);
    const sized = new Set((await listDormSizes(db, campus.id)).map((size) => size.dormId));
    const seen = new Set<string>();
    const revision = await takeRevision(transaction, campus.id);
    let added = 0;
    for (const line of lines) {
      const slug = addressOf(line.dorm, line.name);
      const known = dorms.get(slug);
      const dorm = await putDorm(transaction, { campusId: campus.id, slug, known, line });
      dorms.set(slug, dorm);
      if (known === undefined) added += 1;
      const fromDay = sized.has(dorm.id) ? line.from : null;
      sized.add(dorm.id);
      seen.add(slug);
      await putDormSize(db, {
        campusId: campus.id,
        dormId: dorm.id,
        fromDay,
        residents: line.residents,
        floorAreaM2: line.floor_area_m2,
      });
      await touchWeeksWithin(transaction, { campusId: campus.id, revision, fromDay, toDay: null });
    }
    const updated = seen.size - added;
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'import-dorms', subject: null },
      detail: { added, updated },
    });
    await notifyChanged(db, campus.slug);
    return { state: 'committed', added, updated, problems: [] };
  });
}

async function putDorm(
  { db }: Transaction,
  request: { campusId: number; slug: string; known: Dorm | undefined; line: ReturnType<typeof readDormList>['lines'][number] },
): Promise<Dorm> {
  const { campusId, slug, known, line } = request;
  const name = line.name === '' ? (known?.name ?? line.dorm) : line.name;
  if (known === undefined) {
    return insertDorm(db, { campusId, slug, name, league: line.league, ...(line.kind === null ? {} : { kind: line.kind }) });
  }
  await updateDorm(db, { campusId, id: known.id, name, kind: line.kind, league: line.league ?? known.league });
  return { ...known, name };
}
