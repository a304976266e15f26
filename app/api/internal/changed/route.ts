import { timingSafeEqual } from 'node:crypto';
import { revalidateTag } from 'next/cache';
import { campusTag } from '#app/_data/cache-tags.ts';
import { processState } from '#app/_data/process-state.ts';

/** This process tells itself that a campus changed (see listenForChanges). */
export async function POST(request: Request): Promise<Response> {
  const given = Buffer.from(request.headers.get('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${processState().changedSecret}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return new Response(null, { status: 404 });
  revalidateTag(campusTag(await request.text()), { expire: 0 });
  return new Response(null, { status: 204 });
}
