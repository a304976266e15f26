import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { seasonCalendar } from '#app/_data/season-calendar.ts';
import { siteOrigin } from '#app/_data/site-origin.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';

export const dynamic = 'force-dynamic';

/** The seasons of a campus, week by week, for a calendar. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string }> },
): Promise<Response> {
  return answering(async () => {
    const { locale, campus } = await params;
    const asked = { locale, origin: siteOrigin(request), now: new Date() };
    const body = await seasonCalendar(await campusOf(await getContext(), campus), asked);
    return taggedAnswer(request, { type: 'text/calendar; charset=utf-8', body });
  });
}
