import { putSecondPerson } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';

/** Says whether announcing and correcting take two people at a campus. The operator's word: no role of the campus may turn it off. */
export async function askSecondPerson(ctx: Context, request: { campus: Campus; secondPerson: boolean }): Promise<void> {
  const { campus, secondPerson } = request;
  await inTransaction(ctx.database, async ({ db }) => {
    await putSecondPerson(db, { campusId: campus.id, secondPerson });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'ask-second-person', subject: null },
      detail: { secondPerson },
    });
  });
}
