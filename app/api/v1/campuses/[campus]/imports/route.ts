import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { answering, jsonAnswer, RequestError } from '#app/api/_answers/answering.ts';
import { bearerOf } from '#app/api/_answers/bearer-of.ts';
import { readImportOptions } from '#app/api/_answers/read-import-options.ts';
import { readUpload } from '#app/api/_answers/read-upload.ts';
import { checkToken } from '#services/check-token.ts';
import { holdFile } from '#services/hold-file.ts';
import { importUnattended, type UnattendedResult } from '#services/import-unattended.ts';
import { wordProblems } from '#services/word-problems.ts';

export const dynamic = 'force-dynamic';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

/** Another program hands in a meter file as the raw body: answered when it is in, or with what is wrong with it. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const ctx = await getContext();
    const now = new Date();
    const campus = await campusOf(ctx, (await params).campus);
    const { tokenId } = await checkToken(ctx, { campusId: campus.id, token: bearerOf(request), purpose: 'readings', now });
    const { options, isDryRun } = readImportOptions(new URL(request.url).searchParams);
    const idempotencyKey = readKey(request.headers.get('idempotency-key'));
    const { source, sha256, release } = await holdFile(readUpload(request));
    const byToken = { ...ctx, by: { tokenId } };
    try {
      const result = await importUnattended(byToken, {
        campus,
        source,
        sha256,
        options,
        channel: 'api',
        mode: isDryRun ? 'preview' : 'commit',
        now,
        ...(idempotencyKey === null ? {} : { idempotencyKey }),
      });
      if (result.state === 'committed') refreshPages(campus.slug);
      return answerImport(result);
    } finally {
      await release();
    }
  });
}

const STATUS = { committed: 201, known: 200, previewed: 200, refused: 422 } as const;

function answerImport(result: UnattendedResult): Response {
  const { import: id, state, readings, energyKwh, inbox } = result;
  const problems = wordProblems(result.problems);
  const error = state === 'refused' ? { error: { code: 'file-refused', message: refusalOf(inbox) } } : {};
  return jsonAnswer(STATUS[state], {
    import: id,
    state,
    readings,
    energyKwh: Number(energyKwh),
    problems,
    ...(result.profile == null ? {} : { profile: result.profile }),
    ...(inbox === null ? {} : { inbox }),
    ...error,
  });
}

function refusalOf(inbox: number | null): string {
  const told = 'Nothing was stored: mend what the problems name, or answer with an option, and send the file again.';
  return inbox === null ? told : `${told} It also waits in the inbox, where staff can answer for it.`;
}

function readKey(header: string | null): string | null {
  const key = header?.trim() ?? '';
  if (key === '') return null;
  if (!/^[\x20-\x7e]{1,200}$/.test(key)) throw new RequestError('Idempotency-Key is 1 to 200 plain characters, such as a UUID.');
  return key;
}
