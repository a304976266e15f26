import { currentSession } from '#app/_auth/session.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { exportPerson } from '#services/export-person.ts';
import { NotAllowed } from '#services/not-allowed.ts';

/** One's own record as JSON. */
export async function GET(): Promise<Response> {
  return answering(async () => {
    const session = await currentSession();
    if (session === null) throw new NotAllowed('signed-out');
    const record = await exportPerson(await getContext(), session);
    return Response.json(record, {
      headers: { 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="wattle-record.json"' },
    });
  });
}
