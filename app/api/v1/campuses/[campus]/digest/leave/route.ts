import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering, jsonAnswer, RequestError } from '#app/api/_answers/answering.ts';
import { digestPath, localePath } from '#components/ui/paths.ts';
import { leaveDigest } from '#services/leave-digest.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ campus: string }>;
}

/** Signs that a mail program's post has, with room to spare. */
const MOST_SIGNS = 4096;

/**
 * Ends the weekly mail of the address whose key this is, as mail programs ask for it (RFC 8058): neither cookie nor page, and no word
 * on whether there was one.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answering(async () => {
    await readOneClick(request);
    const ctx = await getContext();
    const campus = await campusOf(ctx, (await params).campus);
    await leaveDigest(ctx, { campus, key: new URL(request.url).searchParams.get('key') ?? '' });
    return jsonAnswer(200, { left: true });
  });
}

/** Mail programs that know no such post open the address: the page with the button. Looking changes nothing. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return answering(async () => {
    const { slug } = await campusOf(await getContext(), (await params).campus);
    const asked = new URL(request.url).searchParams;
    const page = localePath(asked.get('lang') === 'zh' ? 'zh' : 'en', `${digestPath(slug)}/leave`);
    const location = `${page}?${new URLSearchParams({ key: asked.get('key') ?? '' })}`;
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  });
}

async function readOneClick(request: Request): Promise<void> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const isShort = length <= MOST_SIGNS;
  const form = isShort ? await request.formData().catch(() => null) : null;
  if (form?.get('List-Unsubscribe') === 'One-Click') return;
  throw new RequestError('The body is not List-Unsubscribe=One-Click, as a form. Send just that.');
}
