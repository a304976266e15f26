import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { ReceiptView } from '#components/receipt/receipt-view.ts';
import type { Receipt } from '#core/ranking/receipt.ts';
import { recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findDorm } from '#db/queries/dorms.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { getReceipt } from '#services/get-receipt.ts';
import { ServiceError } from '#services/service-error.ts';

/** The receipt of a dorm in a week, gated, as plain values (`lens` null: the one the week opens with); "not found" for what is none. */
export async function receiptView(
  campus: Campus,
  request: { weekId: string; part: string; lens: Lens | null },
): Promise<ReceiptView> {
  const { weekId, part, lens } = request;
  const slug = dormSlugOf(part);
  const monday = /^(19|20)\d\d-/.test(weekId) ? mondayOfWeekId(weekId) : null;
  if (slug === null || monday === null) notFound();
  const read = unstable_cache(
    () => readView(campus, { weekId, monday, slug, lens }),
    ['receipt', campus.slug, weekId, slug, lens ?? ''],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  const view = await read();
  if (view === null) notFound();
  return view;
}

async function readView(
  campus: Campus,
  request: { weekId: string; monday: string; slug: string; lens: Lens | null },
): Promise<ReceiptView | null> {
  const { weekId, monday, slug } = request;
  const ctx = await getContext();
  const dorm = await findDorm(ctx.database.db, { campusId: campus.id, slug });
  if (dorm === null) return null;
  const named = { slug: campus.slug, name: campus.name, timeZone: campus.timeZone };
  try {
    const lens = request.lens ?? (await getFirstLens(ctx, { campus, monday }));
    const asked = { campus, weekId, dorm: slug, season: null, lens, now: new Date(), audience: 'public' as const };
    return shownView(named, await getReceipt(ctx, asked));
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : null;
    if (code === 'dorm-unknown') return null;
    if (code === 'week-not-published') return { kind: 'not-yet', campus: named, week: weekId, name: dorm.name };
    if (code === 'too-small') return { kind: 'too-small', campus: named, week: weekId, name: dorm.name };
    throw error;
  }
}

function shownView(campus: ReceiptView['campus'], receipt: Receipt): ReceiptView {
  const again = recomputeReceipt(receipt);
  const path = `/api/v1/campuses/${campus.slug}/weeks/${receipt.week}/receipts/${receipt.dorm.slug}?lens=${receipt.lens}`;
  return {
    ...{ kind: 'receipt', campus, receipt },
    check: again.agrees ? 'agrees' : again.isOfOtherMethod ? 'older' : 'differs',
    paths: { json: `${path}&format=json`, csv: `${path}&format=csv` },
  };
}
