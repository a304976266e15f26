import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { mondayOfAddress } from '#app/api/_answers/monday-of-address.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { announcementJson } from '#services/announcement-json.ts';
import { getAnnouncement } from '#services/get-announcement.ts';
import { ServiceError } from '#services/service-error.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string; week: string }>;
}

/** What was announced of a week: winners, most improved, season so far, prize and message. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, week } = await params;
    const ctx = await getContext();
    const campus = await campusOf(ctx, slug);
    const told = await getAnnouncement(ctx, { campus, monday: mondayOfAddress(week), now: new Date() });
    if (told === null || told.publication.state === 'provisional')
      throw new ServiceError('week-not-published', `${week} is not announced. Its places, if it has any, are its standings.`);
    return taggedAnswer(request, { type: 'application/json', body: JSON.stringify(announcementJson(campus.slug, told)) });
  });
}
