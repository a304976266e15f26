import type { NextRequest } from 'next/server';
import nextAuth from 'next-auth';
import { authOptions } from '#app/_auth/options.ts';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { authSecret } from '#app/_auth/secret.ts';
import { getContext } from '#app/_data/process-state.ts';
import { answering } from '#app/api/_answers/answering.ts';

interface Place {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own addresses: providers, session, sign-in and sign-out for programs that speak its language. */
async function handle(request: NextRequest, place: Place): Promise<Response> {
  return answering(async () => {
    if (request.method !== 'GET') assertSameOrigin(request.headers);
    const failures: unknown[] = [];
    const options = authOptions({
      ctx: await getContext(),
      headers: request.headers,
      secret: authSecret(),
      now: new Date(),
      failed: (error) => failures.push(error),
    });
    const response: Response = await nextAuth(request, place, options);
    if (failures.length > 0) throw failures[0];
    return response;
  });
}

export { handle as GET, handle as POST };
