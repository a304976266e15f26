import { auditFilterIn } from '#app/_data/audit-filter.ts';
import { staffLook } from '#app/_data/staff.ts';
import { answering, RequestError } from '#app/api/_answers/answering.ts';
import { csvAnswer, linesAnswer } from '#app/api/_answers/csv-answer.ts';
import { auditCsv, auditJsonText } from '#services/audit-rows.ts';
import { readAudit } from '#services/list-audit.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

/** The record of who did what as a file, with the filters of its page; `?format=json`, else CSV. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { ctx, campus, session } = await staffLook((await params).campus, 'see-audit');
    const query = new URL(request.url).searchParams;
    const format = query.get('format') ?? 'csv';
    if (format !== 'csv' && format !== 'json') throw new RequestError('The format is csv or json.');
    const entries = await readAudit(ctx, { by: session, campus, filter: auditFilterIn(query) });
    if (format === 'csv') return csvAnswer('record.csv', auditCsv(entries));
    return linesAnswer(auditJsonText(campus.slug, entries), { name: 'record.json', type: 'application/json' });
  });
}
