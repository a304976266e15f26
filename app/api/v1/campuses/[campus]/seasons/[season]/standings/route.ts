import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { getPublicSeason } from '#services/get-public-season.ts';
import { publicSeasonCsv, publicSeasonJson } from '#services/public-season-json.ts';
import { ServiceError } from '#services/service-error.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; season: string }>;
}

/** The standings of a season, as everyone may see them: JSON, or CSV with format=csv. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, season } = await params;
    const format = new URL(request.url).searchParams.get('format') ?? 'json';
    if (format !== 'json' && format !== 'csv') throw new RequestError('format is json or csv.');
    // What cannot be an address is not asked of the database.
    if (!/^[a-z0-9-]+$/.test(season)) throw new ServiceError('season-unknown', 'There is no such season.');
    const ctx = await getContext();
    const campus = await campusOf(ctx, slug);
    const found = await getPublicSeason(ctx, { campus, slug: season, now: new Date() });
    if (format === 'json')
      return taggedAnswer(request, { type: 'application/json', body: JSON.stringify(publicSeasonJson(campus.slug, found)) });
    const type = 'text/csv; charset=utf-8; header=present';
    return taggedAnswer(request, { type, body: publicSeasonCsv(found), name: `${campus.slug}-${season}.csv` });
  });
}
