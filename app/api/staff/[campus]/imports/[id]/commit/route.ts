import { staffChange } from '#app/_data/staff.ts';
import { resultView } from '#app/_data/staff-imports.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { importNumber } from '#app/api/_answers/import-number.ts';
import { progressAnswer } from '#app/api/_answers/progress-answer.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { commitImport } from '#services/commit-import.ts';

interface Place {
  readonly params: Promise<{ campus: string; id: string }>;
}

/** Commits a received file with the options of the query. It goes on though nobody listens any more: it is whole or absent. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, id } = await params;
    const { ctx, campus, session } = await staffChange(slug, 'import-readings');
    const { options } = readImportOptions(new URL(request.url).searchParams);
    const importId = importNumber(id);
    return progressAnswer(request, async ({ report, enter }) => {
      const asked = { campus, importId, options, personId: session.personId, now: new Date() };
      const result = await commitImport(ctx, { ...asked, onProgress: report, onStage: enter });
      const number = result.import === null ? {} : { import: result.import };
      return { ...resultView(result, options), ...number };
    });
  });
}
