import { refusalOf } from '#app/api/_answers/answering.ts';

/** At most so many lines of progress are sent. */
const STEPS = 100;

/** So often something is said though nothing has moved: who hears nothing for longer has lost the connection. */
const BEAT_MS = 5000;

/**
 * Answers line by line in JSON while `work` goes on: {"progress": 0.25} and {"stage": "checking"} now and then, {} when
 * there is nothing new, at the end {"answer": …} or {"error": …}. `signal` says that nobody listens any more.
 */
export function progressAnswer(
  request: Request,
  work: (tools: { report: (share: number) => void; enter: (stage: string) => void; signal: AbortSignal }) => Promise<object>,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      const say = (line: object) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const beat = setInterval(() => say({}), BEAT_MS);
      await work({ report: inSteps((progress) => say({ progress })), enter: (stage) => say({ stage }), signal }).then(
        (answer) => say({ answer }),
        async (error: unknown) => say((await refusalOf(error)).body),
      );
      clearInterval(beat);
      if (!signal.aborted) controller.close();
    },
    cancel: () => gone.abort(),
  });
  const headers = {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  };
  return new Response(lines, { headers });
}

function inSteps(report: (share: number) => void): (share: number) => void {
  let last = -1;
  return (share) => {
    const step = Math.floor(share * STEPS);
    if (step === last) return;
    last = step;
    report(step / STEPS);
  };
}
