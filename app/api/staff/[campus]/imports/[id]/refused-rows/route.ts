import { staffLook } from '#app/_data/staff.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { csvAnswer } from '#app/api/_answers/csv-answer.ts';
import { importNumber } from '#app/api/_answers/import-number.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { listRefusedRows } from '#services/list-refused-rows.ts';
import { ServiceError } from '#services/service-error.ts';

interface Place {
  readonly params: Promise<{ campus: string; id: string }>;
}

/** The rows of a file that do not count, as a file that imports once mended, or as a list of what is wrong with each. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, id } = await params;
    const { ctx, campus } = await staffLook(slug, 'see-imports');
    const { options } = readImportOptions(new URL(request.url).searchParams);
    const importId = importNumber(id);
    const refused = await listRefusedRows(ctx, { campus, importId, options, now: new Date() });
    if (refused === null) throw new ServiceError('file-refused', 'No row of this file was refused.');
    return csvAnswer(`${refused.form === 'rows' ? 'refused-rows' : 'problems'}-${importId}.csv`, refused.lines);
  });
}
