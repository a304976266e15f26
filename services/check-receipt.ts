import { contentDigest } from '#core/ranking/publication-digest.ts';
import type { Receipt } from '#core/ranking/receipt.ts';
import { type RecomputedReceipt, recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import { type Campus, findCampus } from '#db/queries/campuses.ts';
import { listEditions } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { getReceipt } from '#services/get-receipt.ts';
import { ServiceError } from '#services/service-error.ts';

export interface CheckedReceipt extends RecomputedReceipt {
  /**
   * same: what is published here. differs: published here with other numbers. superseded: an older edition, whose digests are
   * right. unknown: nothing here to compare with.
   */
  readonly published: 'same' | 'differs' | 'superseded' | 'unknown';
  /** Parts of the receipt that are published otherwise. */
  readonly parts: readonly string[];
}

/** Reckons a receipt again from itself, and compares it with what is published where its campus is in this database. */
export async function checkReceipt(ctx: Context, request: { receipt: Receipt; now: Date }): Promise<CheckedReceipt> {
  const { receipt } = request;
  const recomputed = recomputeReceipt(receipt);
  const campus = await findCampus(ctx.database.db, receipt.campus);
  const compared =
    campus === null ? { published: 'unknown' as const, parts: [] } : await compareWithPublished(ctx, { ...request, campus });
  return { ...recomputed, ...compared, agrees: recomputed.agrees && compared.published !== 'differs' };
}

async function compareWithPublished(
  ctx: Context,
  request: { campus: Campus; receipt: Receipt; now: Date },
): Promise<Pick<CheckedReceipt, 'published' | 'parts'>> {
  const { campus, receipt } = request;
  const editions = await listEditions(ctx.database.db, { campusId: campus.id, week: mondayOfWeekId(receipt.week) ?? '' });
  const edition = editions.find((one) => one.edition === receipt.edition);
  if (edition === undefined) return { published: 'differs', parts: ['edition'] };
  const digests = { contentDigest: edition.contentDigest.toString('hex'), chainDigest: edition.digest.toString('hex') };
  if (edition !== editions.at(-1)) {
    const parts = differingParts(digests, { contentDigest: receipt.contentDigest, chainDigest: receipt.chainDigest });
    return { published: parts.length === 0 ? 'superseded' : 'differs', parts };
  }
  const ours = [await publishedReceipt(ctx, request, 'public'), await publishedReceipt(ctx, request, 'staff')];
  const parts = ours.map((one) => (one === null ? ['dorm'] : differingParts(unmoving(one), unmoving(receipt))));
  const [least = []] = parts.sort((a, b) => a.length - b.length);
  return { published: least.length === 0 ? 'same' : 'differs', parts: least };
}

async function publishedReceipt(
  ctx: Context,
  { campus, receipt, now }: { campus: Campus; receipt: Receipt; now: Date },
  audience: 'public' | 'staff',
): Promise<Receipt | null> {
  const { week: weekId, lens, season } = receipt;
  try {
    return await getReceipt(ctx, { campus, weekId, dorm: receipt.dorm.slug, lens, season, now, audience });
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

/** Imports can be undone after a week was published: they are told as they are known, and not compared. */
function unmoving({ imports: _imports, areImportsAsPublished: _are, ...rest }: Receipt): object {
  return rest;
}

function differingParts(ours: object, theirs: object): string[] {
  const given = new Map(Object.entries(theirs));
  return Object.entries(ours)
    .filter(([part, value]) => !contentDigest({ value }).equals(contentDigest({ value: given.get(part) ?? null })))
    .map(([part]) => part);
}
