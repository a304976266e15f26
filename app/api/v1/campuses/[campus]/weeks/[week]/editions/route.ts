import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { mondayOfAddress } from '#app/api/_answers/monday-of-address.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { isLens, LENSES, type Lens } from '#core/ranking/rules.ts';
import { compareEditions } from '#services/compare-editions.ts';
import { editionsCsv, editionsJson } from '#services/editions-json.ts';
import { ServiceError } from '#services/service-error.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; week: string }>;
}

/** What was announced of a week beside each of its corrections, as everyone may see it: JSON, or CSV with format=csv. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, week } = await params;
    const { lens, format } = readQuery(new URL(request.url).searchParams);
    const ctx = await getContext();
    const campus = await campusOf(ctx, slug);
    const compared = await compareEditions(ctx, { campus, monday: mondayOfAddress(week), lens });
    if (compared === null) throw new ServiceError('week-not-published', `${week} is not closed yet.`);
    const json = editionsJson(campus.slug, compared);
    if (format === 'json') return taggedAnswer(request, { type: 'application/json', body: JSON.stringify(json) });
    const name = `${campus.slug}-${json.week}-${json.lens}-editions.csv`;
    return taggedAnswer(request, { type: 'text/csv; charset=utf-8; header=present', body: editionsCsv(json), name });
  });
}

function readQuery(query: URLSearchParams): { lens: Lens | null; format: 'json' | 'csv' } {
  const lens = query.get('lens');
  if (lens !== null && !isLens(lens))
    throw new ServiceError('lens-unknown', `There is no such lens. There are: ${LENSES.join(', ')}.`);
  const format = query.get('format') ?? 'json';
  if (format !== 'json' && format !== 'csv') throw new RequestError('format is json or csv.');
  return { lens, format };
}
