import { staffLook } from '#app/_data/staff.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { csvAnswer } from '#app/api/_answers/csv-answer.ts';
import { importNumber } from '#app/api/_answers/import-number.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { getImport } from '#services/get-import.ts';
import { previewImport } from '#services/preview-import.ts';
import { wordProblems } from '#services/word-problems.ts';
import { csvLine } from '#services/write-csv.ts';

interface Place {
  readonly params: Promise<{ campus: string; id: string }>;
}

/** Everything that was found in a file, as a list with row, column, what was found, what was expected and what to do. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, id } = await params;
    const { ctx, campus } = await staffLook(slug, 'see-imports');
    const { options } = readImportOptions(new URL(request.url).searchParams);
    const importId = importNumber(id);
    const { row, problems: kept } = await getImport(ctx, { campus, importId });
    const now = new Date();
    const problems =
      row.state === 'received'
        ? (await previewImport(ctx, { campus, importId, options, lens: 'per-resident', now, isOnlyLook: true })).result.problems
        : kept;
    const lines = wordProblems(problems).map(({ row, column, severity, kind, found, expected, remedy }) =>
      csvLine([row, column, severity, kind, found, expected, remedy]),
    );
    return csvAnswer(`problems-${importId}.csv`, [
      csvLine(['row', 'column', 'severity', 'kind', 'found', 'expected', 'remedy']),
      ...lines,
    ]);
  });
}
