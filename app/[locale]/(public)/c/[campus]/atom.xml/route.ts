import { campusOf } from '#app/_data/campus-of.ts';
import { campusFeed } from '#app/_data/feed.ts';
import { getContext } from '#app/_data/process-state.ts';
import { siteOrigin } from '#app/_data/site-origin.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { atomOf } from '#core/feeds/feed.ts';

export const dynamic = 'force-dynamic';

/** What a campus published last, as Atom. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ locale: string; campus: string }> },
): Promise<Response> {
  return answering(async () => {
    const { locale, campus } = await params;
    const asked = { locale, origin: siteOrigin(request), kind: 'atom' as const };
    const body = atomOf(await campusFeed(await campusOf(await getContext(), campus), asked));
    return taggedAnswer(request, { type: 'application/atom+xml; charset=utf-8', body });
  });
}
