import { revalidatePath } from 'next/cache';
import { refreshPages } from '#app/_data/refresh-pages.ts';
import { staffChange } from '#app/_data/staff.ts';
import { groupProblems } from '#app/_data/staff-imports.ts';
import { answering, jsonAnswer } from '#app/api/_answers/answering.ts';
import { readUpload } from '#app/api/_answers/read-upload.ts';
import { listText } from '#core/campus-files/list-text.ts';
import { importFactors } from '#services/import-factors.ts';
import { readBody } from '#services/read-body.ts';

const MOST_BYTES = 8 * 1024 * 1024;

/** Takes in factors by the hour, a CSV sent as the raw body with its name in X-File-Name. */
export async function POST(request: Request, { params }: { params: Promise<{ campus: string }> }): Promise<Response> {
  return answering(async () => {
    const { ctx, campus, session } = await staffChange((await params).campus, 'edit-factors');
    const { body, fileName } = readUpload(request, MOST_BYTES);
    const pieces: Buffer[] = [];
    for await (const piece of readBody(body, { mostBytes: MOST_BYTES })) pieces.push(piece);
    const text = listText(Buffer.concat(pieces));
    const { problems, ...result } = await importFactors(ctx, { by: session, campus, text, fileName, now: new Date() });
    if (result.state === 'committed') {
      refreshPages(campus.slug);
      revalidatePath('/[locale]/staff/[campus]/factors', 'page');
    }
    return jsonAnswer(200, { ...result, groups: groupProblems(problems) });
  });
}
