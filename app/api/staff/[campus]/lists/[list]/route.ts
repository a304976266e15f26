import { refreshPages } from '#app/_data/refresh-pages.ts';
import { staffChange } from '#app/_data/staff.ts';
import { groupProblems } from '#app/_data/staff-imports.ts';
import { answering, jsonAnswer, RequestError } from '#app/api/_answers/answering.ts';
import { readUpload } from '#app/api/_answers/read-upload.ts';
import { listText } from '#core/campus-files/list-text.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { readBody } from '#services/read-body.ts';

const MOST_LIST_BYTES = 4 * 1024 * 1024;

interface Place {
  readonly params: Promise<{ campus: string; list: string }>;
}

/** Takes in dorms.csv or meters.csv, sent as the raw body. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { campus: slug, list } = await params;
    if (list !== 'dorms' && list !== 'meters') throw new RequestError('There are two lists: dorms and meters.');
    const { ctx, campus } = await staffChange(slug, list === 'dorms' ? 'import-dorms' : 'import-meters');
    const text = await readText(request);
    const { problems, ...result } = await (list === 'dorms' ? importDorms : importMeters)(ctx, { campus, text });
    if (result.state === 'committed') refreshPages(campus.slug);
    return jsonAnswer(200, { ...result, groups: groupProblems(problems) });
  });
}

async function readText(request: Request): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readBody(readUpload(request, MOST_LIST_BYTES).body, { mostBytes: MOST_LIST_BYTES }))
    pieces.push(piece);
  return listText(Buffer.concat(pieces));
}
