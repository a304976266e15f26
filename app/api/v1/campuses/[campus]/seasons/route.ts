import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { seasonJson } from '#services/season-json.ts';

export const dynamic = 'force-dynamic';

/** Every season of a campus, newest first. */
export async function GET(request: Request, { params }: { params: Promise<{ campus: string }> }): Promise<Response> {
  return answering(async () => {
    const ctx = await getContext();
    const campus = await campusOf(ctx, (await params).campus);
    const seasons = await listCampusSeasons(ctx, { campus, now: new Date() });
    const body = JSON.stringify({ campus: campus.slug, seasons: seasons.map(seasonJson) });
    return taggedAnswer(request, { type: 'application/json', body });
  });
}
