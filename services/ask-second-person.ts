import { putSecondPerson } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';

/** Says whether announcing and correcting take two people at a campus. The operator's word: no role of the campus may turn it off. */
export async function askSecondPerson(ctx: Context, request: { campus: Campus; secondPerson: boolean }): Promise<void> {
  const { campus, secondPerson } = request;
  await putSecondPerson(ctx.database.db, { campusId: campus.id, secondPerson });
}
