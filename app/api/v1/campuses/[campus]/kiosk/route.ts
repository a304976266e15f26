import { campusOf } from '#app/_data/campus-of.ts';
import { kioskView } from '#app/_data/kiosk.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { taggedAnswer } from '#app/api/_answers/tagged-answer.ts';
import { ServiceError } from '#services/service-error.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

/** What a hall screen shows now, as everyone may see it; with `dorm=` that of the dorm's own hall. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const campus = await campusOf(await getContext(), (await params).campus);
    const view = await kioskView(campus, new URL(request.url).searchParams.get('dorm'));
    if (view === null) throw new ServiceError('dorm-unknown', 'There is no such dorm here.');
    return taggedAnswer(request, { type: 'application/json', body: JSON.stringify(view) });
  });
}
