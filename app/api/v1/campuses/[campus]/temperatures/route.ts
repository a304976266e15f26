import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { answering, jsonAnswer } from '#app/api/_answers/answering.ts';
import { bearerOf } from '#app/api/_answers/bearer-of.ts';
import { readTemperatureOptions } from '#app/api/_answers/read-temperature-options.ts';
import { readUpload } from '#app/api/_answers/read-upload.ts';
import { checkToken } from '#services/check-token.ts';
import { holdFile } from '#services/hold-file.ts';
import { importTemperatures, type TemperatureImportResult } from '#services/import-temperatures.ts';
import { wordProblems } from '#services/word-problems.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

/** Another program hands in a file of outdoor temperatures as the raw body: answered when it is in, or with what is wrong with it. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const ctx = await getContext();
    const now = new Date();
    const campus = await campusOf(ctx, (await params).campus);
    const { tokenId } = await checkToken(ctx, { campusId: campus.id, token: bearerOf(request), purpose: 'readings', now });
    const { options, mode } = readTemperatureOptions(new URL(request.url).searchParams);
    const { source, sha256, release } = await holdFile(readUpload(request));
    try {
      const byToken = { ...ctx, by: { tokenId } };
      const result = await importTemperatures(byToken, { campus, source, sha256, options, channel: 'api', mode, now });
      if (result.state === 'committed') refreshPages(campus.slug);
      return answerImport(result);
    } finally {
      await release();
    }
  });
}

const STATUS = { committed: 201, known: 200, previewed: 200, refused: 422 } as const;
const REFUSAL = 'Nothing was stored: mend what the problems name, or answer with an option, and send the file again.';

function answerImport({ problems, ...result }: TemperatureImportResult): Response {
  const error = result.state === 'refused' ? { error: { code: 'file-refused', message: REFUSAL } } : {};
  return jsonAnswer(STATUS[result.state], { ...result, problems: wordProblems(problems), ...error });
}
