import { staffChange } from '#app/_data/staff.ts';
import { answering, jsonAnswer } from '#app/api/_answers/answering.ts';
import { readUpload } from '#app/api/_answers/read-upload.ts';
import { receiveFile } from '#services/receive-file.ts';

interface Place {
  readonly params: Promise<{ campus: string }>;
}

/** Staff hand in a file as the raw body; it is kept apart until they commit it. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  return answering(async () => {
    const { ctx, campus, session } = await staffChange((await params).campus, 'import-readings');
    const { fileName, body } = readUpload(request);
    const { id } = await receiveFile(ctx, { campus, fileName, body, personId: session.personId, now: new Date() });
    return jsonAnswer(201, { import: id });
  });
}
