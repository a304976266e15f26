import { campusOf } from '#app/_data/campus-of.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { isLens, LENSES, type Lens } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { getReceipt } from '#services/get-receipt.ts';
import { ServiceError } from '#services/service-error.ts';
import { receiptCsv } from '#services/write-receipt-csv.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; week: string; dorm: string }>;
}

/** The reckoning behind a dorm's standing in a published week, as everyone may see it: JSON, or CSV with format=csv. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, week: weekId, dorm: part } = await params;
    const { lens, season, format } = readQuery(new URL(request.url).searchParams);
    const ctx = await getContext();
    const campus = await campusOf(ctx, slug);
    const dorm = dormSlugOf(part);
    const monday = /^(19|20)\d\d-/.test(weekId) ? mondayOfWeekId(weekId) : null;
    if (dorm === null) throw new ServiceError('dorm-unknown', 'There is no such dorm.');
    if (monday === null) throw new ServiceError('week-unknown', 'There is no such week. Write it as 2026-W47.');
    const asked = { campus, weekId, dorm, now: new Date(), audience: 'public' as const };
    const receipt =
      season === null
        ? await getReceipt(ctx, { ...asked, season, lens: lens ?? (await getFirstLens(ctx, { campus, monday })) })
        : await getReceipt(ctx, { ...asked, season, lens });
    const name = `${campus.slug}-${weekId}-${receipt.lens}-receipt`;
    return format === 'json'
      ? taggedAnswer(request, { type: 'application/json', body: JSON.stringify(receipt), name: `${name}.json` })
      : taggedAnswer(request, {
          type: 'text/csv; charset=utf-8; header=present',
          body: receiptCsv(receipt),
          name: `${name}.csv`,
        });
  });
}

function readQuery(query: URLSearchParams): { lens: Lens | null; season: string | null; format: 'json' | 'csv' } {
  const lens = query.get('lens');
  if (lens !== null && !isLens(lens))
    throw new ServiceError('lens-unknown', `There is no such lens. There are: ${LENSES.join(', ')}.`);
  const format = query.get('format') ?? 'json';
  if (format !== 'json' && format !== 'csv') throw new RequestError('format is json or csv.');
  const season = query.get('season');
  if (season !== null && !/^[a-z0-9-]{1,100}$/.test(season)) throw new ServiceError('season-unknown', 'There is no such season.');
  return { lens, season, format };
}
