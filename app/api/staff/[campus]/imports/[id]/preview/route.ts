import { staffChange } from '#app/_data/staff.ts';
import { previewView } from '#app/_data/staff-imports.ts';
import { answering } from '#app/api/_answers/answering.ts';
import { importNumber } from '#app/api/_answers/import-number.ts';
import { progressAnswer } from '#app/api/_answers/progress-answer.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { previewImport } from '#services/preview-import.ts';

interface Place {
  readonly params: Promise<{ campus: string; id: string }>;
}

/** Reads a received file with the options of the query, or at first (`?first`) with those kept or remembered. Who may not import chooses no options. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, id } = await params;
    const { ctx, campus, can } = await staffChange(slug, 'see-imports');
    const query = new URL(request.url).searchParams;
    const isFirst = query.has('first');
    query.delete('first');
    const { options } = readImportOptions(query);
    const importId = importNumber(id);
    return progressAnswer(request, async ({ report, enter, signal }) => {
      const asked = { campus, importId, options: isFirst ? null : options, lens: 'per-resident', now: new Date() } as const;
      const isOnlyLook = !can('import-readings');
      return previewView(await previewImport(ctx, { ...asked, isOnlyLook, signal, onProgress: report, onStage: enter }));
    });
  });
}
